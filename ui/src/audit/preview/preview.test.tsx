/** A file is shown as a page, a table, lines, or with the reason why not; a failure says what is safe. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, test, vi } from "vitest";
import { fails, failure, fakeWire } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import type { FilePreview, EvidencePreview as Shown } from "../../wire/wire.gen";
import { show } from "../testing";
import { EvidencePreview } from "./evidence-preview";
import { FileView } from "./file-view";
import { pieces } from "./lines";
import { sizeOf, zoomed } from "./page";

const words = (lines: string[]) => ({ lines, total_lines: lines.length, replaced: 0, indented: false });
const aPage = (page: number, more: Partial<Extract<FilePreview, { kind: "page" }>> = {}): FilePreview => ({
  kind: "page",
  page,
  pages: 3,
  picture: { picture: 40 + page, vector: true, width: 595, height: 842 },
  text: words([`words of page ${page}`]),
  undrawn: 0,
  ...more,
});
const of = (shown: FilePreview): Shown => ({
  evidence: "EV-0001",
  file: "f1",
  name: "users.pdf",
  file_type: "pdf",
  size: 100,
  shown,
});
const pages = { "evidence.preview": ({ page }: { page: number }) => of(aPage(Math.min(page, 3))) };

test("a page has its picture by handle, its words beside it, and an alternative text", async () => {
  const asked = fakeWire(pages);
  show(<EvidencePreview evidence="EV-0001" />);
  expect(screen.getByRole("status").textContent).toContain("Reading EV-0001");
  const picture = await screen.findByRole("img");
  expect(picture.getAttribute("src")).toBe("picture://localhost/41");
  expect(picture.getAttribute("alt")).toBe("Page 1 of 3 of users.pdf. Its words stand beside it.");
  expect(screen.getByText("words of page 1")).toBeTruthy();
  expect(asked[0]).toEqual({
    name: "evidence.preview",
    request: { engagement: "eng-1", evidence: "EV-0001", file: null, page: 1, width: 800 },
  });
});

test("pages turn by buttons and by PageUp and PageDown, within their ends", async () => {
  const asked = fakeWire(pages);
  show(<EvidencePreview evidence="EV-0001" />);
  await screen.findByRole("img");
  expect((screen.getByRole("button", { name: "Previous page" }) as HTMLButtonElement).disabled).toBe(true);
  await userEvent.click(screen.getByRole("button", { name: "Next page" }));
  await screen.findByText("words of page 2");
  const group = screen.getByRole("group", { name: "Preview of users.pdf" });
  fireEvent.keyDown(group, { key: "PageDown" });
  await screen.findByText("words of page 3");
  fireEvent.keyDown(group, { key: "PageDown" });
  expect(screen.getByText("Page 3 of 3")).toBeTruthy();
  fireEvent.keyDown(group, { key: "PageUp" });
  await screen.findByText("words of page 2");
  expect(asked.map((one) => (one.request as { page: number }).page)).toEqual([1, 2, 3]);
});

test("a page is gone to by its number", async () => {
  const asked = fakeWire(pages);
  show(<EvidencePreview evidence="EV-0001" />);
  await screen.findByRole("img");
  const number = screen.getByRole("textbox", { name: "Page" });
  await userEvent.clear(number);
  await userEvent.type(number, "3{Enter}");
  await screen.findByText("words of page 3");
  expect(asked.map((one) => (one.request as { page: number }).page)).toEqual([1, 3]);
});

test("zoom goes by buttons and keys, and back to the width", async () => {
  fakeWire(pages);
  show(<EvidencePreview evidence="EV-0001" />);
  const picture = await screen.findByRole("img");
  const fit = picture.getAttribute("width");
  const group = screen.getByRole("group", { name: "Preview of users.pdf" });
  fireEvent.keyDown(group, { key: "+" });
  expect(picture.getAttribute("width")).toBe("793");
  await userEvent.click(screen.getByRole("button", { name: "Larger" }));
  expect(picture.getAttribute("width")).toBe("992");
  await userEvent.click(screen.getByRole("button", { name: "Fit width" }));
  expect(picture.getAttribute("width")).toBe(fit);
});

test("the words can be put away", async () => {
  fakeWire(pages);
  show(<EvidencePreview evidence="EV-0001" />);
  await screen.findByText("words of page 1");
  await userEvent.click(screen.getByRole("button", { name: "Text beside" }));
  expect(screen.queryByText("words of page 1")).toBeNull();
});

test("a page without words and with things undrawn says so", async () => {
  fakeWire({ "evidence.preview": () => of(aPage(1, { text: null, undrawn: 2 })) });
  show(<EvidencePreview evidence="EV-0001" />);
  expect((await screen.findByRole("img")).getAttribute("alt")).toContain("no words of its own");
  expect(screen.getByText(/such as a scan/)).toBeTruthy();
  expect(screen.getByText("2 things on this page couldn’t be drawn. Look at the original.")).toBeTruthy();
});

test("a picture that is no longer kept is drawn anew once, then the person is asked", async () => {
  let handle = 50;
  const asked = fakeWire({
    "evidence.preview": () => {
      handle += 1;
      return of(aPage(1, { picture: { picture: handle, vector: true, width: 595, height: 842 } }));
    },
  });
  show(<EvidencePreview evidence="EV-0001" />);
  fireEvent.error(await screen.findByRole("img"));
  await waitFor(() => expect(screen.getByRole("img").getAttribute("src")).toBe("picture://localhost/52"));
  fireEvent.error(screen.getByRole("img"));
  await screen.findByText("The picture is no longer kept");
  expect(asked.length).toBe(2);
  await userEvent.click(screen.getByRole("button", { name: "Draw again" }));
  await waitFor(() => expect(screen.getByRole("img").getAttribute("src")).toBe("picture://localhost/53"));
});

test("cells of a table with heads, the size of the whole, and more rows when asked", async () => {
  const rows = Array.from({ length: 150 }, (_, at) => [`user${at}`, "admin"]);
  const table = { name: null, header: ["Account", ""], rows, total_rows: 1284, total_columns: 2 };
  fakeWire({ "evidence.preview": () => of({ kind: "table", page: 1, sheets: [""], table }) });
  show(<EvidencePreview evidence="EV-0001" sought="USER14" />);
  const cells = await screen.findByRole("table");
  expect(
    within(cells)
      .getAllByRole("columnheader")
      .map((head) => head.textContent),
  ).toEqual(["Row", "Account", "Column 2"]);
  expect(within(cells).getAllByRole("row").length).toBe(101);
  expect([...cells.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["user14"]);
  expect(screen.getByText("150 of 1 284 rows")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Show 50 more rows" }));
  expect(within(cells).getAllByRole("row").length).toBe(151);
});

test("sheets of a workbook are chosen by name", async () => {
  const asked = fakeWire({
    "evidence.preview": ({ page }) =>
      of({
        kind: "table",
        page,
        sheets: ["Users", "Roles"],
        table: { name: null, header: ["a"], rows: [[`sheet ${page}`]], total_rows: 1, total_columns: 1 },
      }),
  });
  show(<EvidencePreview evidence="EV-0001" />);
  await screen.findByText("sheet 1");
  await userEvent.click(screen.getByRole("button", { name: "Next sheet" }));
  await screen.findByText("sheet 2");
  expect(asked.length).toBe(2);
  expect(screen.getByText("Sheet 2 of 2")).toBeTruthy();
});

test("lines of a text, and what of them isn't as in the original", async () => {
  const lines = { lines: ["{", "}"], total_lines: 40, replaced: 3, indented: true };
  fakeWire({ "evidence.preview": () => of({ kind: "text", lines }) });
  show(<EvidencePreview evidence="EV-0001" />);
  await screen.findByText("2 of 40 lines");
  expect(screen.getByText(/original stands on one line/)).toBeTruthy();
  expect(screen.getByText(/3 bytes aren’t text/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Next page" })).toBeNull();
});

test("what can't be shown says why, that the original is kept, and what can be done instead", async () => {
  fakeWire({ "evidence.preview": () => of({ kind: "not_shown", reason: "the document is locked with a password" }) });
  show(<EvidencePreview evidence="EV-0001" instead={<button type="button">Save original</button>} />);
  await screen.findByText("The document is locked with a password.");
  expect(screen.getByText(/kept in the vault, byte for byte/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Save original" })).toBeTruthy();
});

test("a failure is told and can be tried again", async () => {
  let failing = true;
  fakeWire({
    "evidence.preview": () => {
      if (failing) throw new CallFailed(failure("unreadable", "the file vanished"));
      return of(aPage(1));
    },
  });
  show(<EvidencePreview evidence="EV-0001" />);
  expect((await screen.findByRole("alert")).textContent).toContain("The file can't be read.");
  failing = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("words of page 1");
});

test("of several files one is chosen, and it begins at its first page", async () => {
  const asked = fakeWire(pages);
  const files = [
    { id: "f1", name: "users.pdf" },
    { id: "f2", name: "tickets.pdf" },
  ];
  const onFile = vi.fn();
  show(<EvidencePreview evidence="EV-0001" files={files} page={2} onFile={onFile} />);
  await screen.findByText("words of page 2");
  await userEvent.click(screen.getByRole("button", { name: /File/ }));
  await userEvent.click(await screen.findByRole("option", { name: "tickets.pdf" }));
  await waitFor(() => expect(asked.at(-1)?.request).toMatchObject({ file: "f2" }));
  expect(onFile).toHaveBeenCalledWith("f2");
});

test("another item never shows the page of the one before", async () => {
  fakeWire({
    "evidence.preview": ({ evidence }) => (evidence === "EV-0001" ? of(aPage(1)) : new Promise<Shown>(() => undefined)),
  });
  const { again } = show(<EvidencePreview evidence="EV-0001" />);
  await screen.findByText("words of page 1");
  again(<EvidencePreview evidence="EV-0002" />);
  expect(screen.queryByText("words of page 1")).toBeNull();
  expect(screen.getByText("Reading EV-0002")).toBeTruthy();
});

test("a locked vault shows no page", async () => {
  fakeWire({ "evidence.preview": fails("locked") });
  show(<EvidencePreview evidence="EV-0001" />);
  expect((await screen.findByRole("alert")).textContent).toContain("The vault is locked.");
});

test("nothing that axe knows is wrong with a page, a table and lines", async () => {
  const shapes: FilePreview[] = [
    aPage(2),
    {
      kind: "table",
      page: 1,
      sheets: ["A", "B"],
      table: { name: "A", header: ["h"], rows: [["c"]], total_rows: 1, total_columns: 1 },
    },
    { kind: "text", lines: words(["a"]) },
    { kind: "not_shown", reason: "the document is damaged" },
  ];
  for (const shown of shapes) {
    show(
      <FileView name={`file ${shown.kind}`} shown={shown} page={1} onPage={() => undefined} again={() => undefined} />,
    );
  }
  const found = await axe.run(document.body, {
    rules: { region: { enabled: false }, "color-contrast": { enabled: false } },
  });
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
});

test("sizes and steps of zoom", () => {
  const picture = { picture: 1, vector: true, width: 72, height: 144 };
  expect(sizeOf(picture, 100, 500)).toEqual({ width: 96, height: 192, percent: 100 });
  expect(sizeOf(picture, "fit", 216)).toEqual({ width: 192, height: 384, percent: 200 });
  expect([zoomed(100, true), zoomed(110, false), zoomed(400, true), zoomed(20, false)]).toEqual([125, 100, 400, 25]);
});

test("what is sought is marked whatever its case, and text is never lost", () => {
  expect(pieces("Lbrandt, lbrandt", "LBRANDT").filter((piece) => piece.hit).length).toBe(2);
  for (const text of ["abcabc", "", "İstanbul abc"]) {
    expect(
      pieces(text, "abc")
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  }
});
