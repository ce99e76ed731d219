import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { ReadStream } from 'node:tty';

/** Asks whoever sits there; the questions go to stderr, so that stdout holds results alone. */
export interface Asker {
  ask(question: string): Promise<string>;
  /** What is typed does not show. */
  askSecret(question: string): Promise<string>;
  close(): void;
}

/** The keyboard itself, for a program whose input is a pipe. Throws a sentence where there is none. */
export function keyboard(): ReadStream {
  try {
    return new ReadStream(openSync(process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty', 'r+'));
  } catch (cause) {
    throw new Error(
      'The letters come through a pipe and there is no keyboard to ask. Set L30_PASSPHRASE or L30_RECOVERY_WORDS, or save the letters to a file first.',
      { cause },
    );
  }
}

/** Answers come from a keyboard, or line by line from a pipe. Asking rejects when they end. */
export function openAsker(
  input: Readable & { isTTY?: boolean } = process.stdin,
  screen: Writable = process.stderr,
): Asker {
  let hidden = false;
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      if (!hidden) screen.write(chunk);
      done();
    },
  });
  // Without a history: an arrow key must not bring back a passphrase.
  const lines = createInterface({ input, output, terminal: input.isTTY === true, historySize: 0 });
  const answers = lines[Symbol.asyncIterator]();
  lines.on('SIGINT', () => {
    screen.write('\n');
    process.exit(130);
  });

  const ask = async (question: string): Promise<string> => {
    lines.setPrompt(question);
    lines.prompt();
    const { value, done } = await answers.next();
    if (done) throw new Error('\nThe answers ended before everything was asked. Nothing was done.');
    return value as string;
  };
  return {
    ask: async (question) => (await ask(question)).trim(),
    askSecret: async (question) => {
      screen.write(question);
      hidden = true;
      try {
        return await ask('');
      } finally {
        hidden = false;
        screen.write('\n');
      }
    },
    close() {
      lines.close();
      input.destroy();
    },
  };
}
