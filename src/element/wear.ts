import { adoptStyles, type CSSResult, type CSSResultOrNative, type LitElement } from 'lit';

/** What a leaf may bring beside its code. */
export interface Wearable {
  /** Rules beside those of the widget. */
  styles?: CSSResult;
}

const worn = new WeakMap<LitElement, Set<CSSResultOrNative>>();

/** Adds the rules of a leaf to those of a widget, once, without a style tag, which a strict page would not allow. */
export function wear(widget: LitElement, { styles }: Wearable): void {
  if (!styles) return;
  const all = worn.get(widget) ?? new Set((widget.constructor as typeof LitElement).elementStyles);
  if (all.has(styles)) return;
  worn.set(widget, all.add(styles));
  adoptStyles(widget.renderRoot as ShadowRoot, [...all]);
}
