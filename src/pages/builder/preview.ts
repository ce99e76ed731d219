/**
 * The page inside the builder's frame: one widget with the settings of its own address, on a page in the
 * school's colours. Nothing is ever sent from it: the policy of the page forbids every connection, and
 * whoever presses Send is told so.
 */
import { fromAddress, siteSettings, tidy, widgetSettings } from './choices.ts';

const stage = document.querySelector('main')!;
const note = document.querySelector('p')!;
/** What the widget on the stage was made from. */
let shown = '';

function show(): void {
  const choices = tidy(fromAddress(location.hash));
  const { style } = document.documentElement;
  style.colorScheme = choices.scheme;
  style.setProperty('--l30-accent', choices.accent);
  style.setProperty('--l30-on-accent', choices.onAccent);
  document.documentElement.dataset['scheme'] = choices.scheme;

  const settings = { ...siteSettings(choices), ...widgetSettings(choices) };
  const next = JSON.stringify([choices.widget, settings]);
  if (next === shown) return;
  shown = next;
  note.hidden = true;
  const box = document.createElement('div');
  box.dataset['l30'] = choices.widget;
  for (const [name, value] of Object.entries(settings)) box.setAttribute(`data-${name}`, value);
  stage.replaceChildren(box);
}

addEventListener('hashchange', show);
document.addEventListener('l30-submit', (event) => {
  event.preventDefault();
  note.hidden = false;
});
new ResizeObserver(() =>
  parent.postMessage(
    { height: Math.ceil(document.body.getBoundingClientRect().height) },
    location.protocol === 'file:' ? '*' : location.origin,
  ),
).observe(document.body);
show();
