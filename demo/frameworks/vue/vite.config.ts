import vue from '@vitejs/plugin-vue';

// Vue asks which tags are not its own.
const isCustomElement = (tag: string): boolean => tag.startsWith('l30-');

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
