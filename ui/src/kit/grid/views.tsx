/** Saved views of one grid: what columns, order, filters and groups are now is kept under a name, and brought back. It keeps
 *  nothing itself: whoever gives `views` does. */
import { createContext, type ReactNode, useContext, useState } from "react";
import { Button, IconButton } from "../button.tsx";
import { TextField } from "../fields.tsx";
import { PopoverButton } from "../layers.tsx";
import { FailureNote, type FailureWords, Loading } from "../states.tsx";
import { useKitTexts } from "../texts.ts";
import { layoutOf } from "./columns.ts";
import type { ToolsView } from "./tools.tsx";
import type { GridColumn, GridFilters, GridLayout, GridViews, SavedView } from "./types.ts";

/** Characters of a view's name, at most. */
const MOST_NAME = 60;

const KeeperContext = createContext<((list: string) => GridViews) | undefined>(undefined);

/** Gives every grid within that has a name its saved views. */
export function GridViewsProvider(props: { viewsOf(list: string): GridViews; children: ReactNode }) {
  return <KeeperContext value={props.viewsOf}>{props.children}</KeeperContext>;
}

/** The saved views of a list; undefined where nobody keeps them. */
export function useGridViews(list: string | undefined): GridViews | undefined {
  const viewsOf = useContext(KeeperContext);
  return list === undefined ? undefined : viewsOf?.(list);
}

/** What is shown now, as a view. */
export function viewNow(name: string, view: ToolsView): SavedView {
  const { sort, filters, layout, grouping } = view;
  return { name, sort, filters, layout: layout ?? null, group: grouping ?? null };
}

/** Shows a saved view. What it says of columns that are no longer there is passed over. */
export function showView<Row>(saved: SavedView, columns: readonly GridColumn<Row>[], view: ToolsView) {
  const known = new Set(columns.map((column) => column.id));
  const filters: GridFilters = Object.fromEntries(
    Object.entries(saved.filters).filter(([column]) => known.has(column)),
  );
  const group = saved.group && known.has(saved.group.column) ? saved.group.column : undefined;
  view.onFilters(filters);
  view.onLayout(saved.layout ?? undefined);
  view.onGroup?.(view.groupable?.includes(group ?? "") ? group : undefined);
  view.onSort(saved.sort.filter((by) => known.has(by.column)));
}

/** A view without its name, to tell whether two are alike. */
function shape<Row>(saved: SavedView, columns: readonly GridColumn<Row>[]): string {
  const whole = (layout: GridLayout | null) => {
    const { widths, hidden, order, pinned } = layoutOf(columns, layout ?? undefined);
    return [Object.entries(widths).sort(), [...hidden].sort(), order, pinned && [...pinned].sort()];
  };
  const filters = Object.entries(saved.filters).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([whole(saved.layout), saved.sort, filters, saved.group?.column]);
}

/** The button with the list of views and the way to save another. */
export function ViewsButton<Row>(props: { columns: readonly GridColumn<Row>[]; view: ToolsView; views: GridViews }) {
  const t = useKitTexts().grid;
  const { columns, view, views } = props;
  const now = shape(viewNow("", view), columns);
  const shown = views.list?.find((saved) => shape(saved, columns) === now);
  const label = shown && t.viewSaved(shown.name);
  return (
    <PopoverButton
      button={{ kind: "quiet", icon: "eye", children: shown?.name ?? t.views, ...(label ? { label } : {}) }}
      label={t.views}
    >
      {(close) => (
        <ViewsForm
          {...props}
          shown={shown?.name}
          onShow={(saved) => {
            showView(saved, columns, view);
            close();
          }}
          onSaved={close}
        />
      )}
    </PopoverButton>
  );
}

function ViewsForm(props: {
  view: ToolsView;
  views: GridViews;
  /** The name of the view that is on show. */
  shown: string | undefined;
  onShow(saved: SavedView): void;
  onSaved(): void;
}) {
  const t = useKitTexts().grid;
  const { views } = props;
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<FailureWords>();
  const plain = name.trim();
  const taken = views.list?.some((saved) => saved.name === plain) ?? false;
  const run = async (act: () => Promise<FailureWords | undefined>) => {
    setBusy(true);
    const words = await act();
    setBusy(false);
    setFailed(words);
    return words === undefined;
  };
  const save = async () => {
    if (plain === "" || busy) return;
    if (await run(() => views.save(viewNow(plain, props.view)))) props.onSaved();
  };
  const problem = failed ?? views.failed;
  return (
    <div className="grid-views">
      <p className="label">{t.views}</p>
      {problem && <FailureNote {...problem} />}
      {!views.list && !views.failed && <Loading />}
      {views.list?.length === 0 && <p className="dim small">{t.viewNone}</p>}
      {views.list && views.list.length > 0 && (
        <ul className="grid-views-list">
          {views.list.map((saved) => (
            <li key={saved.name} className="row between">
              <Button
                kind="quiet"
                className="grow"
                pressed={saved.name === props.shown}
                onPress={() => props.onShow(saved)}
              >
                {saved.name}
              </Button>
              <IconButton
                icon="trash"
                label={t.viewRemove(saved.name)}
                disabled={busy}
                onPress={() => void run(() => views.remove(saved.name))}
              />
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={t.viewName}
        hint={t.viewWords}
        value={name}
        maxLength={MOST_NAME}
        onChange={setName}
        onEnter={() => void save()}
      />
      <Button disabled={plain === "" || !views.list} busy={busy} onPress={() => void save()}>
        {taken ? t.viewReplace : t.viewSave}
      </Button>
    </div>
  );
}
