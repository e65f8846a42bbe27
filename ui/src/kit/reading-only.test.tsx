/** Tests of what can only be read: buttons, menus and grids offer no change, say where the reason stands, and leave all else as it is. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../testing/axe.ts";
import { COLUMNS, clipboard, sourceOf } from "./grid/lines.testing.tsx";
import { Button, Grid, MenuButton, ReadingOnly } from "./index.ts";

const around = (off: boolean, children: React.ReactNode) =>
  render(
    <>
      <p id="why">Nothing can be written.</p>
      <ReadingOnly value={off ? "why" : undefined}>{children}</ReadingOnly>
    </>,
  );

describe("where all can only be read", () => {
  it("a button that changes something is off and names the reason; another isn't", async () => {
    const pressed = vi.fn();
    around(
      true,
      <>
        <Button changes onPress={pressed}>
          Edit
        </Button>
        <Button onPress={pressed}>Look</Button>
      </>,
    );
    const edit = screen.getByRole("button", { name: "Edit" });
    expect(edit).toHaveProperty("disabled", true);
    expect(edit.getAttribute("aria-describedby")).toBe("why");
    await userEvent.click(screen.getByRole("button", { name: "Look" }));
    expect(pressed).toHaveBeenCalledTimes(1);
    expect(await violations()).toEqual([]);
  });

  it("a menu's entry that changes something is off and says so", async () => {
    const pressed = vi.fn();
    const entries = [
      { id: "open", label: "Open", onPress: pressed },
      { id: "remove", label: "Remove", changes: true, onPress: pressed },
    ];
    around(true, <MenuButton button={{ children: "More" }} label="More" entries={entries} />);
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    const remove = await screen.findByRole("menuitem", { name: /^Remove/ });
    expect(remove.getAttribute("aria-disabled")).toBe("true");
    expect(remove.textContent).toContain("Reading only");
    expect(screen.getByRole("menuitem", { name: "Open" }).getAttribute("aria-disabled")).toBeNull();
  });

  it.each([true, false])("a grid takes nothing typed or pasted: %s", async (off) => {
    const [onEdit, onPaste] = [vi.fn(async () => []), vi.fn()];
    const { source } = sourceOf(9);
    around(off, <Grid label="Lines" columns={COLUMNS} source={source} onEdit={onEdit} onPaste={onPaste} />);
    const grid = screen.getByRole("grid");
    const user = userEvent.setup();
    await user.click(screen.getByText("Title 1"));
    await user.keyboard("{F2}");
    expect(screen.queryByRole("textbox", { name: /Title/ }) === null).toBe(off);
    await user.keyboard("{Escape}");
    clipboard("paste", grid, "a\tb\n");
    expect(onPaste).toHaveBeenCalledTimes(off ? 0 : 1);
    expect(onEdit).not.toHaveBeenCalled();
  });

  it("and all is on where all can be changed", () => {
    around(
      false,
      <Button changes onPress={() => undefined}>
        Edit
      </Button>,
    );
    expect(screen.getByRole("button", { name: "Edit" })).toHaveProperty("disabled", false);
  });
});
