/**
 * Runs on a hazard's page just before our script, and notes what is the page's own: the names on its
 * window and its built-ins, where its marked elements stand and how they look. From here on it also
 * listens for trouble. What it keeps lies under a symbol, so that it adds no name itself.
 */
(function () {
  // A bar for scrolling that comes with any content below moves everything, and is nobody's fault.
  document.documentElement.style.overflowY = 'scroll';
  const notes = { names: names(), own: own(), trouble: [] };
  Object.defineProperty(window, Symbol.for('before'), {
    value: { notes, now: () => ({ names: names(), own: own(), trouble: notes.trouble }) },
  });

  /** What a library could be surprised by, as one list of words. */
  function names() {
    const found = [];
    const places = {
      window,
      document,
      customElements,
      console,
      history,
      Object: Object.prototype,
      Array: Array.prototype,
      String: String.prototype,
      Promise: Promise.prototype,
      Node: Node.prototype,
      Element: Element.prototype,
      HTMLElement: HTMLElement.prototype,
      ShadowRoot: ShadowRoot.prototype,
    };
    for (const place in places) {
      const all = Object.getOwnPropertyNames(places[place]);
      for (let i = 0; i < all.length; i++) found.push(place + '.' + all[i]);
    }
    const roots = document.body
      ? [document.documentElement, document.head, document.body]
      : [document.documentElement, document.head];
    for (let i = 0; i < roots.length; i++) {
      for (let j = 0; j < roots[i].attributes.length; j++)
        found.push(roots[i].localName + '[' + roots[i].attributes[j].name + '=' + roots[i].attributes[j].value + ']');
    }
    found.push('sheets ' + document.styleSheets.length + ', adopted ' + (document.adoptedStyleSheets || []).length);
    return found;
  }

  /** Every element that the page has marked as its own. */
  function own() {
    const found = [];
    const marked = document.querySelectorAll('[data-own]');
    for (let i = 0; i < marked.length; i++) {
      const box = marked[i].getBoundingClientRect();
      const look = getComputedStyle(marked[i]);
      const place = [box.left + scrollX, box.top + scrollY, box.width, box.height]
        .map((each) => Math.round(each))
        .join(' ');
      found.push(
        marked[i].localName +
          ' at ' +
          place +
          ', ' +
          look.fontSize +
          ' ' +
          look.color +
          ' ' +
          look.backgroundColor +
          ' ' +
          look.display,
      );
    }
    return found;
  }

  window.addEventListener('error', (event) => notes.trouble.push('error: ' + event.message));
  window.addEventListener('unhandledrejection', (event) => notes.trouble.push('rejection: ' + event.reason));
  document.addEventListener(
    'securitypolicyviolation',
    (event) =>
      /\.js/.test(event.sourceFile) &&
      notes.trouble.push('refused: ' + event.violatedDirective + ' ' + event.blockedURI),
  );
  // Of a default that a passive listener could not prevent only the browser tells. `Event` itself may be the page's.
  const event = Object.getPrototypeOf(document.createEvent('Event'));
  const { preventDefault } = event;
  if (!Object.isFrozen(event)) {
    event.preventDefault = function () {
      preventDefault.call(this);
      if (this.cancelable && !this.defaultPrevented) notes.trouble.push('not prevented: ' + this.type);
    };
  }
  const { error } = console;
  if (!Object.isFrozen(console)) {
    console.error = (...said) => {
      notes.trouble.push(said.join(' '));
      error.apply(console, said);
    };
  }
})();
