import { transformAsync } from '@babel/core';
import linkerPlugin from '@angular/compiler-cli/linker/babel';
import type { Plugin } from 'vite';

/** Angular's own packages are published half compiled; its linker does the rest. */
function linker(): Plugin {
  return {
    name: 'angular-linker',
    async transform(code, id) {
      if (!code.includes('ɵɵngDeclare')) return null;
      const linked = await transformAsync(code, {
        filename: id,
        plugins: [linkerPlugin],
        babelrc: false,
        configFile: false,
        compact: false,
      });
      return linked?.code ? { code: linked.code, map: null } : null;
    },
  };
}

export default { plugins: [linker()] };
