/** Which folder of the window may use which: every import is read, and each that crosses is named. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const SRC = resolve(import.meta.dirname);

/** What each room may use of ours, besides itself; `features/x` stands for any one feature. */
const MAY: Record<string, string[]> = {
  kit: [],
  wire: [],
  audit: ["wire", "kit"],
  features: ["wire", "kit", "audit"],
  shell: ["wire", "kit", "audit", "features"],
  testing: ["wire", "kit"],
};

/** Rooms that only tests use. */
const FOR_TESTS = "testing";

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The room of a path, and for a feature its own name. */
function roomOf(path: string): { room: string; own: string } {
  const [room = "", name = ""] = relative(SRC, path).split("/");
  return { room, own: room === "features" ? `features/${name}` : room };
}

function crossings(path: string, text: string): string[] {
  const from = roomOf(path);
  // What a test shows and makes up stands beside it under names of its own.
  const isTest = /(\.test|made-up|made-up-\w+|\/testing)\.tsx?$/.test(path);
  const named = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return named.flatMap((name) => {
    if (name.startsWith("@tauri-apps/")) return from.room === "wire" ? [] : [`${relative(SRC, path)}: names Tauri`];
    if (!name.startsWith(".")) return [];
    const to = roomOf(resolve(dirname(path), name));
    const allowed = MAY[from.room] ?? [];
    const ok = to.own === from.own || allowed.includes(to.room) || (isTest && to.room === FOR_TESTS);
    return ok ? [] : [`${relative(SRC, path)}: ${from.own} may not use ${to.own}`];
  });
}

test("no room uses one that it may not use", () => {
  const own = files(SRC).filter((path) => !/\/(main\.tsx|rooms\.test\.ts)$/.test(path));
  expect(own.length).toBeGreaterThan(20);
  expect(own.flatMap((path) => crossings(path, readFileSync(path, "utf8")))).toEqual([]);
});

test("a crossing is found", () => {
  const at = (path: string) => join(SRC, path);
  expect(crossings(at("features/gap/A.tsx"), 'import { B } from "../evidence/B";')).toHaveLength(1);
  expect(crossings(at("kit/a.tsx"), 'import { call } from "../wire/call";')).toHaveLength(1);
  expect(crossings(at("audit/a.tsx"), 'import { invoke } from "@tauri-apps/api/core";')).toHaveLength(1);
  expect(crossings(at("shell/a.tsx"), 'lazy(() => import("../features/gap"))')).toEqual([]);
});
