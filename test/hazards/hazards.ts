/**
 * Every hazard by the name of its page in `pages/`. What is not said here is what must hold everywhere:
 * the widget is there, it can be read, reached and used, and one letter arrives once.
 */
export interface Hazard {
  /** What must hold on this page, as the end of a sentence about the widget. */
  what: string;
  /**
   * Where it is opened: all engines where they themselves decide what a page may do (policies, sandboxes, storage, who
   * may be asked for what), and one for what a page does to itself, which is the same script and style everywhere.
   */
  engines?: 'all';
  /** What the page's server says with it. */
  headers?: Readonly<Record<string, string>>;
  /** The page's own encoding, where it is not UTF-8. */
  charset?: string;
  /** Another endpoint than the school's own; `{elsewhere}` is the other origin. */
  endpoint?: string;
  /** How that endpoint behaves. */
  receiver?: 'kind' | 'broken' | 'no-cors' | 'no-preflight';
  /** What becomes of the letter, if it is not "sent". */
  outcome?: 'unconfirmed' | 'failed';
  /** To the browser our elements are none there, so they have no `:state()`, and the screen alone tells what became of it. */
  stateless?: true;
  /** How many posts reach the endpoint, if it is not one. */
  posts?: number;
  /** Scripts are refused, so that the link is all there is: everywhere, or only in engines that know trusted types. */
  onlyLink?: true | 'with trusted types';
  /** Until the page does something, the link is all there is. */
  linkFirst?: true;
  /** The widget is in the page's first frame. */
  framed?: true;
  /** Something of the page's own that cannot be narrower stands in the same row. */
  beside?: true;
  /** Widgets on the page, if not one. */
  widgets?: number;
  /** What the page does to its own content, by the names in its script, at a moment of the visit. */
  does?: { at: 'start' | 'writing'; name: string }[];
  /** What the console may say. */
  says?: RegExp;
  /** Names that the page's own library leaves wherever somebody listens. */
  notes?: RegExp;
  /** Something of the list that this page makes impossible for anybody, and why. */
  spares?: { check: 'own'; because: string };
}

/** Chromium notes that a policy was asked for, even where the asking is survived. */
const REFUSED_POLICY = /^refused: trusted-types/;

