import { CUSTOM_ELEMENTS_SCHEMA, Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { L30SentEvent } from 'l30-widgets';
import 'l30-widgets/define';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <l30-site endpoint="/submissions" readers="Miss Khan, Pastoral Lead" lead="Mr Owen, Designated safeguarding lead">
      <l30-mood-check-in
        scale="faces-3"
        [readWhen]="readWhen"
        [askName]="true"
        (l30-sent)="onSent($event)"
      ></l30-mood-check-in>
      <p id="sent">{{ sent() }}</p>
    </l30-site>
  `,
})
export class App {
  readonly readWhen = 'each school day before 10am';
  readonly sent = signal('');

  onSent(event: L30SentEvent): void {
    this.sent.set(event.id);
  }
}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
