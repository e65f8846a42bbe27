/** The words of the gate: opening a vault and making one. */
export const TEXTS = {
  title: "Vouchsafe",
  open: "Open a vault",
  make: "Make a new vault",
  recent: "Recent vaults",
  noRecent: "Names of vaults are remembered on this device only if the settings say so.",
  forget: "Forget these names",
  lastOpened: (day: string) => `opened ${day}`,
  choose: "Choose a vault",
  chooseWords:
    "A vault is a folder whose name ends in .vault. All that it holds is encrypted; nothing of it leaves this computer.",
  passphrase: "Passphrase",
  recoveryCode: "Recovery code",
  useCode: "Use the recovery code instead",
  usePassphrase: "Use the passphrase instead",
  codeHint: "The code of the recovery sheet, with or without its dashes.",
  unlock: "Unlock",
  unlocking: "Unlocking",
  other: "Another vault",
  yourName: "Your name",
  nameHint: "The activity log bears it. This vault hasn't met this device yet.",
  notices: "What was found when the vault was opened",
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
