/**
 * One tab of the torture test. Asks what to do, does it on the real widget as a person would, and says
 * what the widget said. Time in the page runs faster than outside, so that pauses of minutes fit.
 */
const { dataset } = document.currentScript;
const FAST = Number(dataset.fast);
const { setTimeout: later } = window;
const now = performance.now.bind(performance);
window.setTimeout = (call, ms = 0, ...rest) => later(call, ms / FAST, ...rest);
performance.now = () => now() * FAST;

const tabs = Number(new URLSearchParams(location.search).get('tabs') ?? 1);
history.replaceState(null, '', '/');
for (let more = 1; more < tabs; more++) open('/');

const pause = (ms) => new Promise((resolve) => later(resolve, ms));

async function until(look, ms = 5000) {
  for (const end = now() + ms; now() < end; await pause(2)) {
    const found = look();
    if (found) return found;
  }
  throw new Error('This did not come: ' + look);
}

const told = (what) => fetch('/told', { method: 'POST', body: JSON.stringify(what), keepalive: true }).catch(() => {});

const root = () => document.querySelector('l30-mood-check-in')?.shadowRoot;
const button = (words) => [...root().querySelectorAll('button')].find((each) => each.textContent.trim() === words);

async function enter(words) {
  const face = await until(() => root()?.querySelector('input[value=low]'));
  face.click();
  const box = await until(() => root().querySelector('textarea'));
  box.value = words;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Presses a button and waits for what the widget says became of it. */
async function press(words) {
  const widget = root().host;
  let id = '';
  const outcome = new Promise((resolve) => {
    // An earlier letter may arrive just now: its event says nothing about this one.
    for (const kind of ['sent', 'waiting', 'refused', 'error'])
      widget.addEventListener('l30-' + kind, (event) => (event.id ?? id) === id && resolve({ kind, code: event.code }));
  });
  widget.addEventListener('l30-submit', ({ envelope }) => (id = envelope.id), { once: true });
  (await until(() => button(words))).click();
  const said = await Promise.race([outcome, pause(20_000).then(() => ({ kind: 'nothing' }))]);
  return { id, ...said };
}

const orders = {
  async answer({ words, then, after }) {
    await enter(words);
    const pressing = press('Send');
    if (then === 'reload') {
      await pause(after);
      return orders.reload();
    }
    let said = await pressing;
    for (let tries = 0; said.kind === 'error' && tries < after; tries++) {
      // Half of all people press again; the others wait for the page to do it.
      said = tries % 2 ? await press('Try again') : await waitFor(said);
    }
    await told({ words, ...said });
    if (said.kind === 'error') return orders.reload();
    (await until(() => button('Clear this screen'))).click();
  },
  /** A page that is about to go takes no more orders. */
  reload() {
    location.reload();
    return new Promise(() => {});
  },
  /** Waits until nothing is left on the device, and says how much is. */
  async drain() {
    for (;;) {
      const left = await count();
      await fetch('/left', { method: 'POST', body: String(left) });
      if (left === 0) return;
      await pause(100);
    }
  },
  rest: ({ after }) => pause(after),
};

const waitFor = async (said) => {
  const sent = new Promise((resolve) =>
    root().host.addEventListener('l30-sent', ({ id }) => resolve({ id, kind: 'sent' }), { once: true }),
  );
  return Promise.race([sent, pause(1500).then(() => said)]);
};

async function count() {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'l30-outbox')) return 0;
  const open = indexedDB.open('l30-outbox');
  await new Promise((resolve, reject) => Object.assign(open, { onsuccess: resolve, onerror: reject }));
  const counting = open.result.transaction('letters').objectStore('letters').count();
  await new Promise((resolve, reject) => Object.assign(counting, { onsuccess: resolve, onerror: reject }));
  open.result.close();
  return counting.result;
}

addEventListener('DOMContentLoaded', async () => {
  for (;;) {
    try {
      const order = await (await fetch('/next', { method: 'POST' })).json();
      await orders[order.do](order);
    } catch (error) {
      await told({ kind: 'trouble', code: String(error) });
      await pause(200);
    }
  }
});
