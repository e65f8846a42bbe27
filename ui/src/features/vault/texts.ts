/** The words of the gate: opening a vault, making one, restoring and salvaging one. */
import type { FailureWords } from "../../kit";
import { wordsFor } from "../../wire/failures";
import type { Failure } from "../../wire/wire.gen";

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const TEXTS = {
  title: "Vouchsafe",
  open: "Open a vault",
  openOther: "Open another vault",
  unlockAgain: "Unlock it again",
  last: "The vault that was open",
  make: "Make a new vault",
  recent: "Recent vaults",
  noRecent: "Names of vaults are remembered on this device only if the settings say so.",
  forget: "Forget these names",
  lastOpened: (day: string) => `opened ${day}`,
  gone: "not where it was",
  chooseWords:
    "A vault is a folder whose name ends in .vault. All that it holds is encrypted; nothing of it leaves this computer.",
  passphrase: "Passphrase",
  recoveryCode: "Recovery code",
  useCode: "Use the recovery code instead",
  usePassphrase: "Use the passphrase instead",
  codeHint: "The code of the recovery sheet, with or without its dashes.",
  unlock: "Unlock",
  unlocking: "Unlocking",
  useKeyring: "Unlock with this computer’s keyring",
  waitsForKeyring: "Waiting for the keyring",
  keyringMayAsk:
    "The computer may ask for the keyring’s password in a window of its own. It is waited for a minute at most.",
  restore: "Restore a backup",
  salvage: "Salvage a damaged vault",
  salvageThis: "Salvage what can be read",
  salvageAdvice:
    "It can be looked at as it is. To work on, go back to a backup, or have what can be read brought into a new vault; this folder then stays as it is.",
  older: {
    title: "This folder is older than this computer last saw it",
    safe: "Nothing was changed, neither in this folder nor elsewhere. It is open for reading only.",
    steps: [
      "Look for the newer folder first: on another disk, in a folder that is kept in step with another computer, in the bin.",
      "Compare the log head on the newest packet that you handed out: a vault without that row is older than the packet.",
      "Go on with this one only if you put it back on purpose, or the newer one is lost.",
    ],
    unnamed:
      "This copy doesn’t know this device yet: to go on with it, unlock it once more with your name, which its log then bears.",
    look: "Look at it, reading only",
    accept: "Open this older copy",
    other: "Close it and open another vault",
  },
  other: "Another vault",
  noReset:
    "Nobody can reset a passphrase, the makers of this program included. Without it and without the recovery code the vault stays closed.",
  yourName: "Your name",
  nameHint: "The activity log bears it. This vault hasn’t met this device yet.",
  notices: "What was found when the vault was opened",
  goOn: "Go on",
  back: "Back",
  client: "The client",
  legalName: "Legal name",
  shortCode: "Short code",
  shortCodeHint: "Two to five capital letters. Packet numbers begin with it.",
  industry: "Industry",
  sector: "Sector",
  jurisdictions: "Jurisdictions",
  jurisdictionsHint: "Parted by commas, such as DE, EU, US-CA.",
  keys: "The keys",
  passphraseHint: "Several words that nobody would guess are better than one with signs in it.",
  again: "The passphrase again",
  differ: "Both must be the same.",
  strengthOf: "Strength",
  sheet: "Recovery sheet",
  sheetWords:
    "One page with a code that opens the vault should the passphrase be lost. Save it away from this laptop, or print it and delete the file.",
  chooseSheet: "Choose where it is saved",
  chooseFolder: "Choose where the vault goes",
  place: "The vault",
  placeWords: "A folder of this name is made. Copy it as a whole to keep a copy of the vault.",
  create: "Make the vault",
  creating: "Making the vault",
  needed: (what: string) => `Still needed: ${what}.`,
  needs: {
    legal_name: "the legal name",
    short_code: "the short code",
    person: "your name",
    passphrase: "a stronger passphrase",
    again: "the passphrase again",
    sheet: "a place for the recovery sheet",
    folder: "a place for the vault",
  },
  vaultName: (client: string) =>
    `${
      client
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "") || "client"
    }.vault`,
  sheetName: "recovery-sheet.pdf",
  offline: "Offline by design",
  sealed: "Everything in one encrypted folder",
  proof: "Every change in a log that proves itself",
} as const;

