/** Which packages the built pages are made of, as the bundler says: code that is rendered, style sheets, and files such as fonts. It writes nothing to the disk. */
import { readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { build, type Plugin } from "vite";

/** A package in one version. */
export interface Package {
  name: string;
  version: string;
  /** As its manifest says it. */
  license: string | undefined;
  authors: readonly string[];
  folder: string;
  /** Whether it is a tool of which the pages hold a few lines alone, without what the tool itself is made of. */
  tool: boolean;
}

/** Modules that a tool of the build adds by itself, by how their ids begin, and whose they are. */
const ADDED: readonly [string, string][] = [
  ["\0rolldown/", "rolldown"],
  ["\0vite/", "vite"],
];

const FOLDER = "node_modules/";

/** The folder of the package that a module belongs to; undefined for our own. */
export function folderOf(id: string, root: string): string | undefined {
  const path = id.split("?")[0]?.replaceAll(sep, "/") ?? "";
  if (path.startsWith("\0")) {
    const added = ADDED.find(([beginning]) => path.startsWith(beginning));
    if (!added) throw new Error(`a module that no package is known of: ${path.slice(1)}`);
    return join(root, FOLDER, added[1]);
  }
  const at = path.lastIndexOf(FOLDER);
  if (at < 0) return undefined;
  const [first = "", second = ""] = path.slice(at + FOLDER.length).split("/");
  return path.slice(0, at + FOLDER.length) + (first.startsWith("@") ? `${first}/${second}` : first);
}

/** Names in a manifest's `author` and `contributors`, each as text or as an object with a name. */
function people(given: unknown): string[] {
  if (Array.isArray(given)) return given.flatMap(people);
  if (typeof given === "string") return [given];
  const name = typeof given === "object" && given !== null && "name" in given ? given.name : undefined;
  return typeof name === "string" ? [name] : [];
}

/** Reads a package's manifest. */
export function packageIn(folder: string): Package {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
  const text = (name: string) => (typeof manifest[name] === "string" ? manifest[name] : undefined);
  const [name, version] = [text("name"), text("version")];
  if (!name || !version) throw new Error(`${folder} has no name or version`);
  return {
    name,
    version,
    license: text("license"),
    authors: [...people(manifest.author), ...people(manifest.contributors)],
    folder,
    tool: ADDED.some(([, tool]) => tool === name),
  };
}

/** Builds the pages in memory and answers the packages in them, by name and version. */
export async function packagesOf(root: string): Promise<Package[]> {
  const ids = new Set<string>();
  const collect: Plugin = {
    name: "collect-packages",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset") for (const name of file.originalFileNames) ids.add(join(root, name));
        else for (const [id, module] of Object.entries(file.modules)) if (module.renderedLength > 0) ids.add(id);
      }
      // Style sheets leave no code behind.
      for (const id of this.getModuleIds()) if (/\.css($|\?)/.test(id)) ids.add(id);
    },
  };
  await build({
    root,
    configFile: join(root, "vite.config.ts"),
    logLevel: "error",
    build: { write: false },
    plugins: [collect],
  });
  if (ids.size === 0) throw new Error("the pages are made of no module at all");
  const folders = new Set([...ids].flatMap((id) => folderOf(id, root) ?? []));
  return sorted([...folders].map(packageIn));
}

/** By name, then by version, whatever the language of the machine. */
export function sorted(packages: readonly Package[]): Package[] {
  const key = ({ name, version }: Package) => `${name} ${version}`;
  return [...packages].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
