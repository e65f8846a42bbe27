/** Pickers find through the wire what is typed, and hand on the id or what people call a record. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import type { Choice } from "../kit";
import { type Answers, fails, fakeWire } from "../testing/fakeWire";
import type { ControlLine, CriterionRow, GapLine, Person, RequestLine } from "../wire/wire.gen";
import {
  ControlPicker,
  ControlsPicker,
  CriteriaPicker,
  GapPicker,
  PersonPicker,
  RequestPicker,
  SurfacesPicker,
} from "./pickers";
import { show } from "./testing";

const page = <Row,>(rows: Row[]) => ({ total: rows.length, all: rows.length, offset: 0, rows });
const control = (code: string, title: string, state = "in_place") =>
  ({
    id: `id-${code}`,
    code,
    title,
    state: state === "retired" ? { state, reason: "merged" } : { state },
  }) as ControlLine;

const CONTROLS = [control("CORE-24", "Quarterly user access review"), control("CORE-25", "Old review", "retired")];
const PEOPLE = [
  { id: "p1", name: "P. Nair", role: "Identity lead", side: "client", team: null },
  { id: "p2", name: "M. Ellison", role: "Consultant", side: "firm", team: null },
] as Person[];

const ANSWERS: Answers = {
  "control.page": ({ query }) => {
    const wanted = (query.text ?? "").toLowerCase();
    return page(CONTROLS.filter((row) => `${row.code} ${row.title}`.toLowerCase().includes(wanted)));
  },
  "person.list": () => PEOPLE,
  "criterion.list": () =>
    ["CC6.1", "CC6.2", "CC7.1"].map((code) => ({
      criterion: { code, title: `About ${code}`, series_title: "Access", not_relevant: code === "CC7.1" ? "no" : null },
    })) as CriterionRow[],
  "surface.list": () => [{ code: "cloud_identity", name: "Cloud identity" }] as never,
  "request.page": () =>
    page([{ id: "r1", reference: "REQ-034", auditor_id: "PBC-034", wording: "User listing" } as RequestLine]),
};

function One({
  Picker,
  by,
  onPicked,
}: {
  Picker: typeof ControlPicker;
  by?: "id" | "reference";
  onPicked(choice: unknown): void;
}) {
  const [value, setValue] = useState<Choice | null>(null);
  return (
    <Picker
      by={by}
      value={value}
      onChange={(choice) => {
        setValue(choice);
        onPicked(choice);
      }}
    />
  );
}

test("a control is found by what is typed, and its id is handed on", async () => {
  const asked = fakeWire(ANSWERS);
  const picked = vi.fn();
  show(<One Picker={ControlPicker} onPicked={picked} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Control" }), "access");
  await userEvent.click(await screen.findByRole("option", { name: /CORE-24 Quarterly user access review/ }));
  expect(picked).toHaveBeenLastCalledWith(expect.objectContaining({ value: "id-CORE-24" }));
  await waitFor(() => expect(asked.at(-1)?.request).toMatchObject({ query: { engagement: "eng-1", limit: 50 } }));
});

test("by reference the code is handed on, and what is retired isn't offered", async () => {
  fakeWire(ANSWERS);
  const picked = vi.fn();
  show(<One Picker={ControlPicker} by="reference" onPicked={picked} />);
  await userEvent.click(screen.getByRole("combobox", { name: "Control" }));
  await userEvent.keyboard("{ArrowDown}");
  const options = await screen.findAllByRole("option");
  expect(options.map((option) => option.textContent)).toEqual(["CORE-24 Quarterly user access review"]);
  await userEvent.click(options[0] as HTMLElement);
  expect(picked).toHaveBeenLastCalledWith(expect.objectContaining({ value: "CORE-24" }));
});

test("several are chips that can be taken away", async () => {
  fakeWire(ANSWERS);
  const changed = vi.fn();
  show(<ControlsPicker value={[{ value: "id-CORE-24", label: "CORE-24" }]} onChange={changed} />);
  await userEvent.click(screen.getByRole("button", { name: "Remove CORE-24" }));
  expect(changed).toHaveBeenCalledWith([]);
});

test("people of one side are offered alone", async () => {
  fakeWire(ANSWERS);
  show(<PersonPicker side="client" label="Released by" value={null} onChange={() => undefined} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Released by" }), "a");
  const options = await screen.findAllByRole("option");
  expect(options.map((option) => option.textContent)).toEqual(["P. NairIdentity lead · Client"]);
});

test("criteria have their code as value; what isn't relevant is left out", async () => {
  fakeWire(ANSWERS);
  const changed = vi.fn();
  show(<CriteriaPicker value={[]} onChange={changed} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Criteria" }), "about");
  const options = await screen.findAllByRole("option");
  expect(options.length).toBe(2);
  await userEvent.click(options[1] as HTMLElement);
  expect(changed.mock.calls.at(-1)?.[0]).toMatchObject([{ value: "CC6.2", label: "CC6.2" }]);
});

test("surfaces have their code as value and their name as words", async () => {
  fakeWire(ANSWERS);
  const changed = vi.fn();
  show(<SurfacesPicker value={[]} onChange={changed} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Surfaces" }), "ident");
  await userEvent.click(await screen.findByRole("option", { name: /Cloud identity/ }));
  expect(changed.mock.calls.at(-1)?.[0]).toMatchObject([{ value: "cloud_identity", label: "Cloud identity" }]);
});

test("a request shows the auditor's id and hands on ours", async () => {
  fakeWire(ANSWERS);
  const picked = vi.fn();
  show(<One Picker={RequestPicker} by="reference" onPicked={picked} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Request" }), "list");
  await userEvent.click(await screen.findByRole("option", { name: /PBC-034 User listing/ }));
  expect(picked).toHaveBeenLastCalledWith(expect.objectContaining({ value: "REQ-034" }));
});

test("a gap says its level and state", async () => {
  const row = { id: "g1", reference: "GAP-014", title: "Review missed", level: "high", state: "open" } as GapLine;
  fakeWire({ "gap.page": () => page([row]) });
  show(<One Picker={GapPicker} onPicked={() => undefined} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Gap" }), "rev");
  expect((await screen.findByRole("option")).textContent).toBe("GAP-014 Review missedHigh · Open");
});

test("a failure leaves no choices and breaks nothing", async () => {
  fakeWire({ "control.page": fails("locked") });
  show(<One Picker={ControlPicker} onPicked={() => undefined} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Control" }), "x");
  await waitFor(() => expect(screen.queryAllByRole("option")).toEqual([]));
});
