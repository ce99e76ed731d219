/** What is pasted: the snippets of the snippet builder, and the one for whoever owns their templates. */
import type { Choices } from '../../src/pages/builder/choices.ts';
import { snippetFor } from '../../src/pages/builder/snippet.ts';

/** The same as a custom element, which the builder does not give to anybody: many editors remove it. */
export function elementFor(choices: Partial<Choices> & Pick<Choices, 'widget' | 'scale'>): string {
  const tag = `l30-${choices.widget}`;
  const { code } = snippetFor({ ...choices, form: 'whole' });
  const [, link = '', script = ''] = /(<a [^]*<\/a>)[^]*(<script[^]*)/.exec(code)!;
  return `<${tag} scale="${choices.scale}">${link}</${tag}>\n${script}`;
}
