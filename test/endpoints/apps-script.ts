/**
 * A stand-in for what Code.gs uses of Google Apps Script, as Google's reference describes it: cells
 * take at most 50,000 characters, and text in them becomes a formula, a number, a date or a truth
 * value unless their format is plain text; writes are seen by others only after a flush or the end of
 * the execution; bytes are signed; a digest is of US-ASCII unless told otherwise.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';

const source = readFileSync(
  fileURLToPath(new URL('../../demo/endpoints/google-apps-script/Code.gs', import.meta.url)),
  'utf8',
);

type Value = string | number | boolean | Date;

/** What stands in a cell; a formula shows its value and keeps itself. */
export interface Cell {
  value: Value;
  formula?: string;
}

const EMPTY: Cell = { value: '' };

const UNTRUSTED = /[\0-\x08\x0b\x0c\x0e-\x1f\p{Cs}]/u;

/** What typing this into a cell makes of it. */
function typed(text: string): Cell {
  if (text.startsWith('=')) return { value: '#ERROR!', formula: text };
  if (/^[+-]/.test(text)) return { value: '#ERROR!', formula: `=${text}` };
  if (text.startsWith("'")) return { value: text.slice(1) };
  if (/^(?:true|false)$/i.test(text)) return { value: /^t/i.test(text) };
  if (/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text)) return { value: Number(text) };
  if (/^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/.test(text)) return { value: new Date(text) };
  return { value: text };
}

class Sheet {
  name: string;
  rows: Cell[][] = [];
  texts: boolean[][] = [];
  maxRows = 1000;
  maxColumns = 26;
  frozen = 0;
  hidden: number[] = [];
  service: Service;

  constructor(name: string, service: Service) {
    this.name = name;
    this.service = service;
  }

  /** Shows what everybody sees: what has been written out. */
  values = (): Value[][] => this.rows.map((row) => row.map((cell) => cell.value));

  put(row: number, column: number, value: unknown): void {
    if (typeof value !== 'string') throw new TypeError('This stand-in takes text alone.');
    if (value.length > 50_000)
      throw new Error(
        `Your input contains more than the maximum of 50000 characters in a single cell. ${value.slice(0, 50)}`,
      );
    // Google says nothing about these, so no cell is trusted with them.
    if (UNTRUSTED.test(value)) throw new Error('A cell should hold no control and no half of a character.');
    const isText = this.service.honoursTextFormat && this.texts[row]?.[column];
    (this.rows[row] ??= [])[column] = isText ? { value } : typed(value);
  }

  get used(): number {
    return this.rows.reduce((last, row, index) => (row.some(({ value }) => value !== '') ? index + 1 : last), 0);
  }
}

interface Hooks {
  appendRow?: () => void;
  flush?: () => void;
  tryLock?: () => void;
  releaseLock?: () => void;
}

/** A spreadsheet with Code.gs in it, deployed as a web app. */
export class Service {
  /** Whether the format "plain text" keeps text from being taken for something else. */
  honoursTextFormat = true;
  sheets: Sheet[] = [];
  locked = false;
  zone = 'Europe/London';
  /** What happens at these moments of the next execution, each once. */
  hooks: Hooks = {};
  /** Lines in Google's own log. */
  log: unknown[] = [];
  dialogs: string[] = [];
  menus: string[] = [];

  /** Google's one project has these settings at its top. */
  sites: readonly string[];

  constructor(sites: readonly string[]) {
    this.sites = sites;
  }

  sheet(name = 'Letters'): Sheet {
    const found = this.sheets.find((sheet) => sheet.name === name);
    if (!found) throw new Error(`There is no sheet ${name}.`);
    return found;
  }

  post(contents: string, length = Buffer.byteLength(contents)): string {
    return this.request('doPost', {
      parameter: {},
      contentLength: length,
      postData: { contents, length, type: 'text/plain', name: 'postData' },
    });
  }

  request(name: 'doPost' | 'doGet', event: unknown): string {
    const output = this.run(name, event) as { content: string; type?: string };
    if (output?.type !== 'JSON') throw new Error('The answer is not JSON of the Content Service.');
    return output.content;
  }

