import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Strings } from '../locales/index.ts';
import { report, type Trouble } from '../settings/trouble.ts';

/** A note inside the widget, while something about its settings is wrong, for the person who can mend it. */
export class AdminNote {
  /** What it tells of, since it was last drawn. */
  trouble: Trouble | undefined;
  #about = '';
  #words = '';
  #complaint: Trouble | undefined;

  constructor(private readonly host: ReactiveControllerHost) {}

  /** Notes what a part of the widget has found, and shows it while there is nothing worse; `undefined` takes it back. */
  complain(trouble: Trouble | undefined): void {
    if (trouble?.kind === this.#complaint?.kind) return;
    this.#complaint = trouble;
    this.host.requestUpdate();
  }

  render(worse: Trouble | undefined, text: Strings): unknown {
    const trouble = worse ?? this.#complaint;
    this.trouble = trouble;
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
