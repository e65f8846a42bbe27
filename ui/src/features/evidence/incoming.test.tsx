/** Tests of what comes in: dropped files with a result each, bytes that are there already, new versions, folders. */
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../kit/place";
import { fakeWire } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import { tellAll } from "../../wire/events";
import type { EvidenceItem } from "../../wire/wire.gen";
import { type Answers, draw, drop, inspector, requests, TICKET, underPointer } from "./drawn";
import { attached, chosen, evidence } from "./made-up";
import { forgetQueue } from "./queue";

beforeEach(forgetQueue);
const drawn = (items: EvidenceItem[], over?: Answers, place?: Place) => draw(fakeWire, items, over, place);

describe("files that are dropped", () => {
  it("become items, each with its own result", async () => {
    const { asked, user } = drawn([TICKET], {
      "evidence.attach": ({ items }) => {
        if (items[0]?.files[0] === 102)
          throw new CallFailed({ code: "unreadable", message: "b.csv vanished", field: null });
        return [attached(evidence(items[0]?.files[0] === 101 ? 2 : 3))];
      },
    });
    await inspector("Q3 removal tickets");
    underPointer(".grid");
    drop(chosen(1, "a.png"), chosen(2, "b.csv"));
    const failed = await screen.findByRole("listitem", { name: "b.csv: not taken in" });
    expect(within(failed).getByText(/b.csv vanished/)).toBeTruthy();
    expect(screen.getByRole("listitem", { name: "a.png: done" })).toBeTruthy();
    expect(screen.getByText("1 done, 1 not taken in")).toBeTruthy();
    expect(requests(asked, "evidence.attach")).toMatchObject([
      { engagement: "eng-1", items: [{ files: [101], kind: "screenshot", title: null, covers: null }] },
      { engagement: "eng-1", items: [{ files: [102], kind: "system_report" }] },
    ]);
    await user.click(within(failed).getByRole("button", { name: "Try again: b.csv" }));
    await waitFor(() => expect(requests(asked, "evidence.attach")).toHaveLength(3));
  });

  it("are told apart from bytes that the vault holds already, and can be taken back", async () => {
    const history = { at: "", who: "", words: "", made: true, removed: false, changes: [], undone: false };
    const { asked, user } = drawn([TICKET], {
      "evidence.attach": () => [attached(evidence(2), ["EV-0001"], ["EV-0001"])],
      "record.history": () => [{ ...history, seq: 77 }],
      "log.undo": () => ({ seq: 78 }) as never,
    });
    await inspector("Q3 removal tickets");
    underPointer(".grid");
    drop(chosen(1, "copy.pdf"));
    const result = await screen.findByRole("listitem", { name: "copy.pdf: done" });
    expect(within(result).getByText(/Same bytes as/)).toBeTruthy();
    expect(within(result).getByRole("button", { name: "EV-0001" })).toBeTruthy();
    expect(within(result).getByText(/^What is redacted in EV-0001 isn’t here/)).toBeTruthy();
    await user.click(within(result).getByRole("button", { name: "Take it back" }));
    expect(await screen.findByRole("listitem", { name: "copy.pdf: taken back" })).toBeTruthy();
    expect(requests(asked, "log.undo")).toEqual([{ seq: 77 }]);
  });

  it("show how far they are, and what waits is cancelled with what runs", async () => {
    let end: (thrown: Error) => void = () => {};
    const { asked, user } = drawn([TICKET], {
      "evidence.attach": () =>
        new Promise((_, reject) => {
          end = reject;
        }),
    });
    await inspector("Q3 removal tickets");
    underPointer(".grid");
    drop(chosen(1, "a.pdf", 600), chosen(2, "b.pdf", 400));
    expect(await screen.findByText("1 sealing, 1 waiting")).toBeTruthy();
    tellAll({ event: "progress", doing: "sealing evidence", done: 300, total: 600 });
    expect(await screen.findByText("30 %")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /^Cancel/ }));
    end(new CallFailed({ code: "cancelled", message: "", field: null }));
    expect(await screen.findByText("2 cancelled")).toBeTruthy();
    expect(requests(asked, "job.cancel")).toHaveLength(1);
    expect(requests(asked, "evidence.attach")).toHaveLength(1);
  });

  it("on the versions of an item replace it, with the facts that stay true", async () => {
    const { asked } = drawn([TICKET], { "evidence.attach": () => [attached(evidence(2))] });
    await inspector("Q3 removal tickets");
    underPointer(".evidence-version");
    drop(chosen(1, "new.pdf"));
    await waitFor(() =>
      expect(requests(asked, "evidence.attach")[0]).toMatchObject({
        items: [{ supersedes: "ev-2", title: "Q3 removal tickets", controls: ["CORE-24"], covers: null, files: [101] }],
      }),
    );
  });
});

describe("a folder", () => {
  it("is looked at first, with what has a place and what hasn't, then attached", async () => {
    const item = { reference: null, title: "users", kind: "population" as const, files: ["REQ-012 users.csv"] };
    const placed = {
      ...item,
      placed_by: "its name",
      requests: ["REQ-012"],
      controls: [],
      same_as: [],
      redacted_in: [],
      missing: ["a", "b"],
    };
    const rest = {
      unplaced: [{ name: "notes.txt", reason: "no id leads its name" }],
      held: [],
      orphans: [],
      refused_rows: [],
    };
    const { asked, user } = drawn([TICKET], {
      "file.choose": () => [chosen(9, "from the client")],
      "evidence.folder": ({ folder }) => ({
        files:
          folder === 9
            ? [
                { name: "REQ-012 users.csv", file: 1 },
                { name: "notes.txt", file: 2 },
              ]
            : [],
        left_out: [{ name: ".hidden", reason: "it is hidden" }],
      }),
      "evidence.import": ({ preview: only }) => ({
        log_row: only ? null : 90,
        items: [{ ...placed, reference: only ? null : "EV-0009" }],
        ...rest,
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Folder or archive" }));
    await user.click(await screen.findByRole("button", { name: "Folder" }));
    expect(await screen.findByText("notes.txt: no id leads its name")).toBeTruthy();
    expect(screen.getByText(".hidden: it is hidden")).toBeTruthy();
    expect(screen.getByText("REQ-012 users.csv")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Attach 1 item" }));
    expect(await screen.findByRole("heading", { name: "1 item attached" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "EV-0009" })).toBeTruthy();
    const folder = [
      { name: "REQ-012 users.csv", file: 101 },
      { name: "notes.txt", file: 102 },
    ];
    expect(requests(asked, "evidence.import")).toMatchObject([
      { preview: true, from: { folder }, index: null },
      { preview: false, from: { folder } },
    ]);
  });
});
