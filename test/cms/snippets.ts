/** What is pasted: the snippets of the snippet builder, and the one for whoever owns their templates. */

/** What somebody chooses in the builder, as far as it matters here. */
export interface Choices {
  widget: string;
  scale: string;
  /** The words of the link. */
  label: string;
  site: string;
  school: string;
  readers: string;
  readWhen: string;
  lead: string;
  endpoint: string;
  /** Address of `l30.js`, which has the hosted pages beside it. */
  script: string;
  form: 'whole' | 'site-link' | 'frame';
}

export interface Snippet {
  /** What goes to the place where the widget shall stand. */
  code: string;
  /** What goes into the site once, by somebody who may put scripts there. */
  siteCode?: string;
}

const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values).map(([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`).join('');

export function snippetFor({ widget, scale, label, site, school, readers, readWhen, lead, endpoint, script: src, form }: Choices): Snippet {
  const page = new URL(`embed/${widget}?scale=${scale}`, src).href;
  const link = `<a${attributes({ href: page })}>${label}</a>`;
  const people = { 'data-readers': readers, 'data-read-when': readWhen, 'data-lead': lead };
  const script = `<script${attributes({ src, 'data-site': site, 'data-school': school, 'data-endpoint': endpoint, ...people })} defer></script>`;
  switch (form) {
    case 'whole':
      return { code: `<div${attributes({ class: `l30-${widget}`, 'data-l30': widget, 'data-scale': scale, style: 'min-height:420px' })}>${link}</div>\n${script}` };
    case 'site-link':
      return { code: link, siteCode: script };
    case 'frame':
      return { code: `<iframe${attributes({ src: page, title: label, width: '100%', height: '960', style: 'border:0' })}></iframe>` };
  }
}

/** The same as a custom element, which the builder does not give to anybody: many editors remove it. */
export function elementFor(choices: Choices): string {
  const tag = `l30-${choices.widget}`;
  const { code } = snippetFor({ ...choices, form: 'whole' });
  const [, link = '', script = ''] = /(<a [^]*<\/a>)[^]*(<script[^]*)/.exec(code)!;
  return `<${tag} scale="${choices.scale}">${link}</${tag}>\n${script}`;
}
