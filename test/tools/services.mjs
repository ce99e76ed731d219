/**
 * Runs the dialects and the table of the demo against the real programs that schools run: all of
 * test/services. It is not part of `npm test`, because all of that has to be fetched.
 *
 *     npm run test:services                    everything
 *     node test/tools/services.mjs ghost       only test files whose path contains "ghost"
 */
import { runAgainst } from './programs.mjs';

await runAgainst({
  tests: 'test/services',
  suffix: '.services.ts',
  // What no package registry has, so that nothing here can be tested against it.
  nowhere: [
    'Contact Form 7: its plugin is in neither of the registries that this uses, npm and Debian.',
    'PostgREST: there is no package of it; its table is tested in PostgreSQL, with its documented way of asking.',
  ],
});
