/** Somebody at a widget whose picture is taken: finds what the screen says by its words, and does what they would do. */

const PATIENCE = 10_000;

/** What the demo's own receiver does not answer by itself; runs in the page. */
export function endpointOf(host, answer) {
  const no = { type: 'urn:l30:problem:unknown-site', title: 'No', status: 422, detail: 'No.' };
  host.fetch = {
    offline: () => Promise.reject(new TypeError('Failed to fetch')),
    refusal: async () => Response.json(no, { status: 422 }),
    thanks: async () => Response.json({ ok: true }),
  }[answer];
}

export class Hand {
  constructor(page, element) {
    this.page = page;
    this.element = element;
  }

  /** Runs in the page until it answers something. */
  async #until(look, what, ...given) {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      const found = await this.element.evaluate(look, ...given);
      await this.element.evaluate((host) => host.updateComplete);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`There is no ${what}.`);
  }

  has(selector) {
    return this.element.evaluate((host, wanted) => !!host.shadowRoot.querySelector(wanted), selector);
  }

  sees(selector) {
    return this.#until((host, wanted) => !!host.shadowRoot.querySelector(wanted), selector, selector);
  }

  press(words) {
    const press = (host, wanted) => {
      const button = [...host.shadowRoot.querySelectorAll('button, summary')].find(
        (each) => each.textContent.trim() === wanted,
      );
      button?.click();
      return !!button;
    };
    return this.#until(press, `button "${words}"`, words);
  }

  choose(words) {
    const choose = (host, wanted) => {
      const label = [...host.shadowRoot.querySelectorAll('label')].find((each) => each.textContent.trim() === wanted);
      label?.control.click();
      return !!label;
    };
    return this.#until(choose, `choice "${words}"`, words);
  }

  /** One of the tiles, by its place. */
  pick(place) {
    const pick = (host, at) => {
      const tile = host.shadowRoot.querySelectorAll('.tile input')[at];
      tile?.click();
      return !!tile;
    };
    return this.#until(pick, `tile ${place}`, place);
  }

  /** Into the first box. */
  write(words) {
    const write = (host, text) => {
      const box = host.shadowRoot.querySelector('textarea, input:is([type=text], [type=email])');
      if (!box) return false;
      box.value = text;
      box.dispatchEvent(new Event('input'));
      return true;
    };
    return this.#until(write, 'box for words', words);
  }

  /** Goes on with the Tab key until something with these words has the focus. */
  async tabTo(words) {
    await this.element.evaluate((host) => host.shadowRoot.querySelector('h2').focus());
    for (let stops = 0; stops < 40; stops++) {
      await this.page.keyboard.press('Tab');
      const name = await this.element.evaluate(({ shadowRoot }) => {
        const control = shadowRoot.activeElement;
        return (control?.labels?.[0] ?? control)?.textContent.trim();
      });
      if (name === words) return;
    }
    throw new Error(`Tab does not come to "${words}".`);
  }

  /** Leaves the box for an address, as somebody does who goes on. */
  leave() {
    return this.element.evaluate((host) => {
      host.shadowRoot.querySelector('input').focus();
      host.shadowRoot.querySelector('[part=send]').focus();
    });
  }

  /** Answers whatever is on the screen: words into the first box, or the first tile. */
  async answer(words) {
    if (await this.has('textarea')) await this.write(words);
    else if (await this.has('.fields .tile:not(:has(:checked)) input')) await this.pick(0);
  }

  send() {
    const send = (host) => {
      const button = host.shadowRoot.querySelector('[part=send]');
      button?.click();
      return !!button;
    };
    return this.#until(send, 'button that sends');
  }

  /** Opens everything that is folded away. */
  async open(selector) {
    await this.sees(selector);
    await this.element.evaluate(
      (host, wanted) => host.shadowRoot.querySelectorAll(wanted).forEach((each) => (each.open = true)),
      selector,
    );
  }

  /** So many minutes pass, as on a tablet that slept. */
  wait(minutes) {
    return this.page.evaluate((ahead) => {
      const { now } = Date;
      Date.now = () => now() + ahead * 60_000;
      document.dispatchEvent(new Event('visibilitychange'));
    }, minutes);
  }
}
