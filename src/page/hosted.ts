/**
 * What a widget's own page does besides showing its widget. A page that a server writes tells the page
 * around it how high it is. One that lies on a static host also takes its settings: the deployment's from
 * the file `l30-config.js` beside `l30.js`, and from the address only what is harmless there.
 */
import { ownPack, settingsIn } from './address.ts';

/** What `l30-config.js` gives: settings by the names that they have on a script tag after `data-`. */
export type Config = Readonly<Record<string, unknown>>;

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The settings of a page. What an address may say at all wins, as a link's words do on any page; all else is the deployment's alone. */
export function settingsFor(config: Config, address: string, folder: string): Record<string, string> {
  const src = ownPack(address, folder);
  const own = Object.entries(config).filter(
    ([name, value]) => /^[a-z]+(-[a-z]+)*$/.test(name) && value != null && value !== false,
  );
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, value === true ? '' : asText(value)])),
    ...Object.fromEntries(settingsIn(address)),
    ...(src && { src }),
  };
}

/** Makes the box that `l30.js` looks for, with what the page shows without script inside it. */
export function furnish(page: HTMLElement, settings: Readonly<Record<string, string>>): void {
  const name = page.getAttribute('data-hosted')!;
  const box = document.createElement('div');
  box.className = `l30-${name}`;
  box.style.minHeight = page.style.minHeight;
  for (const [setting, value] of Object.entries(settings)) box.setAttribute(`data-${setting}`, value);
  box.setAttribute('data-l30', name);
  box.append(...page.childNodes);
  page.replaceWith(box);
  const { school } = settings;
  const heading = document.querySelector('h1')!;
  if (!school) return heading.remove();
  heading.textContent = school;
  document.title = `${document.title} | ${school}`;
}

/**
 * Tells whoever shows this page in a frame how high it is. The first message says nothing but that we
 * are here, so any page may hear it; heights go only to the address that asked, because a step more on
 * the screen could tell what somebody answered.
 */
export function tellHeight(page: Window = window): void {
  const {
    parent,
    document: { documentElement: root },
  } = page;
  if (parent === page) return;
  let asker = '';
  const tell = (): void => {
    if (asker) parent.postMessage({ l30: 'height', height: Math.ceil(root.getBoundingClientRect().height) }, asker);
  };
  page.addEventListener('message', ({ source, origin, data }: MessageEvent<{ l30?: unknown } | null>) => {
    if (source !== parent || data?.l30 !== 'ask' || !/^https?:/.test(origin)) return;
    asker = origin;
    tell();
  });
  new ResizeObserver(tell).observe(root);
  parent.postMessage({ l30: 'here' }, '*');
}

/** The page around a widget. Where the deployment's file is missing nothing is sent, and the console says so. */
export async function openHosted(folder: string): Promise<void> {
  tellHeight();
  const page = document.querySelector<HTMLElement>('[data-hosted]');
  if (!page) return;
  const address = `${folder}l30-config.js`;
  const { default: config } = (await import(/* @vite-ignore */ address).catch((error: unknown) => {
    console.error(
      `[l30] ${address} could not be read, so this page does not send. Copy l30-config.example.js to that name and write your own settings into it.`,
      error,
    );
    return { default: {} };
  })) as { default: Config };
  furnish(page, settingsFor(config, location.href, folder));
}
