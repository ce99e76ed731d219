import { expect } from '@open-wc/testing';
import { NEWSLETTER_RULES, validate, type Issue, type Rule } from '../../src/contract/rules.ts';

const broken = (value: string | undefined, ...rules: Rule[]): Issue[] => validate({ field: value }, { field: rules });
const takesEmail = (value: string): boolean => broken(value, { name: 'email' }).length === 0;

/** An address of exactly this many characters. */
const emailOf = (length: number): string => `${'a'.repeat(length - '@example.org'.length)}@example.org`;

describe('rules', () => {
  const table: [rule: Rule, keeps: (string | undefined)[], breaks: (string | undefined)[]][] = [
    [{ name: 'required' }, ['a', ' a ', '0'], ['', ' ', '\t\r\n', '\u00a0\u3000', undefined]],
    [{ name: 'checked' }, ['yes'], ['', 'Yes', 'on', 'true', ' yes', undefined]],
    [{ name: 'max', param: 3 }, ['', 'abc', undefined], ['abcd', '    ']],
    [{ name: 'max', param: 0 }, ['', undefined], ['a']],
    [{ name: 'email' }, ['a@example.org', '', undefined], ['a', ' ']],
  ];
  for (const [rule, keeps, breaks] of table) {
    for (const value of keeps) {
      it(`${JSON.stringify(rule)} is kept by ${JSON.stringify(value)}`, () => {
        expect(broken(value, rule)).to.deep.equal([]);
      });
    }
    for (const value of breaks) {
      it(`${JSON.stringify(rule)} is broken by ${JSON.stringify(value)}`, () => {
        const { name, ...param } = rule;
        expect(broken(value, rule)).to.deep.equal([{ name: 'field', rule: name, ...param }]);
      });
    }
  }

  it('the first breach of a field is told, in the order of its rules', () => {
    const short: Rule = { name: 'max', param: 2 };
    const email: Rule = { name: 'email' };
    expect(broken('long', short, email)).to.deep.equal([{ name: 'field', rule: 'max', param: 2 }]);
    expect(broken('long', email, short)).to.deep.equal([{ name: 'field', rule: 'email' }]);
    expect(broken('', { name: 'required' }, email)).to.deep.equal([{ name: 'field', rule: 'required' }]);
  });

  it('issues come in the order of the fields in the rules, one for each field', () => {
    const rules = {
      b: [{ name: 'required' }],
      a: [{ name: 'required' }, { name: 'email' }],
      c: [{ name: 'checked' }],
    } as const;
    expect(validate({ c: '', a: '', b: '' }, rules).map(({ name }) => name)).to.deep.equal(['b', 'a', 'c']);
    expect(validate({ c: 'yes', a: 'a@example.org' }, rules).map(({ name }) => name)).to.deep.equal(['b']);
  });

  it("a value without a rule is nobody's business", () => {
    expect(validate({ other: 'x' }, {})).to.deep.equal([]);
  });

  const signups: [values: Record<string, string>, issues: Issue[]][] = [
    [{ email: 'parent@example.org', consent: 'yes' }, []],
    [{ email: 'parent@example.org', name: 'Sam', consent: 'yes' }, []],
    [{ email: 'parent@example.org', name: 'S'.repeat(120), consent: 'yes' }, []],
    [
      { email: 'parent@example.org', name: 'S'.repeat(121), consent: 'yes' },
      [{ name: 'name', rule: 'max', param: 120 }],
    ],
    [{ email: 'parent', consent: 'yes' }, [{ name: 'email', rule: 'email' }]],
    [
      {},
      [
        { name: 'email', rule: 'required' },
        { name: 'consent', rule: 'checked' },
      ],
    ],
  ];
  for (const [values, issues] of signups) {
    it(`a signup of ${JSON.stringify(values).slice(0, 60)} has ${issues.length} issues`, () => {
      expect(validate(values, NEWSLETTER_RULES)).to.deep.equal(issues);
    });
  }
});

describe('e-mail addresses', () => {
  const accepted: [what: string, address: string][] = [
    ['a plain one', 'parent@example.org'],
    ['a plus tag', 'parent+school@example.org'],
    ['a subdomain', 'parent@mail.office.example.org'],
    ['capitals', 'Parent@Example.ORG'],
    ['dots and other marks before the @', "o'neil.sam_1@example.org"],
    ['a hyphen inside a label', 'parent@holly-brook.example'],
    ['digits', '2026@4th.example'],
    ['a host in punycode', 'parent@xn--mnchen-3ya.example'],
    ['a label of 63', `parent@${'a'.repeat(63)}.example`],
    ['254 characters', emailOf(254)],
  ];
  for (const [what, address] of accepted) {
    it(`accepts ${what} [case 98]`, () => {
      expect(takesEmail(address)).to.be.true;
    });
  }

  const refused: [what: string, address: string][] = [
    ['no @', 'parent.example.org'],
    ['nothing before the @', '@example.org'],
    ['nothing after the @', 'parent@'],
    ['no dot after the @', 'parent@example'],
    ['a space inside', 'par ent@example.org'],
    ['a space at the end', 'parent@example.org '],
    ['two @', 'parent@example@example.org'],
    ['two addresses', 'parent@example.org,other@example.org'],
    ['two addresses with a semicolon', 'parent@example.org;other@example.org'],
    ['a line break at the end', 'parent@example.org\n'],
    ['a header after a line break', 'parent@example.org\r\nBcc: all@example.org'],
    ['a header before the address', 'Bcc: all@example.org\r\nparent@example.org'],
    ['a comma', 'par,ent@example.org'],
    ['quotes', '"parent"@example.org'],
    ['a name in front', 'Parent <parent@example.org>'],
    ['a comment', 'parent(home)@example.org'],
    ['an empty label', 'parent@example..org'],
    ['an empty first label', 'parent@.example.org'],
    ['a dot at the end', 'parent@example.org.'],
    ['a leading hyphen in a label', 'parent@-example.org'],
    ['a trailing hyphen in a label', 'parent@example-.org'],
    ['a leading hyphen in the last label', 'parent@example.-org'],
    ['a trailing hyphen in the last label', 'parent@example.org-'],
    ['an underscore in the host', 'parent@holly_brook.example'],
    ['an address of a machine', 'parent@[127.0.0.1]'],
    ['a host in letters beyond ASCII', 'parent@münchen.example'],
    ['a letter that looks like an s', 'parent@\u017fchool.example'],
    ['a letter that looks like a k', 'parent@boo\u212a.example'],
    ['letters beyond ASCII before the @', 'päärent@example.org'],
    ['a NUL', 'parent\u0000@example.org'],
    ['a label of 64', `parent@${'a'.repeat(64)}.example`],
    ['255 characters', emailOf(255)],
    ['320 characters', emailOf(320)],
  ];
  for (const [what, address] of refused) {
    it(`refuses ${what} [case 98]`, () => {
      expect(takesEmail(address)).to.be.false;
    });
  }

  const pieces = ['a', '@', '.', '-', 'a.', 'a@', 'a-', '@a.', 'a@a.', 'a@a-', ' ', '"', '\\', '\u0000', '(('];
  for (const piece of pieces) {
    it(`refuses ${JSON.stringify(piece)} over and over, at 50 kB and just within the length of an address`, () => {
      for (const length of [50_000, 253]) {
        expect(takesEmail(`${piece.repeat(length).slice(0, length)}!`)).to.be.false;
        expect(takesEmail(`a@a${piece.repeat(length).slice(0, length - 4)}!`)).to.be.false;
      }
    });
  }
});
