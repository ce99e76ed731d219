import { html, nothing, svg, type TemplateResult } from 'lit';
import { save } from '../../element/save.ts';
import { chapter, copyable, select, textField, tick, type Desk, type Option } from './fields.ts';
import { nextForm, PASTED, STEPS, WITH_SCRIPT, type Pasted } from './forms.ts';
import { hosts, SOURCES, type Host } from './hosts.ts';
import { posterOf } from './poster.ts';
import { configFile, pageOf, snippetFor } from './snippet.ts';
import type { StrictPage } from './strict.ts';

/** The forms whose code is a page of ours in a frame, or a link to it. */
const NEEDS_PAGE = ['frame', 'frame-address', 'link', 'site-link'];

/** The forms that are made with the editor's own button for links. */
const BY_LINK_BUTTON = ['link', 'site-link'];

/** What somebody saw who pasted it, kept by the page between two looks. */
export interface PasteReport {
  outcome: Pasted | '';
  see: (outcome: Pasted) => void;
}

const labels = (form: string): readonly [site: string, here: string] => [
  'First code: once for the whole site',
  form === 'frame-address'
    ? 'Address to paste'
    : form.startsWith('site-')
      ? 'Second code: in the text of the page'
      : 'Code to paste',
];

function ladder(desk: Desk, host: Host, form: keyof typeof STEPS, { outcome, see }: PasteReport): TemplateResult {
  const answer = outcome ? nextForm(form, outcome) : undefined;
  const next = answer?.next;
  return html`<fieldset class="field ladder">
      <legend>What happens when you paste this?</legend>
      <div class="radios">
        ${(Object.keys(PASTED) as Pasted[]).map(
          (each) =>
            html`<label class="pick"><input type="radio" name="outcome" value=${each} .checked=${outcome === each} @change=${() => see(each)} /><span>${PASTED[each]}</span></label>`,
        )}
      </div>
    </fieldset>
    ${answer ? html`<div class="note" id="next-form"><p>${answer.words}</p>${next ? html`<button type="button" @click=${() => desk.set({ form: next })}>Show the next form: ${STEPS[next].name}</button>` : nothing}</div>` : nothing}
    ${form !== host.form ? html`<button type="button" class="small" @click=${() => desk.set({ form: '' })}>Back to the first form</button>` : nothing}`;
}

/** What is known of the hashes for a strict page: they are read while the page is shown. */
export interface StrictReport {
  page?: StrictPage;
  problem?: string;
}

function strictField(desk: Desk, { problem }: StrictReport): TemplateResult {
  return html`${tick(desk, 'strict', 'Our pages have a content security policy that allows scripts by their hashes alone. Whoever looks after the server knows; most sites do not.')}
    ${problem ? html`<p class="note look">${problem}</p>` : nothing}`;
}

/** 6. The snippet for the school's own system, with the steps. */
export function whereItStands(
  desk: Desk,
  resolved: Desk['choices'],
  seen: PasteReport,
  strict: StrictReport,
): TemplateResult {
  const host: Host = hosts.find(({ id }) => id === desk.choices.host) ?? hosts.at(-1)!;
  const { form, code, siteCode, head, policy, css, steps } = snippetFor(resolved, host, strict.page);
  const [siteLabel, label] = labels(form);
  const choose = { ...desk, set: (change: Partial<Desk['choices']>) => desk.set({ ...change, form: '' }) };
  const options: Option[] = [['', 'Choose\u2026'], ...hosts.map(({ id, name }): Option => [id, name])];
  const isLoopback = /^https?:\/\/(?:localhost|127\.)/.test(resolved.script);
  return chapter(
    6,
    'Put it on your page',
    '',
    html`
    ${select(choose, 'host', 'What is your website made with, and who are you there?', [['', options]])}
    ${desk.choices.host ? html`<p class="note"><b>${SOURCES[host.source]}</b> ${form === host.form ? host.limit : 'This is another form than the usual one for your system.'}</p>` : nothing}
    ${isLoopback ? html`<p class="note look">These addresses work on this computer only. Put the folder \u201cdist\u201d on your web space and open the builder there, or write the address of l30.js below.</p>` : nothing}
    ${WITH_SCRIPT.includes(form) ? strictField(desk, strict) : nothing}
    <h3>${STEPS[form].name}</h3>
    ${head ? copyable(desk, 'Import map: in the head of the page', head) : nothing}
    ${siteCode ? copyable(desk, siteLabel, siteCode) : nothing} ${copyable(desk, label, code)}
    ${BY_LINK_BUTTON.includes(form) ? copyable(desk, 'Its address alone, for the link button', pageOf(resolved)) : nothing}
    ${css ? copyable(desk, 'For the style sheet of your site (Custom CSS)', css) : nothing}
    ${policy ? copyable(desk, 'For the policy', policy) : nothing}
    <ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>
    ${ladder(desk, host, form, seen)}
    <details>
      <summary>Addresses and words of the link</summary>
      ${textField(desk, 'label', 'Words of the link', { hint: 'People see them where the script cannot run.' })}
      ${textField(desk, 'script', 'Address of l30.js', { hint: `Leave it empty for ${resolved.script}`, type: 'url', spellcheck: false })}
      ${textField(desk, 'page', 'Address of the hosted page', { hint: `Leave it empty for ${resolved.page || pageOf(resolved).split('?')[0]!}`, type: 'url', spellcheck: false })}
    </details>
    ${
      NEEDS_PAGE.includes(form)
        ? html`<div class="note"><p>The hosted page knows your school from its own server, never from its address. On a web space without a server it reads the file l30-config.js, which lies beside l30.js:</p>
          <button type="button" @click=${() => save('l30-config.js', 'text/javascript', configFile(resolved))}>Save l30-config.js</button></div>`
        : nothing
    }
  `,
  );
}

/** 7. The same page, to scan from a wall. */
export function onTheWall(resolved: Desk['choices']): TemplateResult {
  const { school, title, address, code, lines, help } = posterOf(resolved);
  return chapter(
    7,
    'Print a poster',
    'For a wall or a letter home. Scan it with two devices before you hang it up.',
    html`
    <article class="poster">
      ${school ? html`<p class="school">${school}</p>` : nothing}
      <h3>${title}</h3>
      <svg class="qr" viewBox="0 0 ${code.size} ${code.size}" role="img" aria-label="A code to scan, which holds the address below" shape-rendering="crispEdges">${svg`<path d=${code.path} />`}</svg>
      <p class="address">${address}</p>
      ${lines.map((words) => html`<p>${words}</p>`)}
      ${help ? html`<p class="help">${help}</p>` : nothing}
    </article>
    <div class="buttons"><button type="button" @click=${() => print()}>Print the poster</button></div>
  `,
  );
}
