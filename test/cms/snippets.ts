/** What the snippet builder would give: the same choices, the same forms, the same answer. */

export interface Choices {
  widget: string;
  /** Settings of the widget, by attribute. */
  own: Readonly<Record<string, string>>;
  label: string;
  /** Settings of the whole page, by attribute. */
  site: Readonly<Record<string, string>>;
  /** Address of `l30.js`, which has the hosted pages beside it. */
  script: string;
}

export type FormName = 'whole' | 'element' | 'site-link' | 'site-marker' | 'frame';

export interface Snippet {
  /** What goes to the place where the widget shall stand. */
  code: string;
  /** What goes into the site once, by somebody who may put scripts there. */
  siteCode?: string;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const attributes = (values: Readonly<Record<string, string>>, prefix = ''): string => Object.entries(values).map(([name, value]) => ` ${prefix}${name}="${escape(value)}"`).join('');

/** The hosted page of the widget, which the link leads to. */
export function pageOf({ widget, own, script }: Choices): string {
  const page = new URL(`embed/${widget}`, script);
  for (const [name, value] of Object.entries(own)) page.searchParams.set(name, value);
  return page.href;
}

const linkOf = (choices: Choices): string => `<a href="${escape(pageOf(choices))}">${escape(choices.label)}</a>`;
const scriptOf = ({ script, site }: Choices): string => `<script src="${script}"${attributes(site, 'data-')} defer></script>`;

export function snippetFor(choices: Choices, form: FormName): Snippet {
  const { widget, own } = choices;
  const link = linkOf(choices);
  const script = scriptOf(choices);
  switch (form) {
    case 'whole':
      return { code: `<div class="l30-${widget}" data-l30="${widget}"${attributes(own, 'data-')} style="min-height:420px">${link}</div>\n${script}` };
    case 'element':
      return { code: `<l30-${widget}${attributes(own)}>${link}</l30-${widget}>\n${script}` };
    case 'site-link':
      return { code: link, siteCode: script };
    case 'site-marker':
      return { code: `[l30 ${widget}]`, siteCode: script };
    case 'frame':
      return { code: `<iframe src="${escape(pageOf(choices))}" title="${escape(choices.label)}" width="100%" height="960" style="border:0"></iframe>` };
  }
}
