/** What the tests of the real window begin with: the built program and copies of the sample vault. */
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A word of the sample client's name, which stands nowhere but in the vault. */
export const CLIENT = "Harbour & Pine";

/** The sample's passphrase, which guards nothing. */
export const PASSPHRASE = "seven quiet harbours under pine";

function needed(name: string, what: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ${what}`);
  return value;
}

/** The window's program, built for development. */
export function program(): string {
  return (
    process.env.VOUCHSAFE_WINDOW ??
    join(needed("VOUCHSAFE_PROGRAMS", "the folder of the built programs"), "vouchsafe-desktop")
  );
}

/** The terminal program, with which a vault is checked from outside. */
export function terminal(): string {
  return (
    process.env.VOUCHSAFE_TERMINAL ??
    join(needed("VOUCHSAFE_PROGRAMS", "the folder of the built programs"), "vouchsafe")
  );
}

/** A copy of the sample vault under a name of its own. */
export function copyOfSample(name: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), "vouchsafe-vault-")), `${name}.vault`);
  cpSync(join(needed("VOUCHSAFE_SAMPLE", "a folder that `vouchsafe demo` made"), "sample.vault"), folder, {
    recursive: true,
  });
  return folder;
}
