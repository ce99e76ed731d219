/**
 * What may be set by an address, which anyone can write: how a widget looks and what it asks. Never where
 * words go, who reads them, whom to turn to, or what somebody consents to.
 */
const HARMLESS = /^(pack|scale|depth|mode|age|heading|ask-needs|ask-name|kiosk|respond|print|list-name|frequency)$/;

export const isHarmless = (name: string): boolean => HARMLESS.test(name);

/** The settings in an address, in any order, whatever else stands there. An ampersand may have been escaped once too often. */
export const settingsIn = (address: string): [name: string, value: string][] =>
  [...new URLSearchParams(address.replace(/^[^?]*\??|(amp|#0*38);|#.*/g, ''))].filter(([name]) => isHarmless(name));

/** An address, if it is one. Older tablets cannot ask first. */
export function parse(address: string, from?: string): URL | undefined {
  try {
    return new URL(address, from);
  } catch {
    return undefined;
  }
}

/** A school's own pack by an address, if it lies in the folder of the script: nobody else's questions under the school's name. */
export function ownPack(address: string, folder: string): string | undefined {
  const src = new URL(address).searchParams.get('src');
  const href = (src && parse(src, folder)?.href) || '';
  return href.startsWith(folder) ? href : undefined;
}
