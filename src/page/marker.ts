/** Reads `[l30 mood-check-in]`, the shape that survives where every tag is taken away. */
import { isHarmless } from '../core.ts';

export interface Marker {
  name: string;
  settings: Readonly<Record<string, string>>;
  mended: readonly string[];
}

const QUOTE = '"';
/** What editors make of straight quotes, as letters and as escapes that were escaped once more. */
const DOUBLE =
  /[\u201c-\u201f\u2033\u2036\u00ab\u00bb\u301d-\u301f\uff02]|&(?:quot|[lrb]dquo|laquo|raquo|#0*(?:34|822[0-3]|8243));/gi;
const SINGLE = /[\u2018-\u201b\u2032\u2035\uff07]|&(?:apos|[lrs]?squo|#0*(?:39|821[6-9]|8242));/gi;
const SPACE = /[\u00a0\u2000-\u200a\u202f\u3000]|&(?:nbsp|#0*160);/gi;
const WIDTHLESS = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const HYPHEN = /[\u2010-\u2015\u2212]|&#0*821[0-3];/g;

const WHOLE =
  /^\s*\[\s*l30[\s:-]+(?:l30-)?([a-z][a-z-]*)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'\]]+))?)*)\s*\/?\s*\]\s*$/i;
const SETTING = /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/gi;

/** The marker that a line of text is, if it is one. Its settings are those that an address may give as well: whoever can write text can write this. */
export function readMarker(text: string): Marker | undefined {
  const quoted = text.replace(DOUBLE, QUOTE).replace(SINGLE, "'");
  const spaced = quoted.replace(SPACE, ' ');
  const [, name, rest = ''] = WHOLE.exec(spaced.replace(WIDTHLESS, '').replace(HYPHEN, '-')) ?? [];
  if (!name) return undefined;
  const settings = [...rest.matchAll(SETTING)].map(
    ([, setting = '', ...values]) =>
      [setting.toLowerCase().replace(/^data-/, ''), values.find((value) => value !== undefined) ?? ''] as const,
  );
  return {
    name: name.toLowerCase(),
    settings: Object.fromEntries(settings.filter(([setting]) => isHarmless(setting))),
    mended: [...(quoted !== text ? ['curly-quotes'] : []), ...(spaced !== quoted ? ['no-break-space'] : [])],
  };
}
