/** Several consents, each with a box of its own. A leaf: most newsletters are one. */
import type { Answer } from '../../contract/envelope.ts';
import { css, html, nothing, type WidgetHost } from '../../core.ts';
import { words as english } from '../../locales/en/newsletter.ts';

export const styles = css`
  fieldset {
    border: 0;
  }
  legend {
    font-weight: 600;
  }
`;

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

/** They are kept behind the "yes" that every receiver asks for. */
const ticked = ({ entries }: WidgetHost, purposes: readonly Purpose[]): Purpose[] => {
  const [, ...ids] = entries.all('consent');
  return purposes.filter(({ id }) => ids.includes(id));
};

/** A box for each purpose, in place of the one; undefined where the setting names none. */
export function consents(widget: WidgetHost, setting: string, isWrong: boolean): unknown {
  const purposes = readPurposes(setting);
  if (!purposes.length) return undefined;
  const chosen = ticked(widget, purposes).map(({ id }) => id);
  const tick = (id: string, { target }: Event): void => {
    const others = chosen.filter((other) => other !== id);
    const ids = (target as HTMLInputElement).checked ? [...others, id] : others;
    widget.entries.set('consent', ids.length ? ['yes', ...ids] : []);
  };
  return html`<fieldset aria-describedby=${isWrong ? 'consent-issue' : nothing}>
    <legend>${widget.wordsOf('newsletter', english).purposes}</legend>
    ${purposes.map(
      ({ id, words }, i) => html`<label class="consent">
        <input
          id=${i ? `purpose-${id}` : 'consent'}
          type="checkbox"
          .checked=${chosen.includes(id)}
          aria-invalid=${isWrong ? 'true' : nothing}
          @change=${(event: Event) => tick(id, event)}
        />
        <span>${words}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** Each consent in its own words. The one that every receiver asks for holds them all. */
export function withConsents(widget: WidgetHost, setting: string, answers: readonly Answer[]): Answer[] {
  const given = ticked(widget, readPurposes(setting));
  if (!given.length) return [...answers];
  const all = [widget.wordsOf('newsletter', english).purposes, given.map(({ words }) => words).join('; ')].join(' ');
  return [
    ...answers.map((answer) => (answer.id === 'consent' ? { ...answer, question: all } : answer)),
    ...given.map(({ id, words }) => ({ id: `consent.${id}`, question: words, value: 'yes' })),
  ];
}
