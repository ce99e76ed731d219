import encodeQR from 'qr';
import { RECOVERY, type About } from './key-file.ts';
import { fingerprintOf } from './words.ts';

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => NAMES[character]!);

const STYLE = `
  @page { size: A4; margin: 14mm 16mm; }
  body { max-width: 178mm; margin: 8mm auto; color: #000; background: #fff; font: 10pt/1.35 system-ui, sans-serif; }
  @media print { body { margin: 0; } .screen { display: none; } }
  h1 { margin: 0 0 1mm; font-size: 18pt; }
  h2 { margin: 4mm 0 0.5mm; font-size: 12pt; break-after: avoid; }
  p { margin: 0 0 1.5mm; }
  .screen { padding: 3mm 4mm; border: 0.8mm solid #000; }
  ol { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1.5mm 4mm; margin: 1.5mm 0; padding: 0; list-style: none; counter-reset: word; break-inside: avoid; }
  .word { border-bottom: 0.2mm solid #000; font: 600 13pt/1.45 ui-monospace, monospace; counter-increment: word; }
  .word::before { display: inline-block; width: 2em; content: counter(word); font: 9pt system-ui, sans-serif; }
  .code { display: flex; gap: 6mm; align-items: center; break-inside: avoid; }
  .code svg { flex: none; width: 50mm; height: 50mm; }
  table { border-collapse: collapse; width: 100%; font-size: 9.5pt; break-inside: avoid; }
  th, td { padding: 0.7mm 3mm 0.7mm 0; border-bottom: 0.2mm solid #000; text-align: start; vertical-align: top; }
  td + td, code { font-family: ui-monospace, monospace; }
`;

/**
 * The sheet for the school's safe, as a page to print. The code holds the words themselves, so that a
 * scanner gives what somebody would have typed. The page asks for nothing from anywhere.
 */
export async function recoverySheet(
  words: readonly string[],
  { site, made, set }: Omit<About, 'name'>,
): Promise<string> {
  const people = set.map(({ name }) => name).filter((name) => name !== RECOVERY);
  // Capitals take about a third less room in a code.
  const code = encodeQR(words.join(' ').toUpperCase(), 'svg', { ecc: 'quartile', encoding: 'alphanumeric', border: 4 });
  const rows = await Promise.all(
    set.map(
      async ({ name, publicKey }) => `<tr><td>${escape(name)}</td><td>${await fingerprintOf(publicKey)}</td></tr>`,
    ),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Recovery sheet of ${escape(site)}</title>
<style>${STYLE}</style>
<p class="screen"><strong>Print this page now, on a printer in this room. Then delete this file and empty the bin.</strong> Whoever has it can read every letter.</p>
<h1>Recovery sheet</h1>
<p>For letters sent to <strong>${escape(site)}</strong>. Made on ${escape(made)}.</p>
<h2>What it is for</h2>
<p>What pupils send is sealed before it leaves their device. It can be opened by ${escape(people.join('; '))}, each with their own file and passphrase. If they lose these, or leave, the 24 words below open the letters instead. If the words are lost too, nobody can open them any more.</p>
<h2>Where to keep it</h2>
<p>In a closed envelope in the school’s safe, with today’s date and two signatures across the flap. It opens everything, so do not photograph, copy or email it. When the envelope was opened, or is not where it should be, make new keys.</p>
<h2>The 24 words</h2>
<ol>
${words.map((word) => `<li class="word">${word}</li>`).join('\n')}
</ol>
<div class="code">${code}<p>The same words for a scanner, to use on the day you need them. Scan only with a device that you would trust with every letter, and not with an app that keeps what it saw.</p></div>
<h2>How to use it</h2>
<p>On a laptop with l30-widgets, with the letters in a file: <code>npm run open -- --recovery letters.json</code>, and type the words in their order. The first four characters of each are enough.</p>
<h2>Fingerprints of the keys that were made together</h2>
<p>These are no secret. Compare them when you want to know whether a page uses these keys, or whose file you have.</p>
<table><thead><tr><th>Whose</th><th>Fingerprint</th></tr></thead><tbody>${rows.join('')}</tbody></table>
</html>
`;
}

/** The words as somebody would copy them from the sheet. */
export const wordsOnSheet = (html: string): string =>
  [...html.matchAll(/<li class="word">([a-z]+)<\/li>/g)].map(([, word]) => word).join(' ');
