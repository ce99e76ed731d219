/** One thing that someone may be emailed about. */
export interface Purpose {
  /** Stays when the words change. */
  id: string;
  words: string;
}

const slug = (words: string): string =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** "School news; events: Events for families" as a list. Without an id of its own a purpose gets one from its words. */
export function readPurposes(setting: string): Purpose[] {
  const all = setting
    .replace(/\s+/g, ' ')
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each, i) => {
      const [, id = '', words = each] = /^([a-z0-9-]+):\s*(.+)$/.exec(each) ?? [];
      return { id: id || slug(words) || `purpose-${i + 1}`, words };
    });
  return all.filter(({ id }, i) => all.findIndex((other) => other.id === id) === i);
}
