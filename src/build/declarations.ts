/** Types of the npm package, one file for each module. */
import ts from 'typescript';

/** In a package a file is imported by its built name. */
function withBuiltNames(text: string): string {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.reduceRight((rest, { fileName, pos }) => {
    const name = fileName.replace(/^(\..*)\.(?:ts|json)$/, '$1.js');
    // It stands in quotation marks.
    return rest.slice(0, pos + 1) + name + rest.slice(pos + 1 + fileName.length);
  }, text);
}

export function declarations(entries: readonly string[], outDir: string): void {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram(entries, {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir,
    rootDir: 'src',
  });
  const { diagnostics } = program.emit(undefined, (file, text) => ts.sys.writeFile(file, withBuiltNames(text)));
  if (diagnostics.length) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)));
}
