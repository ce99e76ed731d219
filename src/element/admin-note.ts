import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Strings } from '../locales/index.ts';
import { report, type Trouble } from '../site/trouble.ts';

/** A note inside the widget, while something about its settings is wrong, for the person who can mend it. */
export class AdminNote {
  #about = '';
  #words = '';

  constructor(private readonly host: ReactiveControllerHost) {}

  render(trouble: Trouble | undefined, text: Strings): unknown {
    const about = trouble ? JSON.stringify(trouble) : '';
    if (about !== this.#about) {
      this.#about = about;
      this.#words = '';
      if (trouble) void report(trouble).then((words) => this.#settle(about, words));
    }
    if (!this.#words) return nothing;
    return html`<p class="admin" part="admin"><strong>${text.adminNote}:</strong> ${this.#words}</p>`;
  }

  #settle(about: string, words: string): void {
    if (about !== this.#about) return;
    this.#words = words;
    this.host.requestUpdate();
  }
}
