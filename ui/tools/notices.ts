/** The licence texts and notices of packages, in the form of the Rust program `notices`: a list, then each text once with all that it holds for. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Package } from "./packages.ts";

/** How files begin, in capitals, that hold a licence or a notice: as in `notices.rs`, and that of fonts. */
const BEGINNINGS = ["LICENSE", "LICENCE", "UNLICENSE", "COPYING", "COPYRIGHT", "NOTICE", "OFL"];
/** Ends of files that are code, or data about licences, and not their texts. */
const NO_TEXT = /\.(js|mjs|cjs|ts|map|json|spdx|css)$/i;
/** What others wrote and a package has taken in lies at most so deep. */
const DEPTH = 3;
const ASIDE = new Set(["node_modules", "tests", "test", "__tests__", "benches", "examples", "docs"]);

/** Where a tool's text goes on with what the tool itself is made of. */
const MADE_OF = /^#+ Licenses of bundled dependencies$/m;

interface Text {
  file: string;
  text: string;
}

/** The texts in a folder and below it, in order. */
function textsIn(folder: string, prefix = "", depth = DEPTH): Text[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return depth > 1 && !ASIDE.has(entry.name) ? textsIn(path, `${prefix}${entry.name}/`, depth - 1) : [];
    const named = BEGINNINGS.some((beginning) => entry.name.toUpperCase().startsWith(beginning));
    if (!entry.isFile() || !named || NO_TEXT.test(entry.name)) return [];
    const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n").trim();
    return text === "" ? [] : [{ file: `${prefix}${entry.name}`, text }];
  });
}

/** All notices as they are printed. Fails where a package brings no text: then nobody knows what holds for it. */
export function notices(packages: readonly Package[]): string {
  const holders = new Map<string, string[]>();
  const without: string[] = [];
  const lines = packages.map((one) => {
    const name = `${one.name} ${one.version}`;
    const texts = textsIn(one.folder);
    if (texts.length === 0) without.push(name);
    for (const { file, text: whole } of texts) {
      const text = one.tool ? (whole.split(MADE_OF)[0] ?? "").trim() : whole;
      holders.set(text, [...(holders.get(text) ?? []), `${name} (${file})`]);
    }
    const authors = one.authors.length > 0 ? `, by ${one.authors.join(", ")}` : "";
    return `${name}: ${one.license ?? "see below"}${authors}\n`;
  });
  if (without.length > 0) throw new Error(`no licence text: ${without.join(", ")}`);
  const texts = [...holders].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return [
    "The pages of Vouchsafe's window are made of the packages below, each under its licence. The texts follow the list.\n\n",
    ...lines,
    ...texts.map(([text, held]) => `\n${"=".repeat(80)}\n${held.join("\n")}\n\n${text}\n`),
  ].join("");
}
