import { ContextConsumer, ContextProvider } from '@lit/context';
import { LitElement, css, html } from 'lit';
import { defaults, given, settingProperties, siteContext, type Site } from './settings.ts';

/**
 * Settings for the widgets inside it, so that a page says once who reads what pupils write and where
 * it goes. Shows nothing itself.
 *
 * @summary Shared settings for every widget inside.
 * @tagname l30-site
 * @slot - The part of the page that these settings hold for.
 * @attr endpoint - Where pupils' words go: an https address, or a path on this same site.
 * @attr newsletter-endpoint - Where newsletter signups go.
 * @attr dialect - The shape the endpoint speaks. Recognised by the address where it can be; otherwise `json`.
 * @attr newsletter-dialect - The shape the newsletter's endpoint speaks, likewise.
 * @attr fields - The service's own names for our fields, as JSON. A widget also takes it as a script of type application/json inside it.
 * @attr public-keys - Public keys of everyone who may open what pupils write. With them it travels sealed, and waits sealed on the device when the way is cut.
 * @attr site - The receiver's name for this school. Default `school`.
 * @attr school - The school's name as people read it.
 * @attr readers - Who reads what pupils write, by name and role.
 * @attr read-when - When they read it, as the end of a sentence.
 * @attr lead - The safeguarding lead, by name and role.
 * @attr region - Whose emergency numbers to show. Default `england`; `other` shows those of the next two.
 * @attr emergency - The emergency number, where the region is `other`.
 * @attr helpline - Whom children can call, where the region is `other`: "Name, 0800 123; Another, 0800 456".
 * @attr partners - More people who can help nearby, as JSON: a list of objects with a name and, as they have them, web, phone and verifiedOn.
 * @attr symbols - Pictures of the school's own in place of our drawings: a folder of SVG files with our ids as their names, or a JSON map of our ids to addresses.
 * @attr age - Whom the page is for: `4-7`, `8-12` or `13-18`.
 * @attr words - Texts of the school's own in place of ours, as a JSON map of keys to texts. What says where help is, and what became of a message, stays.
 * @attr about - `yes` shows two sentences about each widget, one tap away; other words stand in their place.
 * @attr hide-choices - Ids of choices that are not offered, with spaces between. Ways out, and ways to someone who helps, stay.
 * @attr allow-drafts - `yes` shows translations that no person has checked, with a line that says so. Never those that say where help is.
 * @attr help - `host-provides` when the page itself shows help.
 */
export class L30Site extends LitElement {
  static override properties = settingProperties;
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  #outer = new ContextConsumer(this, { context: siteContext, subscribe: true });
  #provider = new ContextProvider(this, { context: siteContext, initialValue: defaults });

  protected override willUpdate(): void {
    this.#provider.setValue({ ...defaults, ...this.#outer.value, ...given(this as Partial<Site>) });
  }

  protected override render() {
    return html`<slot></slot>`;
  }
}

export interface L30Site extends Partial<Site> {}

declare global {
  interface HTMLElementTagNameMap {
    'l30-site': L30Site;
  }
}
