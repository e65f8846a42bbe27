/** The kit's one export page: all that features and shell may use of it, a line each. It has no audit words and no wire. */
import "./base.css";

/** Buttons: `<Button kind="primary" icon="plus" onPress={…}>Words</Button>`; an icon alone takes IconButton with a label. */
export { Button, type ButtonProps, IconButton } from "./button.tsx";
/** Yes or no, one of a few: `<Checkbox checked onChange>Words</Checkbox>`, Switch, RadioCards {options}. */
export { Checkbox, type CheckboxProps, RadioCards, Switch } from "./choices.tsx";
/** Choosing from many by typing: ComboBox (one), ComboBoxMany (several, with chips); choices at once or by function. */
export { ComboBox, type ComboBoxBase, ComboBoxMany } from "./combobox.tsx";
/** Characters to read and copy: `<CopyLine text label copied failed />`. */
export { CopyLine } from "./copy-line.tsx";
/** A day as ISO text with a calendar: `<DateField label value onChange />`; isDay and dayPlus for rules. */
export { DateField, dayPlus, isDay } from "./day-field.tsx";
/** Fields: Field is label, hint, error round any input; TextField, TextArea, NumberField, SearchField are ready made. */
export {
  Field,
  type FieldBase,
  type FieldIds,
  NumberField,
  type NumberFieldProps,
  readNumber,
  SearchField,
  type SearchFieldProps,
  TextArea,
  TextField,
  type TextFieldProps,
} from "./fields.tsx";
/** Frames: ViewTools bar, ToolsLine, Inspector with InspectorSection, Split. */
export { Inspector, InspectorSection, Split, ToolsLine, ViewTools } from "./frame.tsx";
/** A file to hand to the clipboard or to read from it: TSV as spreadsheets write it. */
export { readTsv, writeTsv } from "./grid/clip.ts";
/** THE GRID. */
export { Grid } from "./grid/grid.tsx";
/** Rows for the grid: usePagedSource from pages that are asked for, useListSource from a list that is there. */
export { type PageOf, useListSource, usePagedSource } from "./grid/source.ts";
/** Filter, filter chips, grouping, column chooser and saved views for the ViewTools bar, on the same state as the grid. */
export { GridTools } from "./grid/tools.tsx";
/** All that the grid takes. */
export type {
  CellEdit,
  CellValue,
  Choice,
  ColumnFilter,
  GridColumn,
  GridEdit,
  GridEditResult,
  GridFilters,
  GridGroup,
  GridGrouping,
  GridLayout,
  GridProps,
  GridSort,
  GridSource,
  GridSummary,
  GridTest,
  GridViews,
  GroupCount,
  PasteAt,
  SavedView,
} from "./grid/types.ts";
/** Sort, filters, layout, grouping and selection of one grid in one hook: `const view = useGridView(…)`, `<Grid {...view.props} />`. */
export { type GridView, useGridView } from "./grid/view.ts";
/** Keeps saved views for all named grids within: stands once around the frame. */
export { GridViewsProvider } from "./grid/views.tsx";
/** Icons by name. */
export { ICONS, Icon, type IconName } from "./icons.tsx";
/** The language and a component's words in it: `const t = useTexts(texts, german)`. */
export { type Language, LanguageProvider, type Texts, useLanguage, useTexts } from "./language.tsx";
/** Layers: Popover, PopoverButton, Dialog, ConfirmByName. */
export { ConfirmByName, Dialog, type Placement, Popover, PopoverButton } from "./layers.tsx";
/** Marks: Mark {shape, tone}, Marked (with its word), MarkStrip. */
export { Mark, Marked, type MarkShape, MarkStrip, type Tone } from "./marks.tsx";
/** Menus: MenuButton, ContextMenu at a point, MenuAt an anchor. */
export { ContextMenu, MenuAt, MenuButton, type MenuEntry } from "./menu.tsx";
/** Whether what is open can only be read; `<Button changes>` and menu entries that change are off then. */
export { ReadingOnly, useReadingOnly } from "./reading-only.tsx";
/** One of a list behind a button: `<Select label value choices onChange />`. */
export { Select } from "./select.tsx";
/** Read-only small things. */
export { Chip, Figure, KeyHint, Kv, Level, Note, Panel, Pill, Track } from "./small.tsx";
/** States of a view: loading, empty, failed, under way. */
export { EmptyState, FailureNote, type FailureWords, Loading, Progress, Skeleton } from "./states.tsx";
/** Tabs with a panel; ViewSwitch for views of the same rows. */
export { type TabItem, Tabs, ViewSwitch } from "./tabs.tsx";
/** Tip: a tooltip round one button. */
export { Tip } from "./tip.tsx";
/** Notices with the way back (`useToast`), and words that are only read out (`useAnnounce`); ToastProvider stands once around the window. */
export { ToastProvider, type ToastWords, useAnnounce, useToast } from "./toast.tsx";