/** The words for making a vault from a backup or from a damaged one. */
export const COPY = {
  to: "The new vault",
  toWords: "A folder that isn’t there yet, on a disk with room for all of it.",
  chooseTo: "Choose where it goes",
  nameHint: "The damaged vault doesn’t say who works on this device. The new activity log bears this name.",
  needsTo: "Still needed: a place for the new vault.",
  needsName: "Still needed: your name.",
  needsKey: { passphrase: "Still needed: the passphrase.", recovery_code: "Still needed: the recovery code." },
  begins: "Beginning",
  cancelling: "Ending at the next step",
  cancelled: "Cancelled. Nothing was left of the new vault.",
  salvageInstead: "Salvage what can be read",
  checked: "It was opened and fully checked: nothing is damaged.",
  records: "Records",
  files: "Evidence files",
  filesOf: (files: string, bytes: string) => `${files}, ${bytes}, each read back against its SHA-256`,
  logRow: "Newest row of the log",
  unlock: "Unlock it",
  toGate: "Back to the gate",
  restore: {
    title: "Restore a backup",
    words: "A new vault is made from a backup and fully checked. The backup stays as it is.",
    from: "The backup",
    fromWords: "A folder whose name ends in .vault, as a backup makes it.",
    chooseFrom: "Choose the backup",
    needsFrom: "Still needed: the backup.",
    keyHint: "What opened the vault when the backup was made.",
    newName: (from: string) => `${stem(from)}-restored.vault`,
    act: "Restore",
    doing: "Restoring",
    done: (name: string) => `${name} was restored`,
    after:
      "It opens with what opens the backup. If this computer’s keyring has seen the vault newer, it opens for reading only until you accept it.",
  },
  salvage: {
    title: "Salvage a damaged vault",
    words:
      "All that can still be read is brought into a new vault and checked; what can’t is named. The damaged folder stays as it is. A recent backup is better, where there is one.",
    from: "The damaged vault",
    fromWords: "Best a copy of its whole folder: a disk that goes bad gets worse with reading.",
    chooseFrom: "Choose the damaged vault",
    needsFrom: "Still needed: the damaged vault.",
    keyHint: "It opens the new vault, too.",
    newName: (from: string) => `${stem(from)}-salvaged.vault`,
    act: "Salvage",
    doing: "Salvaging",
    done: (name: string) => `${name} was put together`,
    allThere: "Nothing is lost. The new vault was fully checked.",
    lostSome: (n: number) =>
      `${plural(n, "thing is", "things are")} lost or in doubt, named below. What the new vault holds was fully checked.`,
    recordsOf: (records: string, fromLog: number) =>
      fromLog === 0 ? records : `${records}, ${fromLog} of them found in the activity log alone`,
    lost: "What is lost or in doubt",
    after: (row: string) =>
      `Keep the damaged folder: its activity log, up to row ${row}, is there alone. The new vault’s log begins anew and names it.`,
  },
} as const;

const stem = (name: string) => /^(.+)\.vault$/.exec(name)?.[1] ?? "vault";

/** What a failure means where a vault is made from another: nothing is open, and both places were chosen here. */
export function copyWords(kind: "restore" | "salvage", failure: Failure): FailureWords {
  const words = wordsFor(failure);
  const safe = kind === "restore" ? "The backup is as it was." : "The damaged folder is as it was.";
  if (failure.code === "read_only" && kind === "restore")
    return {
      ...words,
      what: "The backup is older than its header, was cut off, or lies where it can’t be read or the new one can’t be written.",
      safe,
      todo: "Look at the places first. If they are right, try another backup, or salvage what can be read of this one.",
    };
  if (failure.code === "damaged")
    return {
      ...words,
      what:
        kind === "restore" ? "A part of the backup is damaged." : "Too much is damaged: no vault can be put together.",
      safe,
      todo:
        kind === "restore"
          ? "Try another backup, or salvage what can be read of this one."
          : "Go back to a backup, or try again from a copy of the folder.",
    };
  if (failure.code === "exists")
    return { ...words, safe: "It wasn’t touched.", todo: "Choose a name that isn’t there yet." };
  if (failure.code === "wrong_passphrase" || failure.code === "bug") return words;
  return { ...words, safe };
}
