/** Tests of the packets view over a made-up program: what is open before, the request, the frozen form, cancelling, the result. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { fails } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import { tellAll } from "../../wire/events";
import type { Exported, Held, Verified } from "../../wire/wire.gen";
import { ALONE, answers, DIGEST, drawn, EXPORTED, FILE, FINGERPRINT, PREFLIGHT } from "./made-up";
import { PacketsView } from "./PacketsView";
import { forget } from "./store";

beforeEach(forget);

/** Says that what is marked personal or restricted goes out. */
const agree = async () => userEvent.click(await screen.findByRole("checkbox", { name: "They go out as they are" }));

const preflight = () => screen.findByRole("region", { name: "Pre-flight" });

/** An export that ends when it is told to. */
function slowly() {
  let end: (exported: Exported) => void = () => undefined;
  let fail: (thrown: unknown) => void = () => undefined;
  const answer = () =>
    new Promise<Exported>((resolve, reject) => {
      end = resolve;
      fail = reject;
    });
  return { answer, end: () => end(EXPORTED), fail: (thrown: unknown) => fail(thrown) };
}

describe("before the export", () => {
  it("shows what is open, each with the way to its row", async () => {
    const { went } = drawn(<PacketsView />, answers());
    const panel = await preflight();
    expect(await within(panel).findByText("2 open points")).toBeTruthy();
    expect(within(panel).getByText("1 exhibit is marked personal or restricted")).toBeTruthy();
    await userEvent.click(within(panel).getByRole("button", { name: /^Open: CORE-24 missed/ }));
    expect(went.at(-1)).toMatchObject({ view: "matrix", id: "CORE-24" });
  });

  it("goes to the reviewer's field for want of a reviewer", async () => {
    drawn(<PacketsView />, answers());
    await userEvent.click(await within(await preflight()).findByRole("button", { name: "Name one" }));
    expect(document.activeElement).toBe(screen.getByLabelText("Reviewed by"));
  });

  it("asks anew for another audience and for a section that is added", async () => {
    const { of } = drawn(<PacketsView />, answers());
    await screen.findByText("How to read and check this packet");
    await userEvent.click(screen.getByRole("checkbox", { name: "Gap analysis" }));
    await waitFor(() => expect(of("packet.preflight").at(-1)).toMatchObject({ profile: "auditor", also: ["gaps"] }));
    await userEvent.click(screen.getByRole("radio", { name: /^Board/ }));
    await waitFor(() => expect(of("packet.preflight").at(-1)).toMatchObject({ profile: "board", also: [] }));
  });

  it("lists an item only for a reason, and exports nothing while one lacks", async () => {
    const { of } = drawn(<PacketsView />, answers());
    await userEvent.click(await screen.findByRole("tab", { name: /Exhibits/ }));
    const grid = await screen.findByRole("grid", { name: "Exhibits of this packet" });
    const row = within(grid).getByRole("row", { name: /EX-001/ });
    await userEvent.pointer([{ keys: "[MouseRight]", target: within(row).getByText("Exhibit 1") }]);
    await userEvent.click(await screen.findByRole("menuitem", { name: /List it only/ }));
    expect(await screen.findByText("1 listed item has no reason")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Export packet" })).toHaveProperty("disabled", true);
    await agree();
    expect(of("packet.preflight").at(-1)).toMatchObject({ list_only: [] });
    await userEvent.dblClick(within(row).getAllByRole("gridcell").at(-1) as HTMLElement);
    await userEvent.keyboard("Held by counsel{Enter}");
    const listed = [{ evidence: "EV-0001", reason: "Held by counsel" }];
    await waitFor(() => expect(of("packet.preflight").at(-1)).toMatchObject({ list_only: listed }));
    expect(screen.getByRole("button", { name: "Export packet" })).toHaveProperty("disabled", false);
  });

  it("exports nothing on what was found for the choice before", async () => {
    let end: (found: typeof PREFLIGHT) => void = () => undefined;
    const slow = new Promise<typeof PREFLIGHT>((resolve) => {
      end = resolve;
    });
    drawn(<PacketsView />, answers({ "packet.preflight": ({ profile }) => (profile === "board" ? slow : PREFLIGHT) }));
    expect(await within(await preflight()).findByText("2 open points")).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: /^Board/ }));
    await agree();
    expect(await screen.findByText("Looking again …")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Export packet" })).toHaveProperty("disabled", true);
    end(PREFLIGHT);
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Export packet" })).toHaveProperty("disabled", false),
    );
  });

  it("says of each section whether it is ready, and why one can't be added, by titles", async () => {
    const sections = PREFLIGHT.sections.map((one) =>
      one.section === "gaps" ? { ...one, refused: "gaps: can be added only together with evidence_index" } : one,
    );
    drawn(<PacketsView />, answers({ "packet.preflight": () => ({ ...PREFLIGHT, sections }) }));
    const row = async (name: RegExp) => within(await screen.findByRole("row", { name }));
    expect((await row(/^Period calendar/)).getByText("1 open point")).toBeTruthy();
    expect((await row(/^Findings/)).getByText("Ready")).toBeTruthy();
    expect((await row(/^Gap analysis/)).getByText("Can be added only together with Evidence index")).toBeTruthy();
  });

  it("shows the beginning of a long point, and all of it when asked", async () => {
    const words = `Design is not rated for 40 controls: ${"CORE-05, ".repeat(40)}`;
    const open_points = [{ ...PREFLIGHT.open_points[0], words }] as typeof PREFLIGHT.open_points;
    drawn(<PacketsView />, answers({ "packet.preflight": () => ({ ...PREFLIGHT, open_points }) }));
    await userEvent.click(await within(await preflight()).findByRole("button", { name: "Show all of it" }));
    expect(document.querySelector(".pf-cut")).toBeNull();
  });

  it("says why the pre-flight failed", async () => {
    drawn(<PacketsView />, answers({ "packet.preflight": fails("damaged", "row 3") }));
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Export packet" })).toHaveProperty("disabled", true);
  });
});

