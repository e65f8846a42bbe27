// @vitest-environment node
/** The notices of made-up packages, and that every package of the real pages brings its licence. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notices } from "./notices.ts";
import { folderOf, type Package, packageIn, packagesOf, sorted } from "./packages.ts";

const ROOT = resolve(import.meta.dirname, "..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "notices-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Makes a package of those files and reads it. */
function made(name: string, manifest: object, files: Record<string, string>): Package {
  const own = join(folder, name);
  const all = { "package.json": JSON.stringify({ name, version: "1.0.0", ...manifest }), ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(own, file)), { recursive: true });
    writeFileSync(join(own, file), text);
  }
  return packageIn(own);
}

test("each package stands in the list, and a text that several have is printed once", () => {
  const one = made("one", { license: "MIT", author: { name: "Ada" } }, { LICENSE: "Do as you like.\r\n" });
  const two = made("@some/two", { license: "MIT", author: "Bo" }, { "licence.txt": "\nDo as you like.\n" });
  const printed = notices(sorted([one, two]));
  const [heading, empty, ...lines] = printed.split("\n");
  expect(heading).toContain("made of the packages below");
  expect(empty).toBe("");
  expect(lines.slice(0, 3)).toEqual(["@some/two 1.0.0: MIT, by Bo", "one 1.0.0: MIT, by Ada", ""]);
  expect(lines[3]).toBe("=".repeat(80));
  expect(lines.slice(4)).toEqual(["@some/two 1.0.0 (licence.txt)", "one 1.0.0 (LICENSE)", "", "Do as you like.", ""]);
});

test("what a package has taken in of others is found, and what isn't part of it isn't", () => {
  const three = made(
    "three",
    {},
    {
      LICENSE: "own",
      "vendor/font/OFL.txt": "of the font",
      "node_modules/other/LICENSE": "of another",
      "test/LICENSE": "of a test",
      "license.js": "code",
    },
  );
  const printed = notices([three]);
  expect(printed).toContain("three 1.0.0: see below\n");
  expect(printed).toContain("three 1.0.0 (vendor/font/OFL.txt)\n\nof the font\n");
  for (const no of ["of another", "of a test", "code"]) expect(printed).not.toContain(no);
});

test("a package without a licence text fails, and is named", () => {
  const four = made("four", { license: "MIT" }, { "README.md": "MIT, trust me", LICENSE: " \n" });
  expect(() => notices([four])).toThrow("no licence text: four 1.0.0");
});

test("of a tool only its own licence is printed", () => {
  const text = "# Vite\nfree\n\n# Licenses of bundled dependencies\nmany more";
  const tool = made("vite", { license: "MIT" }, { "LICENSE.md": text });
  expect(notices([tool])).toContain("# Vite\nfree\n");
  expect(notices([tool])).not.toContain("many more");
  const other = made("five", { license: "MIT" }, { "LICENSE.md": text });
  expect(notices([other])).toContain("many more");
});

test("a module belongs to the innermost package, a file of ours to none, and an unknown helper fails", () => {
  expect(folderOf("/a/src/main.tsx", "/a")).toBeUndefined();
  expect(folderOf("/a/node_modules/react/index.js?commonjs", "/a")).toBe("/a/node_modules/react");
  expect(folderOf("/a/node_modules/x/node_modules/@y/z/dist/m.js", "/a")).toBe("/a/node_modules/x/node_modules/@y/z");
  expect(folderOf("\0rolldown/runtime.js", "/a")).toBe("/a/node_modules/rolldown");
  expect(() => folderOf("\0other/helper.js", "/a")).toThrow("other/helper.js");
});

test("every package of the real pages brings its licence, the font too", { timeout: 120_000 }, async () => {
  const packages = await packagesOf(ROOT);
  const names = packages.map((one) => one.name);
  for (const name of ["react", "react-dom", "react-aria-components", "@tauri-apps/api", "@fontsource-variable/inter"])
    expect(names).toContain(name);
  // What only tests and builds use isn't handed out.
  for (const name of ["vitest", "axe-core", "jsdom", "typescript"]) expect(names).not.toContain(name);
  const printed = notices(packages);
  expect(printed).toContain("SIL OPEN FONT LICENSE Version 1.1");
  expect(printed).toBe(notices([...packages]));
});
