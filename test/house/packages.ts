import { posix } from 'node:path';
import { importsOf } from './floors.ts';

/** A file of the repository; its path has forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What a package.json says of other packages. */
export interface Manifest {
  name?: string;
  dependencies?: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
  /** What whoever installs it may have, and is not given. */
  peerDependencies?: Readonly<Record<string, string>>;
}

/** Manifests by the folder they lie in; the root's is ''. */
export type Manifests = ReadonlyMap<string, Manifest>;

/** Rooms of src whose files are programs, or whole pages, with all that they import built in. The npm package holds the others. */
const NOT_SHIPPED = ['build', 'keys', 'pages'];

/** What the npm package carries in its own files, so that whoever installs it needs it not. */
const CARRIED = ['@scure/bip39/wordlists/english.js', '@noble/hashes/sha2.js', '@noble/hashes/utils.js'];

/** What the receiver checks its input with, and the keys theirs. */
const SHARED = ['tsx', 'valibot'];

export const RECEIVER = 'src/receiver';

interface PackageImport {
  file: string;
  specifier: string;
  /** The package's name, without the path of a module in it. */
  name: string;
}

/** Every import of a package: of neither a file, nor a module of Node's own, nor an address. */
export function packageImports(files: readonly SourceFile[]): PackageImport[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text)
      .filter(({ specifier }) => /^@?[a-z\d][^:]*$/i.test(specifier))
      .map(({ specifier }) => ({
        file: path,
        specifier,
        name: specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/'),
      })),
  );
}

/** The folder of the package.json that speaks for a file: the nearest on the way up. */
export function homeOf(path: string, manifests: Manifests): string {
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder))
    if (manifests.has(folder)) return folder;
  return '';
}

const isShipped = (path: string): boolean =>
  path.startsWith('src/') && !NOT_SHIPPED.includes(path.split('/')[1]!) && !path.startsWith(`${RECEIVER}/`);

/** Every import of a package that its place does not allow, as a line to read. */
export function findUndeclared(files: readonly SourceFile[], manifests: Manifests): string[] {
  const server = Object.keys(manifests.get(RECEIVER)?.dependencies ?? {}).filter((name) => !SHARED.includes(name));
  return packageImports(files).flatMap(({ file, specifier, name }) => {
    const home = homeOf(file, manifests);
    const { dependencies = {}, devDependencies = {}, peerDependencies = {}, name: own } = manifests.get(home)!;
    const line = (reason: string): string[] => [`${file} imports '${specifier}', which ${reason}`];
    if (home === '' && file.startsWith('src/') && server.includes(name)) return line('belongs to the receiver');
    if (isShipped(file)) {
      if (name in dependencies || CARRIED.includes(specifier)) return [];
      return line('the npm package would not find: it is no dependency of the root');
    }
    if (name in dependencies || name in devDependencies || name in peerDependencies || name === own) return [];
    return line(`${posix.join(home, 'package.json')} does not declare`);
  });
}