describe("the export", () => {
  it("asks for the place, then writes with the limits of the terminal program", async () => {
    const { of } = drawn(<PacketsView />, answers({ "packet.export": () => EXPORTED }));
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await screen.findByRole("region", { name: "LO-2026-R2 was exported" });
    expect(of("file.destination")).toEqual([{ wanted: "packet", name: "LO-2026-R2-auditor.pdf" }]);
    expect(of("packet.export")).toEqual([
      {
        engagement: "e1",
        file: 7,
        form: "archive",
        profile: "auditor",
        also: [],
        part: { part: "whole" },
        marked: [],
        number: null,
        reviewed_by: null,
        up_to: null,
        limits: { pages: 40, rows: 120, columns: 12, cell_chars: 120, lines: 120, line_chars: 2000 },
        embed_limit: 64_000_000,
        volume: { pages: 50, bytes: 100_000_000 },
        unsigned: false,
        paper: null,
        confidentiality: "confidential",
        draft: false,
        list_only: [],
        show_sensitive: true,
        container: null,
      },
    ]);
    for (const words of [FILE.name, "305", "98", DIGEST]) expect(screen.getByText(words)).toBeTruthy();
    expect(of("packet.preview")[0]).toMatchObject({ file: 7, page: 1 });
  });

  it("takes the paper, the mark and the draft that were chosen", async () => {
    const { of } = drawn(<PacketsView />, answers({ "packet.export": () => EXPORTED }));
    await agree();
    const details = screen.getByText("How it looks").closest("details") as HTMLDetailsElement;
    details.open = true;
    const choose = async (label: string, choice: string) => {
      await userEvent.click(within(details).getByRole("button", { name: new RegExp(label) }));
      await userEvent.click(await screen.findByRole("option", { name: choice }));
    };
    await choose("Paper", "US Letter");
    await choose("Mark on each page", "Strictly confidential");
    await userEvent.click(within(details).getByRole("checkbox", { name: /^Make it a draft/ }));
    expect(within(details).getByText("US Letter · Strictly confidential · draft")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await screen.findByRole("region", { name: "LO-2026-R2 was exported" });
    expect(of("packet.export")[0]).toMatchObject({
      paper: "letter",
      confidentiality: "strictly_confidential",
      draft: true,
    });
  });

  it("asks for a binder copy under a name of its own", async () => {
    const { of } = drawn(<PacketsView />, answers({ "packet.export": () => EXPORTED }));
    await agree();
    await userEvent.click(screen.getByRole("radio", { name: /^Binder copy/ }));
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await screen.findByRole("region", { name: "LO-2026-R2 was exported" });
    expect(of("file.destination")).toEqual([{ wanted: "packet", name: "LO-2026-R2-auditor-binder.pdf" }]);
    expect(of("packet.export")[0]).toMatchObject({ form: "binder", profile: "auditor" });
  });

  it("freezes the form in sight, keeps the pre-flight and tells how far it is", async () => {
    const slow = slowly();
    drawn(<PacketsView />, answers({ "packet.export": slow.answer }));
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    expect(await screen.findByText(/^Frozen while it is written/)).toBeTruthy();
    expect(document.querySelector(".packet-form.frozen")).toBeTruthy();
    expect(screen.getByRole("radio", { name: /^Board/ }).closest("fieldset")).toHaveProperty("disabled", true);
    expect(screen.getByRole("checkbox", { name: "Gap analysis" })).toHaveProperty("disabled", true);
    expect(within(await preflight()).getByText("2 open points")).toBeTruthy();
    tellAll({ event: "progress", doing: "reading exhibits", done: 4, total: 8 });
    expect(await screen.findByText("Reading and setting each exhibit, 5 of 8")).toBeTruthy();
    tellAll({ event: "progress", doing: "reading evidence files", done: 1, total: 8 });
    expect(screen.getByText("Reading and setting each exhibit, 5 of 8")).toBeTruthy();
    slow.end();
    expect(await screen.findByRole("region", { name: "LO-2026-R2 was exported" })).toBeTruthy();
    expect(screen.queryByText(/^Frozen/)).toBeNull();
  });

  it("is cancelled, and says that nothing was kept", async () => {
    const slow = slowly();
    const { of } = drawn(<PacketsView />, answers({ "packet.export": slow.answer, "job.cancel": () => null }));
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(of("job.cancel")).toHaveLength(1);
    slow.fail(new CallFailed({ code: "cancelled", message: "while exporting a packet", field: null }));
    expect(await screen.findByText("The export was cancelled. Nothing of it was kept.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(await screen.findByRole("button", { name: "Export packet" })).toBeTruthy();
  });

  it("goes on while another view is shown, and is forgotten by a lock", async () => {
    const slow = slowly();
    drawn(<PacketsView />, answers({ "packet.export": slow.answer }));
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await screen.findByText(/^Frozen/);
    await userEvent.click(screen.getByRole("radio", { name: /^Verify a packet/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Writing LO-2026-R2" }));
    expect(await screen.findByText(/^Frozen/)).toBeTruthy();
    tellAll({ event: "locked_now", why: "idle" });
    slow.end();
    await waitFor(() => expect(screen.queryByText(/^Frozen/)).toBeNull());
    expect(screen.queryByRole("region", { name: "LO-2026-R2 was exported" })).toBeNull();
  });

  it("does nothing when no place was chosen", async () => {
    const { of } = drawn(<PacketsView />, answers({ "file.destination": () => null }));
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await waitFor(() => expect(of("file.destination")).toHaveLength(1));
    expect(of("packet.export")).toEqual([]);
  });
});

describe("a part of the engagement", () => {
  it("is asked for once it names something, and exported as it was asked for", async () => {
    const found = { ...PREFLIGHT, part: "Controls of criteria CC6.1 and CC6.2" };
    const whole = ({ part }: { part?: { part: string } }) => (part?.part === "criteria" ? found : PREFLIGHT);
    const { of } = drawn(<PacketsView />, answers({ "packet.preflight": whole, "packet.export": () => EXPORTED }));
    await userEvent.click(await screen.findByText("What part of the engagement"));
    await userEvent.click(screen.getByRole("button", { name: /It holds/ }));
    await userEvent.click(await screen.findByRole("option", { name: "Controls of criteria" }));
    expect(await screen.findByText("Name first what the packet holds.")).toBeTruthy();
    expect(of("packet.preflight").at(-1)).toMatchObject({ part: { part: "whole" } });
    await userEvent.type(screen.getByLabelText("Criteria, such as CC6.1"), "CC6.1, CC6.2{Enter}");
    const part = { part: "criteria", of: ["CC6.1", "CC6.2"] };
    await waitFor(() => expect(of("packet.preflight").at(-1)).toMatchObject({ part }));
    expect(await screen.findByText("A part only: Controls of criteria CC6.1 and CC6.2.")).toBeTruthy();
    await userEvent.click(screen.getByRole("checkbox", { name: "Internal" }));
    await waitFor(() => expect(of("packet.preflight").at(-1)).toMatchObject({ part, marked: ["internal"] }));
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await screen.findByRole("region", { name: "LO-2026-R2 was exported" });
    expect(of("packet.export")[0]).toMatchObject({ part, marked: ["internal"] });
  });
});

describe("sending", () => {
  const button = () => screen.getByRole("button", { name: "Export packet" });
  const strong = (passphrase: string) => ({
    score: 4,
    guesses_log10: 20,
    words: "strong",
    advice: [],
    accepted: true,
    accepted_for_sending: passphrase.startsWith("five"),
  });

  it("names what is marked personal or restricted, and writes nothing before that was agreed to", async () => {
    drawn(<PacketsView />, answers());
    expect(await screen.findByText(/^Shown as they are: EV-0002\./)).toBeTruthy();
    expect(button()).toHaveProperty("disabled", true);
    expect(screen.getByText(/^Say first whether what is marked/)).toBeTruthy();
    await agree();
    expect(button()).toHaveProperty("disabled", false);
  });

  it("wraps it in a container for a passphrase that is strong enough, typed twice, and keeps none", async () => {
    const container = "cd".repeat(32);
    const exported = { ...EXPORTED, packet: { ...EXPORTED.packet, container }, names: ["packet.zip"] };
    const { of } = drawn(
      <PacketsView />,
      answers({
        "packet.export": () => exported,
        "vault.strength": ({ passphrase }) => strong(passphrase),
        "vault.status": fails("locked", "not asked for here"),
      }),
    );
    await agree();
    await userEvent.click(screen.getByText("Sending it"));
    await userEvent.click(screen.getByRole("checkbox", { name: "Wrap it in an encrypted container" }));
    expect(screen.getByText("Give the container its passphrase first.")).toBeTruthy();
    const [first, again] = ["Passphrase of the container", "The container’s passphrase again"];
    await userEvent.type(screen.getByLabelText(first), "four long words");
    await userEvent.type(screen.getByLabelText(again), "four long words");
    await waitFor(() => expect(of("vault.strength").at(-1)).toMatchObject({ passphrase: "four long words" }));
    expect(button()).toHaveProperty("disabled", true);
    for (const field of [first, again]) {
      await userEvent.clear(screen.getByLabelText(field));
      await userEvent.type(screen.getByLabelText(field), "five long words");
    }
    await waitFor(() => expect(button()).toHaveProperty("disabled", false));
    await userEvent.click(button());
    expect(await screen.findByText(container)).toBeTruthy();
    expect(of("file.destination")).toEqual([{ wanted: "packet", name: "packet.zip" }]);
    expect(of("packet.export")[0]).toMatchObject({ container: { passphrase: "chosen", secret: "five long words" } });
    // Its pages can't be shown, and it can't be verified as it is.
    expect(of("packet.preview")).toEqual([]);
    expect(screen.queryByRole("button", { name: "Verify this file" })).toBeNull();
    expect(document.body.textContent).not.toContain("five long words");
  });

  it("says what to do with a container that is to be verified", async () => {
    const sha256 = "ef".repeat(32);
    const found = () => ({ holds: false, container: true, checks: [], sha256, signed_by: null, ...ALONE });
    const own = { ...EXPORTED.packet, container: sha256 };
    drawn(<PacketsView />, answers({ "packet.verify": found, "packet.list": () => [own] }), {
      view: "packets",
      part: "verify",
    });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a packet" }));
    expect(await screen.findByText(/^This is an encrypted container/)).toBeTruthy();
    expect(screen.getByText(/^LO-2026-R2 left this vault in this container/)).toBeTruthy();
    expect(screen.queryByText("This packet does not verify. Do not rely on it.")).toBeNull();
  });
});

describe("verifying", () => {
  const CHECKS = [
    { holds: true, text: "Unaltered since it was sealed." },
    { holds: null, text: "Originals beside the packet were not looked at." },
  ];
  const verified =
    (holds: boolean, signed_by: Verified["signed_by"] = null) =>
    () => ({
      holds,
      container: false,
      checks: [{ holds, text: "The seal." }, ...CHECKS],
      sha256: DIGEST,
      signed_by,
      ...ALONE,
    });

  it("is a named step: each check with its outcome, the digest, and whose it is", async () => {
    const { of } = drawn(
      <PacketsView />,
      answers({ "packet.verify": verified(true), "packet.list": () => [EXPORTED.packet] }),
      { view: "packets", part: "verify" },
    );
    expect(await screen.findByRole("list", { name: "Steps of verifying" })).toBeTruthy();
    // As long as there is no file: what it shows, and what it can't.
    expect(screen.getByRole("heading", { name: "What it can’t show" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Choose a packet" }));
    expect(await screen.findByText("Unaltered since export")).toBeTruthy();
    expect(screen.queryByRole("heading", { name: "What it can’t show" })).toBeNull();
    expect(of("packet.verify")).toEqual([{ file: 7, others: [], key: null }]);
    expect(screen.getByText("Not signed: nothing in it shows who made it.")).toBeTruthy();
    expect(screen.getByText(DIGEST)).toBeTruthy();
    expect(screen.getByText(/Exported from this vault as LO-2026-R2/)).toBeTruthy();
    expect(screen.getAllByText("Holds")).toHaveLength(2);
    expect(screen.getByText("Not checked")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Digest you were told"), DIGEST.toUpperCase());
    expect(screen.getByText("The same digest")).toBeTruthy();
  });

  it("says of a signature no more than the file and what was asked for show", async () => {
    const { of } = drawn(
      <PacketsView />,
      answers({
        "packet.verify": ({ key }) => verified(true, { fingerprint: FINGERPRINT, expected: key !== null })(),
      }),
      { view: "packets", part: "verify" },
    );
    await userEvent.click(await screen.findByRole("button", { name: "Choose a packet" }));
    expect(await screen.findByText("Unaltered since it was signed by this key")).toBeTruthy();
    expect(screen.getByText(FINGERPRINT)).toBeTruthy();
    expect(screen.getByText(/Whose key it is the file can’t show/)).toBeTruthy();
    const field = screen.getByLabelText("Fingerprint you were told");
    await userEvent.type(field, "12ef 12e");
    expect(screen.getByText(/A fingerprint has 64 characters/)).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste(FINGERPRINT.toUpperCase());
    expect(await screen.findByText("Unaltered since export, and signed by the key that you were told")).toBeTruthy();
    expect(screen.queryByText(/Whose key it is the file can’t show/)).toBeNull();
    expect(of("packet.verify")).toEqual([
      { file: 7, others: [], key: null },
      { file: 7, others: [], key: FINGERPRINT.toUpperCase() },
    ]);
  });

  it("says which volume a file is, and takes the others in to hold them all together", async () => {
    const DOES_NOT = "The other volume was not looked at: name all 2 files together.";
    const one = (number: number, others: readonly Held[]) => ({
      ...verified(true)(),
      checks: [{ holds: true, text: `Volume ${number} of 2 of packet LO-2026-R2, with exhibit EX-001.` }],
      volume: { number, of: 2 },
      others: others.map(() => ({
        name: "LO-2026-R2-auditor-vol2.pdf",
        ...verified(true)(),
        checks: [{ holds: true, text: "Volume 2 of 2 of packet LO-2026-R2, with exhibit EX-002." }],
      })),
      together: others.map(() => ({ holds: true, text: "All volumes are here." })),
    });
    const alone = () => ({ ...one(1, []), checks: [...one(1, []).checks, { holds: null, text: DOES_NOT }] });
    const { of } = drawn(
      <PacketsView />,
      answers({ "packet.verify": ({ others }) => (others.length > 0 ? one(1, others) : alone()) }),
      { view: "packets", part: "verify" },
    );
    await userEvent.click(await screen.findByRole("button", { name: "Choose a packet" }));
    expect(await screen.findByText(DOES_NOT)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Add another volume" }));
    expect(await screen.findByText("All volumes are here.")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Checks of LO-2026-R2-auditor-vol2.pdf" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Add another volume" })).toBeNull();
    expect(of("packet.verify").at(-1)).toEqual({ file: 7, others: [7], key: null });
    await userEvent.click(screen.getByRole("button", { name: `Take ${FILE.name} out again` }));
    expect(await screen.findByText(DOES_NOT)).toBeTruthy();
    expect(screen.queryByRole("list", { name: "Volumes that were added" })).toBeNull();
    expect(of("packet.verify").at(-1)).toEqual({ file: 7, others: [], key: null });
  });

  it("lets a further file be taken out that is a container, or can't be read", async () => {
    const container = { ...verified(false)(), name: "LO-2026-R2.zip", container: true, checks: [] };
    const found = (others: readonly Held[]) => ({
      ...verified(others.length === 0)(),
      volume: { number: 1, of: 2 },
      others: others.map(() => container),
      together: others.map(() => ({ holds: false, text: "File 2 is no volume of a packet in several volumes." })),
    });
    let readable = true;
    const answer = ({ others }: { others: readonly Held[] }) =>
      readable || others.length === 0 ? found(others) : fails("not_verified", "no PDF")();
    drawn(<PacketsView />, answers({ "packet.verify": answer }), { view: "packets", part: "verify" });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a packet" }));
    const takeOut = { name: `Take ${FILE.name} out again` };
    for (const words of [/^This is an encrypted container/, "This file doesn't verify."]) {
      await userEvent.click(await screen.findByRole("button", { name: "Add another volume" }));
      expect(await screen.findByText(words)).toBeTruthy();
      await userEvent.click(screen.getByRole("button", takeOut));
      expect(await screen.findByText("Unaltered since export")).toBeTruthy();
      readable = false;
    }
  });

  it("says in no doubtful words that a file doesn't verify", async () => {
    drawn(<PacketsView />, answers({ "packet.verify": verified(false) }), { view: "packets", part: "verify" });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a packet" }));
    expect(await screen.findByText("This packet does not verify. Do not rely on it.")).toBeTruthy();
    expect(screen.getByText("Fails")).toBeTruthy();
    expect(screen.queryByText("Unaltered since export")).toBeNull();
    expect(screen.getByText("No packet that this vault exported has this digest.")).toBeTruthy();
  });

  it("tells why a file can't be read at all", async () => {
    drawn(<PacketsView />, answers({ "packet.verify": fails("not_verified", "no PDF") }), {
      view: "packets",
      part: "verify",
    });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a packet" }));
    expect(await screen.findByText("This file doesn't verify.")).toBeTruthy();
  });
});

describe("the list", () => {
  it("says what belongs there while it is empty", async () => {
    drawn(<PacketsView />, answers(), { view: "packets", part: "exported" });
    expect(await screen.findByText("No packet was exported yet")).toBeTruthy();
  });

  it("shows each packet with its digest to copy", async () => {
    const copied: string[] = [];
    const user = userEvent.setup();
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    drawn(<PacketsView />, answers({ "packet.list": () => [EXPORTED.packet] }), { view: "packets", part: "exported" });
    const grid = await screen.findByRole("grid", { name: "Exported packets" });
    await within(grid).findByText("LO-2026-R2");
    grid.focus();
    await user.keyboard("{Enter}");
    const pane = await screen.findByRole("complementary", { name: "LO-2026-R2" });
    await user.click(within(pane).getByRole("button", { name: "Copy the digest" }));
    expect(copied).toEqual([DIGEST]);
  });
});
