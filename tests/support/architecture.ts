import { dirname, join } from "node:path/posix";
import { parseSync, Visitor } from "vite";

/** A file by its path from the root of the project. */
export type Source = { readonly path: string; readonly text: string };

/** What one folder may import: other folders, folders whose types alone it may name, and packages. */
export type Allowed = {
  readonly folders: readonly string[];
  readonly types?: readonly string[];
  readonly packages: readonly string[];
};
export type ImportTable = Readonly<Record<string, Allowed>>;

type Import = { readonly specifier: string; readonly typeOnly: boolean };

/** A file, read: what it imports, how long it is, and where it asks the world instead of its arguments. */
export type Module = {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly impurities: readonly string[];
};

/** Names that answer differently from one call to the next, or from one machine to the next. */
const IMPURE_MEMBERS = new Set([
  "Date.now",
  "Math.random",
  "Temporal.Now",
  "performance.now",
  "crypto.randomUUID",
  "crypto.getRandomValues",
  "process.env",
]);

/** Reads the statements, so that an import in a comment or a string does not count. */
export function readModule({ path, text }: Source): Module {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`);

  const reexports = module.staticExports.flatMap(({ entries }) => entries).filter((entry) => entry.moduleRequest);
  const imports: Import[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...reexports.map((entry) => ({ specifier: entry.moduleRequest!.value, typeOnly: entry.isType })),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      typeOnly: false,
    })),
  ];

  const impurities: string[] = [];
  const found = (what: string, at: number) =>
    impurities.push(`${path}:${text.slice(0, at).split("\n").length} uses ${what}`);
  const visitor = new Visitor({
    MemberExpression(node) {
      if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return;
      const name = `${node.object.name}.${node.property.name}`;
      if (IMPURE_MEMBERS.has(name)) found(name, node.start);
    },
    // A date made from a given time is a value; one made from nothing is the clock.
    NewExpression(node) {
      const isDate = node.callee.type === "Identifier" && node.callee.name === "Date";
      if (isDate && node.arguments.length === 0) found("new Date()", node.start);
    },
  });
  visitor.visit(program);
  return { path, lines: text.trimEnd().split("\n").length, imports, impurities };
}

/** Where an import of our own leads; undefined for packages. */
function target(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return join(dirname(from), specifier);
  return specifier.startsWith("#") ? `server/${specifier.slice(1)}` : undefined;
}

/** The folder that answers for a file: the longest of the table that holds it, or the file itself if it is listed. */
export function folderOf(path: string, table: ImportTable): string | undefined {
  return Object.keys(table)
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

function packageOf(specifier: string): string {
  const [first, second] = specifier.split("/");
  return specifier.startsWith("@") ? `${first}/${second}` : first!;
}

function refusal(from: string, { specifier, typeOnly }: Import, table: ImportTable): string | undefined {
  const home = folderOf(from, table);
  if (home === undefined) return "stands in a folder that the table does not know";
  const allowed = table[home]!;
  const to = target(from, specifier);
  if (to === undefined) {
    const known = allowed.packages.includes(packageOf(specifier)) || allowed.packages.includes("*");
    return known ? undefined : `${home} may not import the package ${packageOf(specifier)}`;
  }
  const folder = folderOf(to, table) ?? to;
  if (folder === home || allowed.folders.includes(folder) || allowed.folders.includes("*")) return undefined;
  if (allowed.types?.includes(folder) === true)
    return typeOnly ? undefined : `${home} may import only types from ${folder}`;
  return `${home} may not import ${folder}`;
}

/** Every import that the table does not allow. */
export function forbiddenImports(modules: readonly Module[], table: ImportTable): string[] {
  return modules.flatMap((module) =>
    module.imports.flatMap((wanted) => {
      const reason = refusal(module.path, wanted, table);
      return reason === undefined ? [] : [`${module.path} imports ${wanted.specifier}: ${reason}`];
    }),
  );
}

/** Every file that asks for the time, chance or environment in a folder where these come in as arguments. */
export function impureLines(modules: readonly Module[], pure: readonly string[]): string[] {
  return modules
    .filter(({ path }) => pure.some((folder) => path.startsWith(`${folder}/`)))
    .flatMap(({ impurities }) => impurities);
}

/** Circles of imports at run time, each as the way round; a circle of types alone does no harm. */
export function importCycles(modules: readonly Module[]): string[] {
  const reads = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.filter(({ typeOnly }) => !typeOnly).flatMap(({ specifier }) => target(path, specifier) ?? []),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const seen = way.indexOf(path);
    if (seen !== -1) cycles.push([...way.slice(seen), path].join(" > "));
    if (seen !== -1 || done.has(path)) return;
    for (const next of reads.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of reads.keys()) walk(path, []);
  return cycles;
}

/** Files beyond the length, and exemptions that are no longer needed. */
export function lengthProblems(modules: readonly Module[], most: number, tables: readonly string[]): string[] {
  const long = modules.filter(({ lines }) => lines > most).map(({ path }) => path);
  return [
    ...long.filter((path) => !tables.includes(path)).map((path) => `${path} has more than ${most} lines`),
    ...tables.filter((path) => !long.includes(path)).map((path) => `${path} needs no exemption any more`),
  ];
}
