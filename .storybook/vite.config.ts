/** Stories come straight from the sources: what the build does to make `l30.js` small has no place here. */
export default {
  publicDir: false,
  // Named together, because Storybook itself asks for one part of Lit, and would get it as a second copy.
  optimizeDeps: { include: ['lit', 'lit/directive-helpers.js', '@lit/context'] },
};
