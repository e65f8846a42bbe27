/** What a failed command means to a person: what happened, what is safe, what to do. One entry for each code. */
import type { Code, Failure } from "./wire.gen";

export interface FailureText {
  what: string;
  safe: string;
  todo: string;
}

const KEPT = "Nothing of the vault was changed.";

export const FAILURES: Record<Code, FailureText> = {
  locked: { what: "The vault is locked.", safe: "All that was saved is kept.", todo: "Unlock it and go on." },
  wrong_passphrase: {
    what: "That passphrase or recovery code doesn't open this vault.",
    safe: KEPT,
    todo: "Look at the keyboard layout and capital letters, then try again, or use the recovery code.",
  },
  in_use: {
    what: "Another program has this vault open.",
    safe: KEPT,
    todo: "Close it there first. Two programs never work on one vault at the same time.",
  },
  newer: {
    what: "This vault was written by a newer version of Vouchsafe.",
    safe: KEPT,
    todo: "Open it with that version or a later one.",
  },
  not_a_vault: { what: "This folder is no vault.", safe: KEPT, todo: "Choose the folder whose name ends in .vault." },
  exists: {
    what: "Something of this name is there already.",
    safe: "It wasn't overwritten.",
    todo: "Choose another name or place.",
  },
  damaged: {
    what: "A part of the vault is damaged.",
    safe: "What isn't damaged can still be read.",
    todo: "Make a copy of the whole folder before anything else. Then go back to a backup, or salvage what can be read.",
  },
  read_only: {
    what: "This vault is open for reading only.",
    safe: KEPT,
    todo: "It is older than its header, was cut off, or lies where nothing can be written. The line over the view says which.",
  },
  not_found: {
    what: "What was named isn't there any more.",
    safe: KEPT,
    todo: "It may have been removed or undone meanwhile. Look at the activity log.",
  },
  stale: {
    what: "This has changed since it was shown.",
    safe: "Neither version was overwritten.",
    todo: "Compare both values and enter yours again if it is still right.",
  },
  invalid: { what: "A value breaks a rule.", safe: KEPT, todo: "Correct it and save again." },
  refused: { what: "This step isn't allowed now.", safe: KEPT, todo: "The reason stands below." },
  unnamed: {
    what: "Vouchsafe doesn't know yet who works on this device.",
    safe: KEPT,
    todo: "Enter your name. The activity log bears it from now on.",
  },
  no_folder: { what: "The folder to write into isn't there.", safe: KEPT, todo: "Choose another place." },
  too_large: {
    what: "This is larger than allowed.",
    safe: KEPT,
    todo: "The limit stands below. Split it or leave it out.",
  },
  unreadable: {
    what: "The file can't be read.",
    safe: "Nothing of it was taken in.",
    todo: "It may have been moved, changed or protected meanwhile. Choose it again.",
  },
  unknown_format: {
    what: "The file has no form that Vouchsafe can read here.",
    safe: "Nothing of it was taken in.",
    todo: "Save it as XLSX or CSV with one row of headings, or attach it as evidence as it is.",
  },
  disk_full: {
    what: "The disk is full.",
    safe: "All that was saved before is kept; this step was not made.",
    todo: "Make room on the disk, then do it again.",
  },
  not_verified: {
    what: "This file doesn't verify.",
    safe: "The vault has nothing to do with it.",
    todo: "Don't rely on it. Ask whoever sent it for the original.",
  },
  cancelled: { what: "Cancelled.", safe: "Nothing of it was kept.", todo: "Start it again whenever you like." },
  bug: {
    what: "That was a fault of this program.",
    safe: "All that was saved is kept. If the vault was locked, nothing half done was left in it.",
    todo: "Unlock it and try again. If it happens again, report what you did; the place of the fault is below.",
  },
};

/** What the keyring of the operating system didn't do: its own sentence says which, the passphrase needs none. */
function keyringWords({ code, message }: Failure): FailureText & { detail: undefined } {
  const [what = ""] = message.split(";");
  return {
    what: `${what.charAt(0).toLocaleUpperCase()}${what.slice(1).trim()}.`,
    safe: `${KEPT} A passphrase or the recovery code opens it without any keyring.`,
    todo:
      code === "not_found"
        ? "Open the vault by one of those. Then revoke the keyring’s key in the settings, and add one anew."
        : "Unlock the keyring, mostly by the password that you log in with, and try again.",
    detail: undefined,
  };
}

/** The words for a failure, with the exact message where it says more than the code. */
export function wordsFor(failure: Failure): FailureText & { detail: string | undefined } {
  if (failure.field === "keyring" && failure.message !== "") return keyringWords(failure);
  const text = FAILURES[failure.code] ?? FAILURES.bug;
  const detail =
    failure.message === "" ? undefined : failure.field ? `${failure.field}: ${failure.message}` : failure.message;
  return { ...text, detail };
}
