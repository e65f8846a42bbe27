/** Groups, pins and saved views: which lines are drawn and asked for, what is kept under a name, and what is refused. */
import { act, render, renderHook, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe.ts";
import {
  Grid,
  type GridSource,
  GridTools,
  type GridViews,
  GridViewsProvider,
  type SavedView,
  useGridView,
  useListSource,
} from "../index.ts";
import { orderedColumns, pinnedColumns, withPin } from "./columns.ts";
import { COLUMNS, clipboard, here, type Line, line, sourceOf } from "./lines.testing.tsx";
import { linesOf } from "./visual.ts";

vi.setConfig({ testTimeout: 30_000 });

const GROUPABLE = ["kind", "done"];

/** A grid with its tools over a source whose rows stand by kind once they are grouped: so many Alpha, then the others Beta. */
function Whole(props: {
  alpha: number;
  source: GridSource<Line>;
  views?: GridViews;
  counts?: GridSource<Line>["counts"];
}) {
  const view = useGridView({ sort: [{ column: "code", descending: false }], groupable: GROUPABLE });
  const { total } = props.source;
  const counts = props.counts ?? [
    { value: "a", label: "alpha", count: props.alpha },
    { value: "b", label: "beta", count: total - props.alpha },
  ];
  const source = { ...props.source, ...(view.grouping ? { counts } : {}) };
  return (
    <>
      <GridTools columns={COLUMNS} view={view} {...(props.views ? { views: props.views } : {})} />
      <p>{JSON.stringify(view.sort)}</p>
      <Grid
        label="Lines"
        columns={COLUMNS}
        source={source}
        chips={false}
        {...view.props}
        rowWords={(n) => `${n} lines`}
      />
    </>
  );
}

const byKind =
  (alpha: number) =>
  (at: number): Line => ({ ...line(at), kind: at < alpha ? "a" : "b" });

function source(total: number, alpha: number) {
  const made = sourceOf(total);
  const row = byKind(alpha);
  return { want: made.want, source: { ...made.source, row: (at: number) => (at < total ? row(at) : undefined) } };
}

async function groupByKind() {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Group" }));
  await user.click(await screen.findByRole("menuitem", { name: "Kind" }));
  const grid = screen.getByRole("grid");
  act(() => grid.focus());
  return { user, grid };
}

describe("rows in groups", () => {
  it("stand under headers with their column, value and number, sorted by that column first", async () => {
    render(<Whole alpha={3} {...source(8, 3)} />);
    const { grid } = await groupByKind();
    expect(
      screen.getByText('[{"column":"kind","descending":false},{"column":"code","descending":false}]'),
    ).toBeTruthy();
    const headers = within(grid).getAllByRole("gridcell", { expanded: true });
    expect(headers.map((one) => one.textContent)).toEqual(["Kind: Alpha3 lines", "Kind: Beta5 lines"]);
    expect(headers.map((one) => one.parentElement?.getAttribute("aria-rowindex"))).toEqual(["2", "6"]);
    expect(grid.getAttribute("aria-rowcount")).toBe("11");
    expect(screen.getByRole("button", { name: "Grouped by Kind" })).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it("close by the arrows, one or all, and nothing of a closed one is asked for among fifty thousand", async () => {
    const { source: given, want } = source(50_000, 20_000);
    render(<Whole alpha={20_000} source={given} />);
    const { user, grid } = await groupByKind();
    expect(grid.getAttribute("aria-rowcount")).toBe("50003");
    want.mockClear();
    await user.keyboard("{ArrowLeft}");
    expect(grid.getAttribute("aria-rowcount")).toBe("30003");
    for (const [first, last] of want.mock.calls) expect(first >= 20_000 && last - first < 200).toBe(true);
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(here()?.textContent).toBe("C-20000");
    expect(document.querySelectorAll(".grow-row").length).toBeLessThan(60);
    await user.keyboard("{ArrowUp}{Control>}{ArrowLeft}{/Control}");
    expect(grid.getAttribute("aria-rowcount")).toBe("3");
    expect(here()?.textContent).toContain("Beta");
    await user.keyboard("{Control>}{ArrowRight}{/Control}");
    expect(grid.getAttribute("aria-rowcount")).toBe("50003");
    expect(here()?.textContent).toContain("Beta");
    expect(here()?.parentElement?.getAttribute("aria-rowindex")).toBe("20003");
  });

  it("count and copy cells without headers and without rows of a closed group", async () => {
    const made = source(6, 2);
    render(<Whole alpha={2} source={made.source} />);
    const { user, grid } = await groupByKind();
    await user.keyboard("{ArrowLeft}{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}");
    expect(screen.getByText("2 cells marked")).toBeTruthy();
    expect(clipboard("copy", grid)).toBe("C-2\r\nC-3");
  });

  it("are given up in words where the counts don't account for every row", async () => {
    const made = source(9, 4);
    render(<Whole alpha={4} source={made.source} counts={[{ value: "a", label: "alpha", count: 4 }]} />);
    const { user, grid } = await groupByKind();
    expect(grid.getAttribute("aria-rowcount")).toBe("10");
    expect(await screen.findByText(/can’t be grouped by Kind/, {}, { timeout: 4_000 })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Don’t group" }));
    expect(screen.queryByText(/can’t be grouped/)).toBeNull();
    expect(screen.getByText('[{"column":"code","descending":false}]')).toBeTruthy();
  });

  it("wait for rows that are still in their former order", async () => {
    const made = source(8, 3);
    const former = { ...made.source, row: (at: number) => (at < 8 ? line(at) : undefined) };
    const { rerender } = render(<Whole alpha={3} source={former} />);
    const { grid } = await groupByKind();
    expect(grid.getAttribute("aria-rowcount")).toBe("9");
    rerender(<Whole alpha={3} source={made.source} />);
    expect(grid.getAttribute("aria-rowcount")).toBe("11");
  });

  it("of a list that is there are counted here, and the header keeps its direction", () => {
    const rows = Array.from({ length: 5 }, (_, at) => byKind(2)(at));
    const { result } = renderHook(() => {
      const view = useGridView({ groupable: GROUPABLE });
      const { sort, grouping } = view;
      const list = useListSource({
        rows,
        columns: COLUMNS,
        key: (row) => row.id,
        sort,
        ...(grouping ? { grouping } : {}),
      });
      return { view, list };
    });
    act(() => result.current.view.onGroup("kind"));
    expect(result.current.list.counts).toEqual([
      { value: "Alpha", label: "Alpha", count: 2 },
      { value: "Beta", label: "Beta", count: 3 },
    ]);
    act(() => result.current.view.onSort([{ column: "kind", descending: true }]));
    act(() => result.current.view.onSort([{ column: "title", descending: false }]));
    expect(result.current.view.sort).toEqual([
      { column: "kind", descending: true },
      { column: "title", descending: false },
    ]);
    expect(result.current.list.counts?.map((one) => one.label)).toEqual(["Beta", "Alpha"]);
  });

  it("have ranges and headers that add up, whichever are closed", () => {
    const sizes = [3, 0, 5, 1];
    let first = 0;
    const groups = sizes.map((count, at) => {
      first += count;
      return { key: String(at), label: String(at), count, first: first - count };
    });
    for (let mask = 0; mask < 16; mask += 1) {
      const lines = linesOf(9, groups, new Set(sizes.flatMap((_, at) => (mask & (1 << at) ? [String(at)] : []))));
      for (let from = 0; from < lines.count; from += 1) {
        for (let to = from; to < lines.count; to += 1) {
          const within = Array.from({ length: to - from + 1 }, (_, at) => lines.at(from + at));
          const rows = within.flatMap((one) => ("index" in one ? one.index : []));
          const ranges = lines.ranges(from, to).flatMap((one) => {
            return Array.from({ length: one.last - one.first + 1 }, (_, at) => one.first + at);
          });
          expect(ranges).toEqual(rows);
          expect(lines.headers(from, to)).toBe(within.length - rows.length);
        }
      }
    }
  });
});

describe("pinned columns", () => {
  it("come first, and the one that names a row stays", () => {
    const ids = (pinned: readonly string[]) => {
      const layout = { widths: {}, hidden: [], order: [], pinned };
      return [
        orderedColumns(COLUMNS, layout)
          .map((one) => one.id)
          .join(" "),
        [...pinnedColumns(COLUMNS, layout)],
      ];
    };
    expect(ids([])).toEqual(["code title kind count due done", ["code"]]);
    expect(ids(["due", "kind"])).toEqual(["code kind due title count done", ["code", "due", "kind"]]);
    expect(withPin(COLUMNS, undefined, "due", true).pinned).toEqual(["code", "title", "due"]);
    expect(withPin(COLUMNS, undefined, "title", false).pinned).toEqual(["code"]);
    expect(withPin(COLUMNS, undefined, "code", false).pinned).toContain("code");
  });

  it("are pinned and unpinned from the header by keyboard, and the cursor stays with its column", async () => {
    render(<Whole alpha={3} {...source(8, 3)} />);
    const user = userEvent.setup();
    act(() => screen.getByRole("grid").focus());
    await user.keyboard("{ArrowUp}{ArrowRight>4/}{Shift>}{F10}{/Shift}");
    await user.click(await screen.findByRole("menuitem", { name: "Pin at the left" }));
    const titles = () => screen.getAllByRole("columnheader").map((one) => one.getAttribute("aria-label"));
    expect(titles()).toEqual(["Code", "Title", "Due", "Kind", "Count", "Done"]);
    expect(screen.getByRole("columnheader", { name: "Due" }).className).toContain("pin-2");
    expect(here()?.getAttribute("aria-label")).toBe("Due");
    act(() => screen.getByRole("grid").focus());
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await user.click(await screen.findByRole("menuitem", { name: "Don’t pin" }));
    expect(titles()).toEqual(["Code", "Title", "Kind", "Count", "Due", "Done"]);
    await user.keyboard("{Escape}");
    act(() => screen.getByRole("grid").focus());
    await user.keyboard("{Home}{Shift>}{F10}{/Shift}");
    await screen.findByRole("menuitem", { name: /Wider/ });
    expect(screen.queryByRole("menuitem", { name: /pin/i })).toBeNull();
  });
});

/** Tools of a grid with a name or without. */
function Named({ list }: { list?: string }) {
  return <GridTools columns={COLUMNS} view={useGridView(list === undefined ? {} : { list })} />;
}

/** Views kept by the test; refuses to save one named so. */
function keeper(list: readonly SavedView[] = []) {
  const words = { what: "It wasn’t saved.", safe: "All is kept.", todo: "Try again." };
  const save = vi.fn(async (view: SavedView) => (view.name === "Refused" ? words : undefined));
  const remove = vi.fn(async (_: string) => undefined);
  return { list, save, remove };
}

describe("saved views", () => {
  const saved: SavedView = {
    name: "By kind",
    layout: { widths: { title: 240 }, hidden: ["due", "gone"], order: [], pinned: ["code"] },
    sort: [
      { column: "kind", descending: true },
      { column: "gone", descending: false },
    ],
    filters: { title: { is: "filled" }, gone: { is: "empty" } },
    group: { column: "kind", descending: true },
  };

  it("bring back columns, order, filters and groups, and pass over what is no longer there", async () => {
    const user = userEvent.setup();
    render(<Whole alpha={3} {...source(8, 3)} views={keeper([saved])} />);
    await user.click(screen.getByRole("button", { name: "Views" }));
    await user.click(await screen.findByRole("button", { name: "By kind" }));
    expect(screen.getByText('[{"column":"kind","descending":true}]')).toBeTruthy();
    expect(screen.getByRole("button", { name: /Change filter Title/ })).toBeTruthy();
    expect(screen.queryByRole("columnheader", { name: "Due" })).toBeNull();
    expect(screen.getByRole("columnheader", { name: "Title" }).className).not.toContain("pin");
    expect(screen.getByRole("button", { name: "Grouped by Kind" })).toBeTruthy();
  });

  it("are offered by whoever keeps them, to grids that have a name", async () => {
    const viewsOf = vi.fn((list: string) => keeper([{ ...saved, name: `Of ${list}` }]));
    render(
      <GridViewsProvider viewsOf={viewsOf}>
        <Named list="line" />
        <Named />
      </GridViewsProvider>,
    );
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Views" }));
    expect(await screen.findByRole("button", { name: "Of line" })).toBeTruthy();
  });

  it("are saved as all is now, replaced by name and removed, and a refusal is said", async () => {
    const user = userEvent.setup();
    const views = keeper([saved]);
    render(<Whole alpha={3} {...source(8, 3)} views={views} />);
    await groupByKind();
    await user.click(screen.getByRole("button", { name: "Views" }));
    const name = await screen.findByRole("textbox", { name: "Name of the view" });
    expect(screen.getByRole("button", { name: "Save this view" }).hasAttribute("disabled")).toBe(true);
    await user.type(name, "Refused{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("It wasn’t saved.");
    expect(await violations()).toEqual([]);
    await user.clear(name);
    await user.type(name, "By kind");
    await user.click(screen.getByRole("button", { name: "Replace this view" }));
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "Name of the view" })).toBeNull());
    expect(views.save.mock.calls[1]?.[0]).toEqual({
      name: "By kind",
      layout: null,
      sort: [
        { column: "kind", descending: false },
        { column: "code", descending: false },
      ],
      filters: {},
      group: { column: "kind", descending: false },
    });
    await user.click(screen.getByRole("button", { name: "Views" }));
    await user.click(await screen.findByRole("button", { name: "Remove view By kind" }));
    expect(views.remove).toHaveBeenCalledWith("By kind");
  });
});
