/** Fields and choices: what they are called, what keys do, what they pass on, and that axe finds nothing. */
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../testing/axe.ts";
import {
  Checkbox,
  type Choice,
  ComboBox,
  ComboBoxMany,
  DateField,
  Dialog,
  NumberField,
  RadioCards,
  SearchField,
  Select,
  Switch,
  TextArea,
  TextField,
} from "./index.ts";

const CHOICES: readonly Choice[] = [
  { value: "a", label: "Alpha", hint: "first" },
  { value: "b", label: "Beta" },
  { value: "c", label: "Gamma" },
];

/** Holds the value of a control, as features do. */
function Held<V>({ start, children }: { start: V; children: (value: V, set: (value: V) => void) => ReactNode }) {
  const [value, set] = useState(start);
  return children(value, set);
}

// Axe reads every element, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("fields", () => {
  it("tie label, hint, need and error to the input", async () => {
    render(
      <TextField label="Source" hint="Where from" required error="Too short." value="x" onChange={() => undefined} />,
    );
    const input = screen.getByRole("textbox", { name: "Source" });
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(input.getAttribute("aria-required")).toBe("true");
    const told = (input.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id));
    expect(told.map((one) => one?.textContent?.trim())).toEqual(["Too short.", "Where from"]);
    expect(await violations()).toEqual([]);
  });

  it("commit once, on leaving or Enter, and only a change", async () => {
    const onCommit = vi.fn();
    const user = userEvent.setup();
    render(
      <Held start="a">
        {(value, set) => <TextField label="Name" value={value} onChange={set} onCommit={onCommit} />}
      </Held>,
    );
    await user.click(screen.getByRole("textbox"));
    await user.tab();
    expect(onCommit).not.toHaveBeenCalled();
    await user.type(screen.getByRole("textbox"), "b{Enter}");
    await user.tab();
    expect(onCommit.mock.calls).toEqual([["ab"]]);
  });

  it("show a password only when asked", async () => {
    const user = userEvent.setup();
    render(<TextField label="Passphrase" type="password" value="secret" onChange={() => undefined} />);
    expect(screen.getByLabelText("Passphrase").getAttribute("type")).toBe("password");
    await user.click(screen.getByRole("button", { name: "Show what is typed" }));
    expect(screen.getByLabelText("Passphrase").getAttribute("type")).toBe("text");
  });

  it("pass on numbers only, within the bounds", async () => {
    const onChange = vi.fn();
    const user = userEvent.setup();
    render(
      <Held<number | null> start={5}>
        {(value, set) => (
          <NumberField
            label="Rows"
            least={0}
            most={2000}
            value={value}
            onChange={(next) => {
              set(next);
              onChange(next);
            }}
          />
        )}
      </Held>,
    );
    const input = screen.getByRole("textbox", { name: "Rows" });
    await user.clear(input);
    await user.type(input, "1 284");
    expect(onChange).toHaveBeenLastCalledWith(1284);
    await user.type(input, "x");
    expect(screen.getByText("Write a number.")).toBeTruthy();
    expect(onChange).toHaveBeenLastCalledWith(1284);
    await user.type(input, "{Backspace}9");
    expect(screen.getByText("The largest number here is 2000.")).toBeTruthy();
    await user.clear(input);
    await user.type(input, "{ArrowUp}");
    expect(onChange).toHaveBeenLastCalledWith(1);
    expect(await violations()).toEqual([]);
  });

  it("commit no number while what is typed is refused", async () => {
    const onCommit = vi.fn();
    const user = userEvent.setup();
    render(
      <Held<number | null> start={5}>
        {(value, set) => <NumberField label="Rows" most={20} value={value} onChange={set} onCommit={onCommit} />}
      </Held>,
    );
    await user.type(screen.getByRole("textbox", { name: "Rows" }), "0{Enter}");
    await user.tab();
    expect(onCommit).not.toHaveBeenCalled();
    expect(screen.getByText("The largest number here is 20.")).toBeTruthy();
    await user.clear(screen.getByRole("textbox", { name: "Rows" }));
    await user.type(screen.getByRole("textbox", { name: "Rows" }), "7{Enter}");
    expect(onCommit.mock.calls).toEqual([[7]]);
  });

  it("take days in the forms people write and refuse what is none", async () => {
    const onChange = vi.fn();
    const user = userEvent.setup();
    render(
      <Held<string | null> start={null}>
        {(value, set) => (
          <DateField
            label="As of"
            max="2026-12-31"
            value={value}
            onChange={(next) => {
              set(next);
              onChange(next);
            }}
          />
        )}
      </Held>,
    );
    const input = screen.getByRole("textbox", { name: "As of" });
    await user.type(input, "2026.2.30");
    await user.tab();
    expect(screen.getByText(/year-month-day/)).toBeTruthy();
    expect(onChange).not.toHaveBeenCalledWith(expect.stringContaining("-30"));
    await user.clear(input);
    await user.type(input, "2027-01-01");
    expect(screen.getByText("This must be 2026-12-31 or earlier.")).toBeTruthy();
    await user.clear(input);
    await user.type(input, "2026/2/3");
    expect(onChange).toHaveBeenLastCalledWith("2026-02-03");
    await user.click(screen.getByRole("button", { name: "Open calendar: As of" }));
    expect(document.activeElement?.getAttribute("aria-label")).toBe("2026-02-03");
    expect(await violations()).toEqual([]);
    await user.keyboard("{ArrowDown}{PageDown}{Enter}");
    expect(onChange).toHaveBeenLastCalledWith("2026-03-10");
  });

  it("of text and search have names and nothing for axe", async () => {
    const onChange = vi.fn();
    render(
      <>
        <TextArea label="Statement" value="x" onChange={() => undefined} required />
        <SearchField label="Find" value="abc" onChange={onChange} />
      </>,
    );
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Find" }), { key: "Escape" });
    expect(onChange).toHaveBeenCalledWith("");
    expect(await violations()).toEqual([]);
  });
});

