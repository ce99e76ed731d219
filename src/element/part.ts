import { leaf } from '../site/leaf.ts';

/** What every part may bring. */
export interface PartModule {
  /** Rules beside those of the widget. */
  styles?: string;
}

/** A part of a widget that is fetched when it is first wanted. Until it is there, and where it cannot come, the widget does without. */
export class Part<T extends object> {
  #value: T | undefined;
  #coming: Promise<void> | undefined;

  constructor(
    private readonly host: { requestUpdate(): void; wear(styles: string): void },
    private readonly path: string,
  ) {}

  /** The part, if it is there. Otherwise it is asked for; after a failure the next call asks again. */
  want(): T | undefined {
    this.#coming ??= leaf<T>(this.path).then(
      (value) => {
        this.#value = value;
        const { styles } = value as PartModule;
        if (styles) this.host.wear(styles);
        this.host.requestUpdate();
      },
      () => void (this.#coming = undefined),
    );
    return this.#value;
  }
}
