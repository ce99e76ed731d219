/** Widgets for pupils on the page, in the order they came, and who wants to know of them. */
const present = new Set<Element>();
const hearers = new Set<(tag: string | undefined) => void>();

const tell = (): void => {
  const [first] = present;
  for (const hear of hearers) hear(first?.localName);
};

/** A widget for pupils has come to the page. */
export function enter(widget: Element): void {
  present.add(widget);
  tell();
}

/** It has gone. */
export function leave(widget: Element): void {
  present.delete(widget);
  tell();
}

/** Says now, and whenever that changes, which tag a widget for pupils has that is on the page, if any. Returns how to stop. */
export function onPupilWidgets(hear: (tag: string | undefined) => void): () => void {
  hearers.add(hear);
  const [first] = present;
  hear(first?.localName);
  return () => hearers.delete(hear);
}
