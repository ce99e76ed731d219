/** Making elements with the page's DOM alone, so that the panel works where the widgets do not. */

type Child = Node | string | undefined;

/** An element with attributes and children. Text stays text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

export function button(id: string, label: string, press: () => void, className = ''): HTMLButtonElement {
  const made = el('button', { type: 'button', id, class: className }, label);
  made.addEventListener('click', press);
  return made;
}
