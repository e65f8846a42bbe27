/** The words of the settings. The version is held against the package's by a test. */
import { count } from "../../audit/money";
import type { FailureWords } from "../../kit";
import { wordsFor } from "../../wire/failures";
import type { Failure } from "../../wire/wire.gen";

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const VERSION = "0.1.0";

export const T = {
  title: "Settings",
  words: "This device, and the vault that is open",
  cancel: "Cancel",
  run: {
    begins: "Beginning",
    doing: (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1),
    cancelling: "Ending at the next step",
    dismiss: "Dismiss",
  },
  device: {
    title: "This device",
    notKept: "This device keeps no settings: they hold until the program ends.",
    theme: "Colours",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    zoom: "Size of the text",
    percent: (n: number) => `${n} %`,
    dates: "Days are written",
    idle: "Lock after",
    idleHint: "Without a touch, 1 to 60. Sleep and a locked screen lock at once.",
    idleBounds: "From 1 to 60 minutes. What held before still does.",
    minutes: "minutes",
    language: "Language",
    languageHint: "There is only English so far.",
    english: "English",
    remember: "Remember vaults on this device",
    rememberHint: "The gate then lists names and places of vaults. They can tell who the clients are.",
  },
  keys: {
    title: "Keys of the vault",
    count: (n: number) => plural(n, "key", "keys"),
    words: "Each of these opens the vault by itself.",
    kind: "Opens by",
    derivation: "Guessing is slowed by",
    acts: "Acts",
    name: (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1),
    cost: (mib: number, passes: number) => `${mib} MiB of memory, ${plural(passes, "pass", "passes")} a guess`,
    noDerivation: "Its own length",
    change: "Change passphrase",
    renew: "Renew recovery code",
    revoke: "Revoke",
    revokeOf: (name: string) => `Revoke the ${name}`,
    revokeTitle: (name: string) => `Revoke the ${name}?`,
    revokeWords: (name: string) => `The ${name} opens this vault no more. This can’t be undone.`,
    copies: "Copies of the vault that were made before still open by it.",
    revoked: (name: string) => `The ${name} was revoked.`,
    revokeHere:
      "What this computer’s keyring keeps of the vault is removed from it. From then on it notes no more how new the vault is.",
    lastStays: "The last key that a person holds can’t be revoked: a keyring never stands alone.",
    where: (here: boolean) => (here ? "of this computer" : "of another computer, or not known here"),
  },
  keyring: {
    title: "Add this computer’s keyring",
    gives: "The vault then opens without its passphrase for whoever is logged in to this computer as you.",
    takes:
      "So it does for every program that runs as you, and for a finder of the computer who gets to your login password. Add it only on a computer whose disk is encrypted.",
    notes:
      "The keyring also notes how new the vault is, so that an older copy that is put in its place doesn’t pass unseen. Passphrase and recovery code stay as they are.",
    add: "Add",
    added: "This computer’s keyring opens the vault from now on.",
    mayAsk:
      "The computer may ask for the keyring’s password in a window of its own. It is waited for a minute at most.",
    trouble: (why: string) => why.charAt(0).toLocaleUpperCase() + why.slice(1),
    noneHere: "A keyring opens this vault, but none answers on this computer now.",
  },
  older: {
    words: "Look for the newer folder first.",
    unnamed:
      "Look for the newer folder first. To go on with this one, lock it and unlock it with your name: it doesn’t know this device yet.",
    accept: "Open this older copy",
  },
  passphrase: {
    title: "Change passphrase",
    words: "The old passphrase opens this vault no more. Copies that were made before still open by it.",
    present: "Present passphrase",
    code: "Recovery code",
    useCode: "Use the recovery code instead",
    usePassphrase: "Use the passphrase instead",
    wrongCode: "That isn’t this vault’s recovery code.",
    missingCode: "The recovery code is needed.",
    next: "New passphrase",
    change: "Change",
    done: "The passphrase was changed.",
    wrong: "That isn’t the present passphrase.",
    missingPresent: "The present passphrase is needed.",
  },
  code: {
    title: "Renew recovery code",
    words: "A new code is made and written on a sheet of one page. The old code opens the vault no more.",
    paper: "Save the sheet away from this computer, or print it and delete the file. The code isn’t shown here.",
    choose: "Choose where the sheet goes",
    file: "recovery-sheet.pdf",
    renew: "Renew",
    done: (name: string) => `The new code stands in ${name}. The old one opens nothing any more.`,
  },
  rotate: {
    title: "Renew the vault’s key",
    why: "For when a passphrase, a recovery code or an older copy of the vault may be in wrong hands. What opens the vault today, or an older copy of it, then opens nothing of what comes after.",
    words:
      "The whole vault is sealed anew under a new key, beside itself, and fully checked. Only then does the new key take the place of the old one. You can go on working meanwhile.",
    needs: "What it needs, and what it changes",
    room: (size: string) => `About ${size} of free room on the vault’s disk, until it is done.`,
    stops:
      "It can be cancelled. A lock or a power cut leaves the vault as it is; begun again with the same passphrase, it goes on where it was.",
    code: "The recovery code is made anew. The old one opens the vault no more.",
    others: "Other passphrases, and the keyrings of other computers, open the vault no more.",
    here: "This computer’s keyring gets a new secret.",
    copies:
      "Older copies and backups stay as they are, and open by what opened them before. The next backup goes into a new folder.",
    present: "Present passphrase",
    opensBy: "The vault then opens by",
    keep: "The present passphrase",
    fresh: "A new passphrase",
    chooseSheet: "Choose where the new recovery sheet goes",
    missingSheet: "A place for the sheet of the new recovery code is needed.",
    start: "Renew the key",
    done: "The vault has a new key.",
    sealed: "Sealed anew",
    sealedOf: (records: string, files: string, size: string) =>
      `${records} records and ${files} evidence files, ${size}`,
    pieces: "Pieces of evidence",
    piecesOf: (all: string, found: number) =>
      found === 0 ? `${all}, each read back` : `${all}; ${count(found)} were sealed before it was interrupted`,
    sheet: "New recovery code",
    left: "What is left to do",
    cancelled: "Cancelled. The vault keeps the key that it had.",
    interrupted:
      "The vault was locked before the new key counted. It keeps the key that it had; begin again with the same passphrase.",
  },
  signing: {
    title: "Signing key",
    words:
      "This key signs the packets that leave the vault. Whoever gets one knows them as yours by the fingerprint, once you have told it by another way than the one by which the packet goes.",
    none: "No key signs packets yet. The first signed packet makes one.",
    fingerprint: "Fingerprint",
    copy: "Copy the fingerprint",
    copied: "Fingerprint copied",
    pem: "Public key",
    copyPem: "Copy the public key",
    pemCopied: "Public key copied",
    copyFailed: "The clipboard could not be written.",
    made: (day: string, by: string) => `Made ${day} by ${by}.`,
    make: "Make the key now",
    replace: "Replace the signing key",
    replaceTitle: "Replace the signing key?",
    replaceWords:
      "A new key signs packets from then on. The old one signs no more and stays listed here, so that packets which it signed can still be told.",
    tell: "Tell the new fingerprint to everybody who knows the old one. Say why, if somebody else may have the old key.",
    backups: "Backups that were made before still have the old key.",
    word: "replace",
    reason: "Reason, as the activity log keeps it",
    act: "Replace",
    done: "A new key signs packets from now on.",
    earlier: "Keys that sign no more here",
    replaced: (day: string, by: string, reason: string) => `Replaced ${day} by ${by}: ${reason}`,
    notHere: "Its private half isn’t in this copy of the vault.",
  },
  person: {
    title: "Who works here",
    name: "Your name",
    hint: "The activity log of this vault bears it from now on; earlier rows keep theirs.",
    save: "Save",
    done: (name: string) => `The log now bears: ${name}.`,
  },
  backup: {
    title: "Backups",
    words:
      "A backup is a copy of the whole vault that was opened and fully checked before it counts. What opens the vault opens it. Keep it on another disk.",
    where:
      "A folder with an earlier backup of this vault gets only what it lacks; in any other a folder of the vault’s name is made.",
    never: "No backup of this vault was made yet.",
    dueNever: "A backup is due: none was made of this vault yet.",
    last: (days: number) =>
      days === 0 ? "The last backup was made today." : `The last backup is ${plural(days, "day", "days")} old.`,
    due: (days: number) => `A backup is due: the last one is ${plural(days, "day", "days")} old.`,
    choose: "Choose a folder",
    chooseOther: "Choose another folder",
    make: "Make a backup",
    readOnly:
      "This vault is open for reading only, and a backup is made of a sound vault alone. What can be read of it can be salvaged at the gate, once it is locked.",
    olderFirst:
      "This vault is open for reading only until it is decided whether this older copy is gone on with; a backup is made of it after that.",
    cancelled: "Cancelled. An earlier backup in that folder stays as it was.",
    giveCancelled: "Cancelled. Nothing was left of the copy.",
    made: "The backup was made and fully checked.",
    given: "The copy under a key of its own was made and fully checked.",
    folder: "Folder",
    withinOf: (name: string, place: string) => `${name}, in ${place}`,
    records: "Records",
    files: "Evidence files",
    filesOf: (files: string, size: string) => `${files}, ${size}, each read back against its SHA-256`,
    pieces: "Pieces of evidence",
    newPieces: (fresh: number, all: number) =>
      fresh === 0
        ? `all ${count(all)} were there already`
        : `${count(fresh)} written now of ${count(all)}; the rest was there`,
    allPieces: (all: number) => `${count(all)}, all written now`,
    row: "Newest row of the log",
    notNoted:
      "The vault was locked before its log could note this backup. The backup counts all the same; the reminder doesn’t know of it.",
    give: "Make a copy under a key of its own",
    giveWords:
      "For somebody who is to have the whole vault, or where a passphrase or an older copy may be in wrong hands. It is no backup of this vault.",
    otherFolder: "The folder holds another vault, or a copy in which somebody worked.",
    damaged: "The copy doesn’t count: it, or what it was made from, is damaged.",
    checkFirst: "The exact reason stands below. Check the vault; if nothing in it is damaged, choose another folder.",
    keptBoth: "Neither that nor this vault was changed.",
    takeOther: "Choose another folder. The exact reason stands below.",
  },
  give: {
    title: "A copy under a key of its own",
    words:
      "Everything is sealed anew. Nothing opens the copy but this passphrase: there is no recovery code for it, and no keyring.",
    holds: "It holds the whole vault with its log, drafts and internal notes. For less there are packets.",
    passphrase: "Passphrase of the copy",
    choose: "Choose where it goes",
    missingPlace: "A place for the copy is needed.",
    make: "Make the copy",
    file: (client: string) =>
      `${
        client
          .trim()
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, "-")
          .replace(/^-|-$/g, "") || "vault"
      }-copy.vault`,
  },
  check: {
    title: "Check the vault",
    words: "Reads the whole vault and proves its log, records and files. It takes a while and changes nothing.",
    check: "Check now",
    running: "Checking",
    sound: "Nothing is damaged.",
    problems: (n: number) =>
      `${plural(n, "thing is", "things are")} damaged or wrong. Copy the whole folder before anything else.`,
    problemList: "What is damaged",
    lookedAt: (what: string) => `Looked at: ${what.replace(/\d{4,}/g, (digits) => count(Number(digits)))}`,
  },
  texts: {
    title: "Texts of evidence files",
    none: "The text of every file was read: all of it is found by the search.",
    pending: (n: number) =>
      `${plural(n, "file is", "files are")} still to be read for the search. Files are read apart from the program, which opens no connection.`,
    read: "Read now",
    reading: "Reading",
  },
  mappings: {
    title: "Saved sheet mappings",
    count: (n: number) => plural(n, "mapping", "mappings"),
    none: "None yet. A mapping is saved where a sheet is imported or pasted, so that the next one of its kind is read without questions.",
    of: (sheet: string, columns: number) => `${sheet}, ${plural(columns, "heading", "headings")}`,
    column: (from: string, to: string | null) => (to === null ? `${from}: left out` : `${from}: ${to}`),
    remove: (name: string) => `Remove the mapping ${name}`,
    removed: (name: string) => `The mapping ${name} was removed.`,
  },
  about: {
    title: "About Vouchsafe",
    version: "Version",
    licence: "Licence",
    licenceWords: "MIT or Apache 2.0, as you choose",
    catalogue: "Catalogue",
    catalogueWords: "Own wording throughout; official criteria text only where you import it under your licence",
    promises: "What it promises",
    offline: "Offline by design: it opens no network connection, asks for no update and reports nothing.",
    sealed: "All that it keeps of a client lies in the vault’s one encrypted folder.",
    proof: "Every change stands in a log whose rows prove one another.",
  },
} as const;

/** What a failure means where a copy of the vault was to be made. */
export function backupWords(failure: Failure): FailureWords {
  const words = wordsFor(failure);
  const { damaged, checkFirst, otherFolder, keptBoth, takeOther } = T.backup;
  if (failure.code === "damaged") return { ...words, what: damaged, todo: checkFirst };
  return failure.code === "refused" ? { ...words, what: otherFolder, safe: keptBoth, todo: takeOther } : words;
}
