/**
 * Looks at a hazard's page from inside, in whatever state the page has left the language. The hands
 * send its text, without `export default`. Answers with JSON text that it writes itself, because a page
 * may have its own opinion about JSON.
 */
export default function (what, ...given) {
  const WIDGETS = /^l30-(?!site$)/;

  /** All widgets on the page, also those inside somebody else's shadow root. */
  function widgets(root = document, found = []) {
    for (const each of root.querySelectorAll('*')) {
      if (WIDGETS.test(each.localName) && each.shadowRoot) found.push(each);
      else if (each.shadowRoot) widgets(each.shadowRoot, found);
    }
    return found;
  }

  const widget = () => widgets()[0];
  const root = () => widget()?.shadowRoot;
  const look = (element) => getComputedStyle(element);
  const isThere = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && look(element).visibility === 'visible';
  };

  /** The innermost element at a point, through every shadow root. */
  function at(x, y) {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot?.elementFromPoint(x, y) && found.shadowRoot.elementFromPoint(x, y) !== found)
      found = found.shadowRoot.elementFromPoint(x, y);
    return found;
  }

  const inside = (element) => !!element && (element.getRootNode() === root() || element === widget());

  /** Where to press: the middle of an element, once it is on the screen. */
  function middle(element) {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    return { x, y, reachable: element.contains(at(x, y)) };
  }

  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);

  function luminance(colour) {
    const [r, g, b] = numbers(colour).map((each) =>
      each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** What is painted under an element, as far as the widget paints it. */
  function under(element) {
    for (let each = element; each instanceof Element; each = each.parentElement) {
      const { backgroundColor } = look(each);
      const [, , , alpha = 1] = numbers(backgroundColor);
      if (alpha === 1) return backgroundColor;
    }
    return undefined;
  }

  function contrast(element) {
    const ground = under(element);
    if (!ground) return 0;
    const [light, dark] = [luminance(look(element).webkitTextFillColor || look(element).color), luminance(ground)].sort(
      (a, b) => b - a,
    );
    return (light + 0.05) / (dark + 0.05);
  }

  /** Every element of the widget that shows words of its own. */
  function speaking() {
    const found = [];
    for (const each of root().querySelectorAll('*')) {
      for (const node of each.childNodes)
        if (node.nodeType === 3 && node.data.trim() && isThere(each) && !each.closest('.unseen')) found.push(each);
    }
    return found;
  }

  const control = (name) => {
    for (const each of root()?.querySelectorAll('button, label, textarea') ?? []) {
      const words =
        each.localName === 'textarea'
          ? (root().querySelector('[for="' + each.id + '"]')?.textContent ?? '')
          : each.textContent;
      if (words.trim() === name && (each.localName !== 'label' || each.querySelector('input'))) return each;
    }
    return undefined;
  };

  const answers = {
    /** Whether this engine knows trusted types. */
    typed: () => 'trustedTypes' in window,
    count: () => widgets().length,
    /** Whether the first screen is there, with all its drawings or without. */
    ready: () => !!root()?.querySelector('h2')?.textContent.trim() && !!root().querySelector('.tile, button, input'),
    text: () => (root()?.querySelector('.card')?.innerText ?? '') + '',
    is: (phase) => {
      try {
        return !!widget()?.matches(':state(' + phase + ')');
      } catch {
        return false;
      }
    },
    heading: () => root()?.querySelector('[part=outcome] :is(h2, h3)')?.textContent ?? '',
    where: (name) => {
      const found = control(name);
      return found ? middle(found) : null;
    },
    words: (name) => control(name)?.value ?? null,
    /** Puts the caret behind the last word, as the End key does. */
    end: (name) => {
      const box = control(name);
      box.setSelectionRange(box.value.length, box.value.length);
      return true;
    },
    focused: () => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return inside(at);
    },
    /** Puts the focus before the widget, so that the next Tab reaches it. */
    goBefore: () => {
      const door = document.querySelector('#before-widget');
      door?.focus();
      return !!door;
    },
    look: () => {
      const host = widget();
      const { width, height, left, right } = host.getBoundingClientRect();
      const column = host.parentElement?.getBoundingClientRect().width ?? innerWidth;
      const card = look(root().querySelector('.card'));
      const mine = look(host);
      const help = root().querySelector('[part=help]');
      const worst = speaking().map((each) => ({
        words: each.textContent.trim().slice(0, 30),
        size: parseFloat(look(each).fontSize),
        contrast: contrast(each),
      }));
      return {
        width,
        height,
        column,
        left,
        right,
        window: innerWidth,
        page: document.documentElement.scrollWidth,
        small: worst.filter(({ size }) => size < 16),
        pale: worst.filter(({ contrast }) => contrast < 4.5),
        spoken: worst.length,
        help: !!help && isThere(help),
        properties: {
          display: mine.display,
          position: mine.position,
          float: mine.cssFloat,
          opacity: mine.opacity,
          transform: mine.transform,
          filter: mine.filter,
          pointerEvents: card.pointerEvents,
          visibility: card.visibility,
          writingMode: card.writingMode,
          userSelect: card.userSelect || card.webkitUserSelect,
          letterSpacing: card.letterSpacing,
          wordSpacing: card.wordSpacing,
          textTransform: card.textTransform,
          textIndent: card.textIndent,
          whiteSpace: card.whiteSpace,
          wordBreak: card.wordBreak,
          textShadow: card.textShadow,
          fontStyle: card.fontStyle,
          fontVariant: card.fontVariant,
        },
      };
    },
    /** The link that stands where no widget came. */
    link: () => {
      const link = document.querySelector('a[href*="/embed/"]');
      if (!link) return null;
      const { x, y } = middle(link);
      return { there: isThere(link), reachable: at(x, y) === link, href: link.href, words: link.textContent };
    },
    /** What the page was before our script, and what it is now. */
    page: () => {
      const noted = window[Symbol.for('before')];
      return noted ? { before: noted.notes, now: noted.now() } : null;
    },
    /** Has the page do what it does to its own content. */
    host: (name, ...rest) => {
      document.dispatchEvent(new CustomEvent('host', { detail: [name, ...rest] }));
      return true;
    },
  };

  const write = (value) => {
    if (value === null || value === undefined) return 'null';
    if (typeof value === 'string')
      return (
        '"' +
        value.replace(/[^ !#-[\]-~]/g, (sign) => '\\u' + ('000' + sign.charCodeAt(0).toString(16)).slice(-4)) +
        '"'
      );
    if (typeof value !== 'object') return String(Number.isNaN(value) ? null : value);
    const parts = [];
    if (Object.prototype.toString.call(value) === '[object Array]') {
      for (let i = 0; i < value.length; i++) parts.push(write(value[i]));
      return '[' + parts.join(',') + ']';
    }
    for (const name of Object.getOwnPropertyNames(value)) parts.push(write(name) + ':' + write(value[name]));
    return '{' + parts.join(',') + '}';
  };

  return write([answers[what](...given)]);
}
