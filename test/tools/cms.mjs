/**
 * Pastes our snippets into real content management systems, each as the people of a school who may
 * write there, and looks at the public pages in Chromium: all of test/cms. It is not part of
 * `npm test`, because all of that has to be fetched.
 *
 *     npm run test:cms                         everything
 *     node test/tools/cms.mjs wordpress        only test files whose path contains "wordpress"
 */
import { runAgainst } from './programs.mjs';

await runAgainst({ tests: 'test/cms', suffix: '.cms.ts', preload: ['test/services/loopback-only.mjs'] });
