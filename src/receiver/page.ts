import { html, raw } from 'hono/html';
import type { Problem } from '../contract/reply.ts';

/** Our default paper and ink; both pairs are above 14:1. */
const STYLE = `:root{color-scheme:light dark}
body{margin:0;padding:12vh 1.5rem;background:#fffdf8;color:#1e2a35;font:1.125rem/1.6 system-ui,sans-serif}
main{max-width:34rem;margin:auto;overflow-wrap:anywhere}
h1{margin:0 0 1rem;font-size:1.75rem;line-height:1.25}
@media (prefers-color-scheme:dark){body{background:#171b21;color:#f2f0ea}}`;

async function page(status: number, heading: string, paragraphs: readonly string[]): Promise<Response> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE));
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
  const text = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>\n`)}</main>
</body>
</html>
`;
  return new Response(text.toString(), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    },
  });
}

/** What someone without script sees once their words are stored, with the status of the receipt. */
export function sentPage(status: number): Promise<Response> {
  return page(status, 'Sent.', ['You can close this page, or go back.']);
}

/** What someone without script sees when their words are not stored: why, and where the words may still be. */
export function problemPage({ status, title, detail }: Problem): Promise<Response> {
  return page(status, title, [
    detail,
    'Your words were not saved. Use your browser’s Back button: they may still be there.',
  ]);
}
