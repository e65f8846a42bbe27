/** The kit's icons: 16 px strokes in the colour of the text. They never carry meaning alone and have no name of their own. */
const PATHS = {
  overview: "M2 3h5v5H2zM9 3h5v3H9zM9 8h5v5H9zM2 10h5v3H2z",
  scope: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  matrix: "M2 3h12v10H2zM2 6.3h12M2 9.6h12M6 3v10M10 3v10",
  evidence: "M4 2h5l3 3v9H4zM9 2v3h3M6 8h4M6 11h4",
  requests: "M3 4h10v8H8l-3 2.5V12H3z",
  gaps: "M8 2.5 14 13H2zM8 6.5v3M8 11.3v.2",
  findings: "M4 14V2.5M4 3h8l-2 3 2 3H4",
  plan: "M2 4h6M5 8h6M8 12h6",
  communications: "M2 3.5h12v9H2zM2 4l6 5 6-5",
  registers: "M3 3h10M3 6.3h10M3 9.6h10M3 13h10",
  packets: "M2 5.5 8 2.5l6 3v5L8 13.5l-6-3zM2 5.5l6 3 6-3M8 8.5v5",
  activity: "M2 8h3l2-5 3 10 2-5h2",
  lock: "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  unlock: "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 4.8-1",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14",
  undo: "M3 7h7a3.5 3.5 0 0 1 0 7H6M3 7l3-3M3 7l3 3",
  redo: "M13 7H6a3.5 3.5 0 0 0 0 7h4M13 7l-3-3M13 7l-3 3",
  export: "M8 10V2.5M5 5l3-3 3 3M3 9v4.5h10V9",
  import: "M8 2.5V10M5 7.5l3 3 3-3M3 9v4.5h10V9",
  filter: "M2 3.5h12M4.5 8h7M7 12.5h2",
  group: "M2 3h12M5 7h9M5 11h9",
  columns: "M2 3h12v10H2zM6 3v10M10 3v10",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  "chevron-down": "M4 6l4 4 4-4",
  "chevron-up": "M4 10l4-4 4 4",
  "chevron-left": "M10 4 6 8l4 4",
  "chevron-right": "M6 4l4 4-4 4",
  "arrow-up": "M8 13V3M4.5 6.5 8 3l3.5 3.5",
  "arrow-down": "M8 3v10M4.5 9.5 8 13l3.5-3.5",
  "arrow-right": "M3 8h10M9.5 4.5 13 8l-3.5 3.5",
  check: "M3 8.5 6.5 12 13 4.5",
  file: "M4 2h5l3 3v9H4zM9 2v3h3",
  files: "M5.5 1.5h4.5l3 3v7.5h-7.5zM10 1.5v3h3M3 4.5v10h7.5",
  folder: "M2 4h4l1.5 2H14v7H2z",
  image: "M2 3h12v10H2zM2 11l3.5-3.5 3 3 2-2L14 11M10.5 5.5v.1",
  table: "M2 3h12v10H2zM2 6.5h12M7 6.5V13",
  text: "M3 3.5h10M8 3.5V13M6 13h4",
  warning: "M8 2.5 14 13H2zM8 6.5v3M8 11.3v.2",
  clock: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.3l2 1.5",
  history: "M3 8a5 5 0 1 0 1.5-3.5L3 6M3 3v3h3M8 5.5V8l2 1.5",
  shield: "M8 2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4z",
  present: "M2 3h12v8H2zM8 11v3M5.5 14h5",
  play: "M5 3.5 12.5 8 5 12.5z",
  stop: "M4 4h8v8H4z",
  person: "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5c.6-2.5 2.5-3.5 5-3.5s4.4 1 5 3.5",
  people:
    "M6 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM2 13c.4-2.2 1.9-3.2 4-3.2s3.6 1 4 3.2M10.5 7.5a2 2 0 1 0-.8-3.8M11.6 9.8c1.4.4 2.2 1.5 2.4 3.2",
  calendar: "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3",
  link: "M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5 7.5 13a3 3 0 0 1-4.3-4.3l1.5-1.5",
  disk: "M3 3h8.5L13 4.5V13H3zM5.5 3v3.5h5V3M5.5 13V9.5h5V13",
  offline: "M2.5 2.5l11 11M4 9.5a6 6 0 0 1 2-1.3M8.5 6a7 7 0 0 1 4.8 2M8 12.3v.2",
  redact:
    "M2.5 2.5l11 11M6 4a7 7 0 0 1 2-.5C12 3.5 14.5 8 14.5 8a12 12 0 0 1-1.8 2.3M4 5.2A12 12 0 0 0 1.5 8S4 12.5 8 12.5c1 0 1.9-.3 2.7-.7",
  eye: "M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  key: "M5 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM7.8 8H14v2.5M11.5 8v2",
  copy: "M5.5 5.5H13V14H5.5zM3 10.5V2h7.5",
  paste: "M5.5 3H3.5v11h9V3h-2M5.5 2h5v2.5h-5z",
  save: "M3 3h8.5L13 4.5V13H3zM5.5 3v3.5h5V3M5.5 13V9.5h5V13",
  mail: "M2 3.5h12v9H2zM2 4l6 5 6-5",
  print: "M4.5 6V2.5h7V6M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  settings:
    "M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 2v1.6M8 12.4V14M2 8h1.6M12.4 8H14M3.8 3.8l1.1 1.1M11.1 11.1l1.1 1.1M12.2 3.8l-1.1 1.1M4.9 11.1l-1.1 1.1",
  info: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.3v3.4M8 5.2v.1",
  question:
    "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6.4 6.6c0-1 .7-1.6 1.6-1.6s1.6.6 1.6 1.5c0 1.2-1.6 1.2-1.6 2.4M8 10.9v.1",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5 5 13.5h6l.5-9M7 7v4M9 7v4",
  edit: "M3 13l.6-2.8L10.8 3l2.2 2.2L5.8 12.4zM9.5 4.3l2.2 2.2",
  more: "M3.2 8h.7M7.65 8h.7M12.1 8h.7",
  refresh: "M13 8a5 5 0 1 1-1.5-3.5L13 6M13 3v3h-3",
  expand: "M9.5 3H13v3.5M6.5 13H3V9.5M13 3 9 7M3 13l4-4",
  "zoom-in": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14M7 5v4M5 7h4",
  "zoom-out": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14M5 7h4",
  flag: "M4 14V2.5M4 3h8l-2 3 2 3H4",
  note: "M3 3h10v7l-3 3H3zM13 10h-3v3",
  money: "M2 4h12v8H2zM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM4 6v.1M12 10v.1",
  sort: "M5 3v10M2.5 10.5 5 13l2.5-2.5M11 13V3M8.5 5.5 11 3l2.5 2.5",
  pin: "M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v5",
  move: "M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2",
  upload: "M8 10.5V3M5 5.5 8 2.5l3 3M3 10v3.5h10V10",
} as const;

/** Names of the icons. */
export type IconName = keyof typeof PATHS;

/** All names, for a gallery or a check. */
export const ICONS = Object.keys(PATHS) as IconName[];

/** An icon of 16 px; `small` is 12 px and stands within text. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? "i in" : "i"} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
