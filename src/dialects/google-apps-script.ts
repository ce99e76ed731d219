import type { Dialect } from './shared/dialect.ts';
import { parseObject, replyTo } from './shared/heard.ts';
import { receiptReply } from './shared/receipt.ts';

/**
 * `dialect="google-apps-script"`: a Google Apps Script web app deployed to "Anyone", with our script in
 * it. The letter's JSON travels as text/plain, because Google answers no preflight.
 *
 * The answer comes by a redirect from another Google host and always with status 200, so a problem
 * tells its own status in the body. An error inside the script, or the wrong access setting, is a page
 * without CORS, which the browser hides; the row may be there all the same.
 *
 * Confirms: by our receipt, as `json` does. Sealed: whole. Repeats: dropped by our script. Double
 * opt-in: none. Facts: Google's own guides to Content Service and web apps; what goes wrong from
 * issue threads of projects that use it.
 */
export const dialect: Dialect = {
  name: 'google-apps-script',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'dropped',
  facts: 'documented',
  encode: ({ body }, { endpoint }) => ({
    url: endpoint,
    body,
    contentType: 'text/plain;charset=utf-8',
    redirects: true,
  }),
  decode(heard, sent) {
    const { type, status } = parseObject(heard.text);
    const isProblem = heard.status === 200 && typeof type === 'string' && typeof status === 'number' && status >= 400;
    const meant = isProblem ? { ...heard, status } : heard;
    return receiptReply(meant, sent) ?? replyTo(meant);
  },
};