  /** One execution: its own globals, its own unwritten changes. */
  run(name: string, ...given: unknown[]): unknown {
    const hooks = this.hooks;
    this.hooks = {};
    const reach = (moment: keyof Hooks): void => {
      const hook = hooks[moment];
      delete hooks[moment];
      hook?.();
    };
    let unwritten: (() => void)[] = [];
    const flush = (): void => {
      const changes = unwritten;
      unwritten = [];
      changes.forEach((change) => change());
    };

    const rangeOf = (sheet: Sheet, row: number, column: number, rows = 1, columns = 1) => {
      if (
        row < 1 ||
        column < 1 ||
        rows < 1 ||
        columns < 1 ||
        row + rows - 1 > sheet.maxRows ||
        column + columns - 1 > sheet.maxColumns
      ) {
        throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
      }
      const cells = <T>(make: (r: number, c: number) => T): T[][] =>
        Array.from({ length: rows }, (_, r) =>
          Array.from({ length: columns }, (__, c) => make(row - 1 + r, column - 1 + c)),
        );
      return {
        getValues() {
          // Reading writes out first what this execution changed.
          flush();
          return cells((r, c) => (sheet.rows[r]?.[c] ?? EMPTY).value);
        },
        getValue(): Value {
          return this.getValues()[0]?.[0] as Value;
        },
        setNumberFormat(format: string) {
          unwritten.push(() => cells((r, c) => ((sheet.texts[r] ??= [])[c] = format === '@')));
          return this;
        },
      };
    };

    const wrap = (sheet: Sheet) => ({
      getLastRow() {
        flush();
        return sheet.used;
      },
      getMaxRows: () => sheet.maxRows,
      getRange: (row: number, column: number, rows?: number, columns?: number) =>
        rangeOf(sheet, row, column, rows, columns),
      setFrozenRows: (count: number) => unwritten.push(() => (sheet.frozen = count)),
      hideColumns: (first: number, count: number) =>
        unwritten.push(() => (sheet.hidden = Array.from({ length: count }, (_, index) => first + index))),
      appendRow(values: unknown[]) {
        reach('appendRow');
        unwritten.push(() => {
          const row = sheet.used;
          sheet.maxRows = Math.max(sheet.maxRows, row + 1);
          sheet.maxColumns = Math.max(sheet.maxColumns, values.length);
          values.forEach((value, column) => sheet.put(row, column, value));
        });
      },
    });

    const spreadsheet = {
      getSheetByName: (wanted: string) => {
        const found = this.sheets.find((sheet) => sheet.name === wanted);
        return found ? wrap(found) : null;
      },
      insertSheet: (wanted: string) => {
        const sheet = new Sheet(wanted, this);
        this.sheets.push(sheet);
        return wrap(sheet);
      },
      getSpreadsheetTimeZone: () => this.zone,
    };

    let holds = false;
    const lock = {
      tryLock: (patience: number) => {
        if (!(patience > 0)) throw new Error('tryLock needs a time.');
        reach('tryLock');
        if (this.locked) return holds;
        this.locked = holds = true;
        return true;
      },
      releaseLock: () => {
        if (holds) this.locked = holds = false;
        reach('releaseLock');
      },
    };

    const menu = {
      addItem: (_caption: string, handler: string) => {
        this.menus.push(handler);
        return menu;
      },
      addToUi: () => undefined,
    };
    const globals = createContext({
      SpreadsheetApp: {
        getActiveSpreadsheet: () => spreadsheet,
        flush: () => {
          reach('flush');
          flush();
        },
        getUi: () => ({
          createMenu: () => menu,
          showModalDialog: (page: { html: string }) => this.dialogs.push(page.html),
        }),
      },
      LockService: { getScriptLock: () => lock },
      ContentService: {
        MimeType: { JSON: 'JSON' },
        createTextOutput: (content: string) => ({
          content,
          setMimeType(type: string) {
            return { content, type };
          },
        }),
      },
      HtmlService: { createHtmlOutput: (html: string) => ({ html }) },
      Utilities: {
        DigestAlgorithm: { SHA_256: 'sha256' },
        Charset: { UTF_8: 'utf8' },
        computeDigest: (algorithm: string, text: string, charset?: string) => {
          const bytes =
            charset === 'utf8' ? Buffer.from(text, 'utf8') : Buffer.from(text.replace(/[^ -~\s]/g, '?'), 'latin1');
          return Array.from(new Int8Array(createHash(algorithm).update(bytes).digest()));
        },
        formatDate: (date: Date, zone: string, format: string) => {
          if (format !== 'yyyy-MM-dd HH:mm:ss') throw new Error(`This stand-in does not know ${format}.`);
          return date.toLocaleString('sv-SE', { timeZone: zone });
        },
      },
      console: Object.fromEntries(
        ['log', 'info', 'warn', 'error'].map((level) => [level, (...line: unknown[]) => this.log.push(line)]),
      ),
      Logger: { log: (...line: unknown[]) => this.log.push(line) },
    });
    const set = source.replace(/(?<=^var SITES = )\['hollybrook'\](?=;$)/m, JSON.stringify(this.sites));
    new Script(set, { filename: 'Code.gs' }).runInContext(globals);
    try {
      return (globals[name] as (...args: unknown[]) => unknown)(...given);
    } finally {
      flush();
      // Google frees a lock when the execution ends.
      if (holds) this.locked = false;
    }
  }
}

/** What "File, Download, CSV" makes of a sheet. */
export const csvOf = (sheet: Sheet): string =>
  sheet.rows
    .map((row) =>
      row
        .map(({ value }) =>
          /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value),
        )
        .join(','),
    )
    .join('\r\n');
