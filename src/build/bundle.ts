/** What every built file goes through. */
import { readFileSync } from 'node:fs';
import { build, type BuildOptions } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';

export const read = (file: string): string => readFileSync(file, 'utf8');

export const isOurs = (file: string): boolean => /\/src\/.*\.ts$/.test(file);

/** Takes what nobody sees out of templates and style sheets. */
export const smallLiterals = async (code: string): Promise<string> => (await minifyHTMLLiterals(code))?.code ?? code;

/** One file that holds all it needs, in ASCII, because a page may declare any charset. */
export async function bundled(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    write: false,
    ...options,
  });
  return outputFiles![0]!.text;
}
