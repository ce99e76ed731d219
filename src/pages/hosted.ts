/** What runs on a widget's own page before `l30.js`. It lies in a folder beside it. */
import { openHosted } from '../page/hosted.ts';

void openHosted(new URL('../', import.meta.url).href);
