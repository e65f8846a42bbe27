/** The eleven core tasks in the real window by keyboard alone, in the order of a working day. Nothing is clicked, and no view is gone to but by the palette. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Key } from "selenium-webdriver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLIENT, copyOfSample, PASSPHRASE, program } from "./given";
import { activeCell, focused, focusOn, palette, pressed, tabTo, toColumn, type, words } from "./keys";
import { chord, press, settled, shownAt } from "./steps";
import { RealWindow } from "./window";

const FOLDER = mkdtempSync(join(tmpdir(), "vouchsafe-tasks-"));
const TITLE = "Quarterly review of who may do what";
const NOTICES = ".toasts, [role=status]";

let shown: RealWindow;

beforeAll(async () => {
  shown = await RealWindow.open({ program: program() });
});

afterAll(() => shown?.close());

/** Ten controls as a spreadsheet has them. */
const TEN = [
  ["Control ID", "Title", "Control statement", "Criteria", "Type", "Nature", "Frequency", "Owner role"],
  ...Array.from({ length: 10 }, (_, at) => [
    `PASTE-${String(at + 1).padStart(2, "0")}`,
    `Pasted control ${at + 1}`,
    "The platform team reviews the list each month and records what it changed.",
    "CC6.1",
    "Detective",
    "Manual",
    "Monthly",
    "Platform lead",
  ]),
];

/** Brings text onto the clipboard as another program would: it is copied by its own key out of a field. */
async function copied(text: string): Promise<void> {
  await shown.driver.executeScript(
    "const field = document.createElement('textarea'); field.id = 'from-elsewhere'; field.value = arguments[0]; document.body.append(field); field.focus(); field.select();",
    text,
  );
  await chord(shown, [Key.CONTROL], "c");
  await shown.driver.executeScript("document.getElementById('from-elsewhere').remove()");
}

test("unlock", async () => {
  shown.choose(copyOfSample("tasks"));
  await focusOn(shown, "button", "Open a vault");
  await press(shown, Key.ENTER);
  await focusOn(shown, "textbox", "Passphrase");
  await type(shown, PASSPHRASE);
  await press(shown, Key.ENTER);
  // This device is new to the vault, so that it asks who works here.
  await focusOn(shown, "textbox", "Your name");
  await type(shown, "Mara Ellison");
  await press(shown, Key.ENTER);
  await shownAt(shown, "nav[data-rail]");
  await settled(shown);
  await words(shown, CLIENT, "header.top");
});

test("find a control", async () => {
  await palette(shown, "CORE-24");
  await words(shown, "CORE-24", "aside.insp, [role=complementary]");
});

test("edit it, and see it kept", async () => {
  await tabTo(shown, "grid", "Control matrix");
  await shown.driver.wait(
    async () => (await activeCell(shown)).line.startsWith("CORE-24"),
    10_000,
    "the grid isn't on it",
  );
  await toColumn(shown, "Title");
  await press(shown, Key.F2);
  await focusOn(shown, "textbox", "Edit Title");
  await type(shown, TITLE);
  await press(shown, Key.ENTER);
  await focusOn(shown, "grid", "Control matrix");
  await words(shown, "1 cell saved", NOTICES);
  await words(shown, /Saved \d\d:\d\d:\d\d/, "footer.stat");
  await palette(shown, "Activity");
  await words(shown, "CORE-24", "[role=grid] [role=row][data-line='0']");
  await palette(shown, "CORE-24", `CORE-24 ${TITLE}`);
});

test("paste ten rows", async () => {
  await palette(shown, "Matrix");
  await copied(TEN.map((row) => row.join("\t")).join("\r\n"));
  await tabTo(shown, "grid", "Control matrix");
  await chord(shown, [Key.CONTROL], "v");
  await words(shown, "10 added", "[role=dialog]");
  await pressed(shown, "Apply to 10 controls");
  await words(shown, "10 controls added", NOTICES);
  await palette(shown, "PASTE-10", "PASTE-10 Pasted control 10");
});

test("attach evidence", async () => {
  const file = join(FOLDER, "badge-readers.csv");
  writeFileSync(file, "reader,door,last seen\n1,north,2026-03-02\n2,south,2026-03-02\n");
  await palette(shown, "Evidence");
  shown.choose(file);
  await pressed(shown, /^Files$/);
  await words(shown, /1 done/, ".evidence-queue");
  await words(shown, "badge-readers.csv", ".evidence-queue");
  await tabTo(shown, "combobox", "Controls that it supports");
  await type(shown, "CORE-24");
  await words(shown, `CORE-24`, "[role=listbox]");
  await press(shown, Key.ENTER);
  await pressed(shown, /^Save intake/);
  await words(shown, /EV-\d+ was saved/, NOTICES);
});

