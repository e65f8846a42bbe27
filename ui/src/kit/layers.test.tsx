/** Layers, frames and small things: where focus goes, what keys do, and that axe finds nothing. */
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../testing/axe.ts";
import {
  Button,
  Chip,
  ConfirmByName,
  Dialog,
  EmptyState,
  FailureNote,
  Figure,
  IconButton,
  Inspector,
  InspectorSection,
  Kv,
  Mark,
  Marked,
  MarkStrip,
  MenuButton,
  Note,
  Panel,
  Pill,
  PopoverButton,
  Progress,
  Split,
  Tabs,
  ToastProvider,
  useToast,
  ViewSwitch,
  ViewTools,
} from "./index.ts";

/** Holds the value of a control, as features do. */
function Held<V>({ start, children }: { start: V; children: (value: V, set: (value: V) => void) => ReactNode }) {
  const [value, set] = useState(start);
  return children(value, set);
}

/** Something that is done and can be taken back. */
function Removing({ onUndo }: { onUndo(): void }) {
  const toast = useToast();
  return <Button onPress={() => toast({ words: "CORE-24 removed", onUndo })}>Go</Button>;
}

// Axe reads every element, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("layers", () => {
  it("give the focus back, and a dialog closes by Esc", async () => {
    const user = userEvent.setup();
    render(
      <Held start={false}>
        {(open, set) => (
          <>
            <Button onPress={() => set(true)}>Open</Button>
            <Dialog title="Add a control" open={open} onClose={() => set(false)} actions={<Button>Save</Button>}>
              words
            </Dialog>
          </>
        )}
      </Held>,
    );
    await user.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByRole("dialog", { name: "Add a control" })).toBeTruthy();
    expect(await violations()).toEqual([]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Open"));
  });

  it("let nothing be destroyed before its name is typed", async () => {
    const onConfirm = vi.fn();
    const user = userEvent.setup();
    render(
      <ConfirmByName
        title="Destroy"
        words="All goes."
        name="Larkfield"
        action="Destroy it"
        open
        onConfirm={onConfirm}
        onClose={() => undefined}
      />,
    );
    const button = screen.getByRole("button", { name: "Destroy it" });
    await user.type(screen.getByRole("textbox"), "Lark{Enter}");
    expect(button.hasAttribute("disabled")).toBe(true);
    expect(onConfirm).not.toHaveBeenCalled();
    await user.type(screen.getByRole("textbox"), "field");
    await user.click(button);
    expect(onConfirm).toHaveBeenCalledTimes(1);
    expect(await violations()).toEqual([]);
  });

  it("open a menu by keyboard, with its entries", async () => {
    const onPress = vi.fn();
    const user = userEvent.setup();
    render(
      <MenuButton
        label="More"
        button={{ icon: "more", label: "More" }}
        entries={[
          { id: "a", label: "Open", keys: "O", onPress: () => undefined },
          "separator",
          { section: "Careful", entries: [{ id: "b", label: "Remove", danger: true, onPress }] },
        ]}
      />,
    );
    await user.tab();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("menu", { name: "More" })).toBeTruthy();
    expect(await violations()).toEqual([]);
    await user.keyboard("{ArrowDown}{Enter}");
    expect(onPress).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("More"));
  });

  it("open a popover whose content can close it", async () => {
    const user = userEvent.setup();
    render(
      <PopoverButton button={{ children: "Filter" }} label="Filter">
        {(close) => <Button onPress={close}>Done</Button>}
      </PopoverButton>,
    );
    await user.click(screen.getByRole("button", { name: "Filter" }));
    await user.click(await screen.findByRole("button", { name: "Done" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Done" })).toBeNull());
  });

  it("tell what was done, with the way back", async () => {
    const onUndo = vi.fn();
    const user = userEvent.setup();
    render(
      <ToastProvider>
        <Removing onUndo={onUndo} />
      </ToastProvider>,
    );
    await user.click(screen.getByRole("button", { name: "Go" }));
    const region = screen.getByRole("region", { name: "Notices" });
    expect(region.getAttribute("aria-live")).toBe("polite");
    expect(await violations()).toEqual([]);
    await user.click(within(region).getByRole("button", { name: "Undo" }));
    expect(onUndo).toHaveBeenCalledTimes(1);
    expect(within(region).queryByText("CORE-24 removed")).toBeNull();
  });
});

describe("frames", () => {
  it("close the inspector by Esc and widen it by keyboard within its bounds", async () => {
    const onClose = vi.fn();
    const user = userEvent.setup();
    render(
      <Inspector code="CORE-24" title="Access review" onClose={onClose}>
        <InspectorSection title="Evidence" count="8 items">
          <Kv items={[{ name: "Owner", value: "P. Nair" }]} />
        </InspectorSection>
      </Inspector>,
    );
    const handle = screen.getByRole("separator", { name: "Width of the side panel" });
    act(() => handle.focus());
    await user.keyboard("{ArrowLeft}");
    expect(handle.getAttribute("aria-valuenow")).toBe("300");
    await user.keyboard("{End}{ArrowLeft}");
    expect(handle.getAttribute("aria-valuenow")).toBe("480");
    expect(screen.getByRole("region", { name: "Evidence" })).toBeTruthy();
    expect(await violations()).toEqual([]);
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it("switch views and tabs by arrow keys with one tab stop", async () => {
    const user = userEvent.setup();
    const tabs = [
      { id: "a", label: "Grid" },
      { id: "b", label: "Calendar", count: 4 },
    ];
    render(
      <Held start="a">
        {(value, set) => (
          <>
            <ViewTools title="Matrix" words="12 items" end={<IconButton icon="undo" label="Undo" />}>
              <ViewSwitch label="Views" tabs={tabs} value={value} onChange={set} />
            </ViewTools>
            <Tabs label="Parts" tabs={tabs} value={value} onChange={set}>
              <p>Panel {value}</p>
            </Tabs>
          </>
        )}
      </Held>,
    );
    await user.tab();
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("radio", { name: /Calendar/ }).getAttribute("aria-checked")).toBe("true");
    expect(screen.getByRole("tabpanel").textContent).toBe("Panel b");
    expect(await violations()).toEqual([]);
  });

  it("split in two", async () => {
    render(<Split width={300} first={<p>one</p>} second={<p>two</p>} />);
    fireEvent.keyDown(screen.getByRole("separator"), { key: "ArrowRight" });
    expect(screen.getByRole("separator").getAttribute("aria-valuenow")).toBe("316");
    expect(await violations()).toEqual([]);
  });
});

describe("small things and states", () => {
  it("have names and nothing for axe", async () => {
    const [onRetry, onCancel, onFigure] = [vi.fn(), vi.fn(), vi.fn()];
    const user = userEvent.setup();
    render(
      <main>
        <Panel title="Can still be fixed" aside="6 of 23">
          <Figure value={41} words="days left" onPress={onFigure} />
        </Panel>
        <Pill onRemove={() => undefined}>In scope</Pill>
        <Chip onPress={() => undefined}>CC6.1</Chip>
        <Note tone="crit" live>
          Not saved
        </Note>
        <Mark shape="cross" tone="crit" label="missed" />
        <Marked shape="tick-disc" tone="good">
          Effective
        </Marked>
        <MarkStrip
          label="done, missed"
          marks={[
            { shape: "square-filled", tone: "accent", key: "1" },
            { shape: "cross", tone: "crit", key: "2" },
          ]}
        />
        <Progress label="Reading" value={62} max={100} onCancel={onCancel} />
        <Progress label="Waiting" />
        <EmptyState title="Nothing yet" words="Drop files." action={<Button>Pick</Button>} />
        <FailureNote what="It broke." safe="All is kept." todo="Try again." detail="code 7" onRetry={onRetry} />
      </main>,
    );
    expect(screen.getByRole("img", { name: "done, missed" })).toBeTruthy();
    expect(screen.getByText("62 %")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /41/ }));
    await user.click(screen.getByRole("button", { name: "Cancel: Reading" }));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect([onFigure, onCancel, onRetry].map((one) => one.mock.calls.length)).toEqual([1, 1, 1]);
    expect(await violations()).toEqual([]);
  });

  it("keep a busy button in reach but deaf", async () => {
    const onPress = vi.fn();
    const user = userEvent.setup();
    render(
      <Button busy onPress={onPress}>
        Save
      </Button>,
    );
    await user.tab();
    await user.keyboard("{Enter}");
    expect(document.activeElement?.textContent).toContain("Save");
    expect(onPress).not.toHaveBeenCalled();
  });
});