export const hazards: Readonly<Record<string, Hazard>> = {
  plain: { engines: 'all', what: 'works on a page without any hazard, so that the list itself is tried' },

  reset: { what: 'looks like itself under a reset that is important everywhere' },
  'tag-rules': { what: 'is seen and used, although the page hides, shrinks and moves our tag' },
  'root-625': { what: 'has words of 16 px and more where 1rem is 10 px' },
  'root-200': { what: 'fits where 1rem is 32 px' },
  'old-framework': { what: 'keeps its controls where the page draws all controls itself' },
  inherited: { what: 'takes nothing of what flows down from the page but its font' },
  dark: { what: 'brings its own ground along with its own ink' },
  'scheme-mismatch': { what: 'can be read on a page that claims another colour scheme than it has' },
  variables: { what: 'does not read the page\u2019s variables' },
  pointer: { what: 'can be pressed in a column that lets every press through' },
  narrow: { what: 'fits into 240 px' },
  canvas: { what: 'is as wide as a grid whose columns are for others' },
  flex: { what: 'has its place in a row' },
  'phone-row': { what: 'leaves room on a phone for what stands beside it', framed: true, beside: true },
  vertical: { what: 'is written from side to side on a page that is not' },
  'phone-vertical': { what: 'fits on a phone on a page that is written from top to bottom', framed: true },
  rtl: { what: 'works on a page that is written from right to left' },

  prototype16: { what: 'sends JSON that can be read, with Prototype.js\u2019s toJSON on arrays and words' },
  mootools14: { what: 'has events and an id, although MooTools has put its own Event and Array.from in place' },
  polyfills: { what: 'works on old polyfills, and with an answer that has no headers' },
  zone: { what: 'works inside zones', notes: /__zone_symbol__/ },
  'old-fetch': { what: 'sends, and says so, by an old fetch, without headers in the answer and nothing to abort with' },
  'custom-elements': { what: 'works where the polyfill of custom elements is forced', stateless: true },
  webcomponentsjs: { what: 'works beside the polyfills for web components' },
  shady: { what: 'works where the old polyfill for styles is forced' },
  frozen: { what: 'works where every built-in is frozen' },
  monitor: { what: 'works where fetch, listeners and timers are wrapped, and sends once' },
  insecure: {
    engines: 'all',
    what: 'sends, and does not say "sent", where no proof can be checked',
    outcome: 'unconfirmed',
  },
  'no-storage': { engines: 'all', what: 'works without any storage' },

  'two-copies': { what: 'is one widget, although two copies of our script are there' },
  'foreign-element': {
    what: 'works beside an element of our name that somebody else has defined, which stays as it was',
    widgets: 2,
  },
  classic: {
    what: 'comes from a plain tag in the head',
    spares: { check: 'own', because: 'nothing stands anywhere yet when our script runs' },
  },
  amd: { what: 'does not ask an AMD loader' },
  module: { what: 'comes from a module, too' },
  consent: {
    what: 'is a link until a consent manager puts the script in again',
    linkFirst: true,
    does: [{ at: 'start', name: 'agree' }],
  },
  written: { what: 'can be written by document.write' },
  base: { what: 'sends to the page\u2019s own origin, whatever the base address is' },
  quirks: { what: 'works without a doctype' },
  'windows-1252': { what: 'says what it says on a page that is not UTF-8', charset: 'windows-1252' },
  unreachable: { what: 'is a link where the script cannot be loaded', onlyLink: true },

  'csp-self': {
    engines: 'all',
    what: 'asks for nothing that a strict policy forbids',
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'`,
    },
  },
  'csp-nonce': {
    engines: 'all',
    what: 'brings its parts along under a nonce',
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-bGF1Z2g'; style-src 'nonce-bGF1Z2g'; connect-src 'self'`,
    },
  },
  'csp-dynamic': {
    engines: 'all',
    what: 'brings its parts along under strict-dynamic',
    headers: {
      'content-security-policy': `script-src 'nonce-bGF1Z2g' 'strict-dynamic'; object-src 'none'; base-uri 'none'`,
    },
  },
  'csp-none': {
    engines: 'all',
    what: 'is a link where scripts are refused',
    onlyLink: true,
    headers: { 'content-security-policy': `script-src 'none'` },
  },
  'csp-connect': {
    engines: 'all',
    what: 'says that nothing was sent where nobody may be called',
    headers: { 'content-security-policy': `connect-src 'none'` },
    outcome: 'failed',
    posts: 0,
    says: /^(\[l30\] The endpoint could not be reached|refused: connect-src)/,
  },
  'csp-sandbox': {
    engines: 'all',
    what: 'sends from a page that has no origin',
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
  },
  'trusted-types': {
    engines: 'all',
    what: 'keeps to trusted types',
    headers: { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types lit-html` },
  },
  'trusted-types-list': {
    engines: 'all',
    what: 'does without a policy where a closed list has none for it',
    headers: { 'content-security-policy': 'trusted-types somebody-else' },
    says: REFUSED_POLICY,
  },
  'trusted-types-default': {
    engines: 'all',
    what: 'is served by the page\u2019s own policy for everything',
    headers: { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types default` },
    says: REFUSED_POLICY,
  },
  'trusted-types-closed': {
    engines: 'all',
    what: 'is a link where trusted types are asked for and it may not make any',
    headers: { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types somebody-else` },
    onlyLink: 'with trusted types',
  },
  coep: {
    engines: 'all',
    what: 'comes from elsewhere into a page that isolates itself',
    headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
  },

  'endpoint-elsewhere': {
    engines: 'all',
    what: 'sends to another origin that allows it',
    endpoint: '{elsewhere}/submissions',
  },
  'endpoint-broken': {
    what: 'does not say "sent" after a 500, and keeps the words',
    receiver: 'broken',
    outcome: 'failed',
    says: /^\[l30\] The endpoint/,
  },
  'endpoint-no-cors': {
    engines: 'all',
    what: 'does not say "sent" where no answer may be read',
    endpoint: '{elsewhere}/submissions',
    receiver: 'no-cors',
    outcome: 'failed',
    posts: 0,
    says: /^\[l30\] The endpoint could not be reached/,
  },
  'endpoint-no-preflight': {
    engines: 'all',
    what: 'does not say "sent" where the endpoint cannot be asked first',
    endpoint: '{elsewhere}/submissions',
    receiver: 'no-preflight',
    outcome: 'failed',
    posts: 0,
    says: /^\[l30\] The endpoint could not be reached/,
  },
  'endpoint-form': {
    engines: 'all',
    what: 'reaches that endpoint as a form does',
    endpoint: '{elsewhere}/submissions',
    receiver: 'no-preflight',
    outcome: 'unconfirmed',
  },

  'key-hijack': { what: 'keeps its keys from the page\u2019s shortcuts' },
  'key-stop': { what: 'needs no key events of its own' },
  'no-copying': { what: 'can be pressed and written in on a page that forbids pressing and selecting' },
  'card-click': { what: 'does not set off the card around it' },
  'in-link': { what: 'does not follow the link around it' },
  'in-form': { what: 'neither sends nor troubles the form around it' },
  'in-table': { what: 'works in a cell' },
  'in-table-foster': { what: 'works where the parser has moved it out of a table' },
  'in-label': { what: 'keeps the focus inside a label' },
  'in-paragraph': { what: 'works between an editor\u2019s line breaks' },
  'in-dialog': { what: 'works in a dialog that opens later', does: [{ at: 'start', name: 'open' }] },
  'in-details': { what: 'works in a part that is unfolded later', does: [{ at: 'start', name: 'open' }] },
  'hidden-tab': { what: 'works in a tab that is shown later', does: [{ at: 'start', name: 'open' }] },
  'in-shadow': { what: 'works in somebody else\u2019s shadow root' },
  moved: { what: 'keeps half a sentence when it is moved', does: [{ at: 'writing', name: 'move' }] },
  'parsed-again': {
    what: 'is one widget again when its column is parsed again',
    does: [{ at: 'start', name: 'parse' }],
  },
  morph: {
    what: 'keeps half a sentence when the page is put in order around it',
    does: [{ at: 'writing', name: 'morph' }],
  },
  turbo: { what: 'is one widget on a page that comes back as a copy', does: [{ at: 'start', name: 'visit' }] },
  pjax: {
    what: 'is one widget in a part that is fetched with our script in it',
    does: [{ at: 'start', name: 'load' }],
  },
  hydrate: { what: 'is one widget after React has drawn the box anew', does: [{ at: 'start', name: 'hydrate' }] },
  'hydrate-element': {
    what: 'adds nothing to its element that React would miss',
    does: [{ at: 'start', name: 'hydrate' }],
  },
  thirty: { what: 'works thirty times on one page', widgets: 30 },

  'sandboxed-frame': { engines: 'all', what: 'works in a frame that may only run scripts', framed: true },
  srcdoc: { engines: 'all', what: 'works in a frame without an address', framed: true, endpoint: '{site}/submissions' },
};