test("rate a control", async () => {
  await palette(shown, "CORE-24");
  await pressed(shown, "Rate design");
  await tabTo(shown, "radio", "Effective");
  await press(shown, Key.ARROW_DOWN);
  await tabTo(shown, "textbox", "Why");
  await chord(shown, [Key.CONTROL], "a");
  await type(shown, "The review names who decides, and when.");
  await pressed(shown, "Save rating");
  await words(shown, /Design of CORE-24: /, NOTICES);
});

test("write a gap", async () => {
  await palette(shown, "Gaps");
  await pressed(shown, /^Gap$/);
  await focusOn(shown, "textbox", "Title");
  await type(shown, "Leavers keep their badges");
  await tabTo(shown, "textbox", "What was found");
  await type(shown, "Two of nine people who left in March could still open the north door.");
  await pressed(shown, "Add gap");
  await words(shown, /GAP-\d+ was added/, NOTICES);
  await words(shown, "Leavers keep their badges", "[role=grid]");
});

test("draft a message", async () => {
  await palette(shown, "Communications");
  await pressed(shown, /^Message$/);
  await focusOn(shown, "textbox", "Find a template");
  await type(shown, "internal alignment");
  await tabTo(shown, "radio", "Internal alignment");
  await press(shown, Key.SPACE);
  await pressed(shown, "Start the draft");
  await words(shown, /MSG-\d+ was started/, NOTICES);
  await press(shown, Key.F8);
  await shownAt(shown, "section.write");
  await settled(shown);
  await focusOn(shown, "textbox", "declaration date");
  await type(shown, "2026-11-20");
  await press(shown, Key.F8);
  await focusOn(shown, "textbox", "situation level");
  await type(shown, "emergency preparation");
  await chord(shown, [Key.CONTROL], "s");
  await words(shown, /MSG-\d+ was saved as version 2/, NOTICES);
});

test("walk through three controls, note a question, and leave by the passphrase", async () => {
  await palette(shown, "walkthrough", "Start a walkthrough");
  await tabTo(shown, "textbox", "Find by code, title or criterion");
  for (const code of ["CORE-01", "CORE-02", "CORE-24"]) {
    await type(shown, code);
    await words(shown, "1 of", ".choose-find");
    await press(shown, Key.ENTER);
  }
  await words(shown, "3 controls", ".choose-order");
  await pressed(shown, "Present 3 controls");
  for (const [at, code] of ["CORE-01", "CORE-02", "CORE-24"].entries()) {
    if (at > 0) await press(shown, Key.ARROW_RIGHT);
    await words(shown, `${code} ·`, ".present h1");
  }
  await press(shown, "q");
  await focusOn(shown, "textbox", "The auditor’s question");
  await type(shown, "Who reviews the reviewers?");
  await press(shown, Key.ENTER);
  await words(shown, /Noted here: /, ".pfoot");
  await press(shown, Key.ESCAPE);
  await focusOn(shown, "textbox", "Passphrase");
  await type(shown, "not the passphrase");
  await press(shown, Key.ENTER);
  await words(shown, "That doesn’t open this vault", "[role=dialog]");
  await focusOn(shown, "textbox", "Passphrase");
  await type(shown, PASSPHRASE);
  await press(shown, Key.ENTER);
  await shownAt(shown, "main[data-view=overview]");
  await words(shown, "Who reviews the reviewers?", "main");
});

test("export a packet", { timeout: 600_000 }, async () => {
  const file = join(FOLDER, "board.pdf");
  await palette(shown, "packet", "Export a packet");
  await tabTo(shown, "radio", "Auditor");
  for (let at = 0; at < 8 && !(await focused(shown)).name.startsWith("Board"); at++) {
    await press(shown, Key.ARROW_DOWN);
    await settled(shown);
  }
  await words(shown, /board packet, numbered/i, ".packet-foot");
  shown.choose(file);
  await pressed(shown, "Export packet");
  await words(shown, "was exported", ".packet-outcome", 500_000);
  expect(readFileSync(file).subarray(0, 5).toString("latin1")).toBe("%PDF-");
  expect(statSync(file).size).toBeGreaterThan(50_000);
});

test("lock", async () => {
  await chord(shown, [Key.CONTROL], "l");
  await focusOn(shown, "button", "Unlock it again");
  const page = (await shown.driver.executeScript("return document.documentElement.outerHTML")) as string;
  expect(page).not.toContain(CLIENT);
  expect(await shown.driver.getTitle()).toBe("Vouchsafe");
});
