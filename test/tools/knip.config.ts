import type { KnipConfig } from 'knip';

export default {
  workspaces: {
    '.': {
      entry: [
        // Lists what leaves may use, of which some is not used yet.
        'src/core.ts',
        'src/define.ts',
        'src/pages/hosted.ts',
        'src/pages/builder/{builder,preview}.ts',
        'src/keys/{main,open-main}.ts',
        'demo/serve.ts',
        '.storybook/vite.config.ts',
        'stories/*.ts',
        'test/**/*.{test,cms,services}.ts',
        'test/services/loopback-only.mjs',
        'test/tools/*.{mjs,ts}',
        'test/**/main.ts',
        // Bundled by their names, for the pages that a benchmark compares with ours.
        'test/bench/{minimal,native-script,post}.ts',
      ],
      project: [
        'src/**/*.ts',
        'stories/**/*.ts',
        'test/**/*.{ts,mjs}',
        'demo/**/*.{ts,mjs}',
        '!demo/frameworks/**',
        '.storybook/*.ts',
      ],
    },
    'src/receiver': { entry: ['{main,submissions}.ts'], project: ['*.ts'] },
  },
  // They are copied beside the file that they import, which the build makes.
  ignore: ['src/build/frameworks/*.d.ts'],
  // A program, which its test starts by its path; frameworks, which only those have who use our types for them; and
  // libraries that hostile pages load from where they lie.
  ignoreDependencies: [
    '@arethetypeswrong/cli',
    'react',
    'svelte',
    'vue',
    '@webcomponents/custom-elements',
    'whatwg-fetch',
    'zone.js',
  ],
  // What tests against other people's software take from the system.
  ignoreBinaries: ['php', 'apt-get', 'initdb', 'psql', 'mariadb', 'mariadb-install-db'],
  // An exported function is of use only with the names of its types.
  ignoreExportsUsedInFile: { type: true, interface: true },
} satisfies KnipConfig;