describe("choices", () => {
  it("are native and pass on what is chosen", async () => {
    const user = userEvent.setup();
    const [onCheck, onSwitch, onRadio] = [vi.fn(), vi.fn(), vi.fn()];
    render(
      <>
        <Checkbox checked={false} onChange={onCheck} hint="more">
          Rows equal
        </Checkbox>
        <Checkbox checked={false} partly onChange={onCheck}>
          All
        </Checkbox>
        <Switch checked onChange={onSwitch}>
          Keep names
        </Switch>
        <RadioCards
          label="Audience"
          value="a"
          onChange={onRadio}
          options={[
            { value: "a", label: "One", hint: "hint" },
            { value: "b", label: "Two" },
          ]}
        />
      </>,
    );
    await user.click(screen.getByRole("checkbox", { name: "Rows equal" }));
    await user.click(screen.getByRole("switch", { name: "Keep names" }));
    await user.click(screen.getByRole("radio", { name: "Two" }));
    expect([onCheck.mock.calls, onSwitch.mock.calls, onRadio.mock.calls]).toEqual([[[true]], [[false]], [["b"]]]);
    expect((screen.getByRole("checkbox", { name: "All" }) as HTMLInputElement).indeterminate).toBe(true);
    expect(await violations()).toEqual([]);
  });

  it("from a select by keyboard, with none as a choice", async () => {
    const onChange = vi.fn();
    const user = userEvent.setup();
    render(<Select label="Kind" value="a" choices={CHOICES} none="Nothing" onChange={onChange} hint="What" />);
    expect(await violations()).toEqual([]);
    await user.tab();
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("option", { name: "Nothing" }));
    expect(onChange).toHaveBeenCalledWith(null);
  });

  it("from a combo box by typing, by function, and never an older answer", async () => {
    const user = userEvent.setup();
    const onChange = vi.fn();
    let slow: (found: Choice[]) => void = () => undefined;
    const find = vi.fn((text: string): Promise<Choice[]> => {
      if (text === "g") return new Promise((done) => (slow = done));
      return Promise.resolve([{ value: "z", label: `found ${text}` }]);
    });
    render(<ComboBox label="Owner" value={null} choices={find} onChange={onChange} />);
    const input = screen.getByRole("combobox", { name: "Owner" });
    await user.type(input, "g");
    await waitFor(() => expect(find).toHaveBeenCalledWith("g"));
    await user.type(input, "a");
    expect(await screen.findByRole("option", { name: "found ga" })).toBeTruthy();
    await act(async () => slow([{ value: "old", label: "old" }]));
    expect(screen.queryByRole("option", { name: "old" })).toBeNull();
    expect(await violations()).toEqual([]);
    await user.keyboard("{Enter}");
    expect(onChange).toHaveBeenCalledWith({ value: "z", label: "found ga" });
    expect(input.getAttribute("aria-expanded")).toBe("false");
  });

  it("by a fast Enter only from the answer to what was typed", async () => {
    const user = userEvent.setup();
    const onChange = vi.fn();
    const find = (text: string): Promise<Choice[]> =>
      text === "no" ? Promise.reject(new Error("gone")) : Promise.resolve([{ value: text, label: `found ${text}` }]);
    render(<ComboBox label="Owner" value={null} choices={find} onChange={onChange} />);
    const input = screen.getByRole("combobox", { name: "Owner" });
    await user.type(input, "g");
    await screen.findByRole("option", { name: "found g" });
    await user.keyboard("a{Enter}");
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(onChange.mock.calls).toEqual([[{ value: "ga", label: "found ga" }]]));
    expect(input.getAttribute("aria-expanded")).toBe("false");
    await user.clear(input);
    await user.type(input, "no");
    expect((await screen.findAllByText(/couldn’t be searched/)).length).toBeGreaterThan(0);
  });

  it("of several stay open and go by Backspace and by their button", async () => {
    const user = userEvent.setup();
    render(
      <Held<readonly Choice[]> start={[]}>
        {(value, set) => <ComboBoxMany label="Criteria" value={value} choices={CHOICES} onChange={set} />}
      </Held>,
    );
    const input = screen.getByRole("combobox", { name: "Criteria" });
    await user.type(input, "al{Enter}be{Enter}");
    expect(screen.getByRole("button", { name: "Remove Alpha" })).toBeTruthy();
    await user.type(input, "{Backspace}");
    expect(screen.queryByRole("button", { name: "Remove Beta" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Remove Alpha" }));
    expect(screen.queryByRole("button", { name: "Remove Alpha" })).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it("work in a dialog too", async () => {
    const onChange = vi.fn();
    const user = userEvent.setup();
    render(
      <Dialog title="Add" open onClose={() => undefined}>
        <ComboBox label="Owner" value={null} choices={CHOICES} onChange={onChange} />
      </Dialog>,
    );
    await user.type(screen.getByRole("combobox", { name: "Owner" }), "ga");
    await user.click(await screen.findByRole("option", { name: "Gamma" }));
    expect(onChange).toHaveBeenCalledWith(CHOICES[2]);
  });
});
