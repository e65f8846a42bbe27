/** What the machine says about a run: memory of the web process, and how long its disk takes to keep a block. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Resident memory in MiB: now, the most that it ever was, and of now what are pages of files, such as libraries, which all processes of the web view share. */
export interface Memory {
  now: number;
  most: number;
  files: number;
}

/** Memory of the web process whose window has that home. */
export function webMemory(home: string): Memory {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const own = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`HOME=${home}`);
      if (!own || !readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("WebKitWebProces")) continue;
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const mib = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
      return { now: mib("VmRSS"), most: mib("VmHWM"), files: mib("RssFile") };
    } catch {
      // A process that has ended meanwhile.
    }
  }
  throw new Error("there is no web process");
}

/** Bytes of one write, as a page of a database has. */
const BLOCK = 4096;

/** Milliseconds that the file system of a vault takes to keep one block: written at the end of a file, then fdatasync. */
export function diskSyncs(vault: string, times: number): number[] {
  const folder = mkdtempSync(join(dirname(resolve(vault)), ".bench-"));
  const file = openSync(join(folder, "block"), "w");
  try {
    return Array.from({ length: times }, () => {
      const from = performance.now();
      writeSync(file, Buffer.alloc(BLOCK, 7));
      fdatasyncSync(file);
      return performance.now() - from;
    });
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}
