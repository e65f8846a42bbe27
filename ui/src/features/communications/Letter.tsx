/** A message as its reader will read it, its merge fields as chips. It draws words only: nothing of a text becomes markup. */
import { Fragment, type ReactNode } from "react";
import type { Reading, ReadingBlock, ReadingSpan } from "../../wire/wire.gen";
import { fieldWords } from "./merge";
import { T } from "./texts";
import "./message.css";

export interface LetterProps {
  reading: Reading;
  /** A field was chosen: by click, or Enter on an open one. */
  onField?(name: string): void;
  /** The field that is worked on. */
  current?: string;
}

export function Letter(props: LetterProps) {
  const { reading } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="letter" aria-label={T.message.letter} tabIndex={0}>
      {reading.marks.map((mark) => (
        <p key={mark} className="letter-mark">
          {mark}
        </p>
      ))}
      <p className="letter-subject">
        <span className="vh">{T.message.subject}: </span>
        <Spans spans={reading.subject} letter={props} />
      </p>
      {grouped(reading.blocks).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are told apart by their place alone
        <Block key={at} block={block} letter={props} />
      ))}
    </section>
  );
}

/** The message stands under a heading of the page, so that its own begin lower. */
const HEADINGS = ["h3", "h4", "h5", "h6"] as const;

type Item = Extract<ReadingBlock, { block: "item" }>;
type Grouped = Exclude<ReadingBlock, { block: "item" }> | { block: "list"; items: Item[] };

/** Items that follow one another as one list. */
function grouped(blocks: readonly ReadingBlock[]): Grouped[] {
  const out: Grouped[] = [];
  for (const block of blocks) {
    const last = out[out.length - 1];
    if (block.block !== "item") out.push(block);
    else if (last?.block === "list") last.items.push(block);
    else out.push({ block: "list", items: [block] });
  }
  return out;
}

function Block({ block, letter }: { block: Grouped; letter: LetterProps }) {
  if (block.block === "heading") {
    const Heading = HEADINGS[Math.min(block.level, HEADINGS.length) - 1] ?? "h6";
    return (
      <Heading className="letter-head">
        <Spans spans={block.spans} letter={letter} />
      </Heading>
    );
  }
  if (block.block === "list") return <List items={block.items} letter={letter} />;
  if (block.block === "table") return <Table rows={block.rows} letter={letter} />;
  if (block.block === "code") return <pre className="mono">{block.lines.join("\n")}</pre>;
  if (block.block === "rule") return <hr />;
  return (
    <p className={`depth-${Math.min(4, block.depth)}`}>
      <Spans spans={block.spans} letter={letter} />
    </p>
  );
}

function List({ items, letter }: { items: readonly Item[]; letter: LetterProps }) {
  return (
    <ul>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items are told apart by their place alone
        <li key={at} className={`depth-${Math.min(4, item.depth)}`}>
          <span className="item-mark">{item.number === null ? "•" : `${item.number}.`}</span>
          <span>
            <Spans spans={item.spans} letter={letter} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Table({ rows, letter }: { rows: readonly (readonly ReadingSpan[][])[]; letter: LetterProps }) {
  const [head, ...body] = rows;
  return (
    <table className="letter-table">
      <thead>
        <tr>
          {head?.map((cell, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells are told apart by their place alone
            <th key={at} scope="col">
              <Spans spans={cell} letter={letter} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place alone
          <tr key={at}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells are told apart by their place alone
              <td key={column}>
                <Spans spans={cell} letter={letter} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Spans({ spans, letter }: { spans: readonly ReadingSpan[]; letter: LetterProps }) {
  return spans.map((span, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: spans are told apart by their place alone
    <Fragment key={at}>
      {span.line && <br />}
      <Span span={span} letter={letter} />
    </Fragment>
  ));
}

function Span({ span, letter }: { span: ReadingSpan; letter: LetterProps }) {
  let words: ReactNode = span.field === null ? span.text : <Field span={span} letter={letter} />;
  if (span.code) words = <code className="mono">{words}</code>;
  if (span.strike) words = <s>{words}</s>;
  if (span.italic) words = <em>{words}</em>;
  if (span.bold) words = <strong>{words}</strong>;
  return words;
}

function Field({ span, letter }: { span: ReadingSpan; letter: LetterProps }) {
  const name = span.field ?? "";
  const { onField } = letter;
  const words = span.open ? fieldWords(name) : span.text;
  const names = ["mf", span.open && "open", letter.current === name && "here"].filter(Boolean).join(" ");
  if (!onField) return <span className={names}>{words}</span>;
  if (!span.open) {
    return (
      // A way for the pointer alone, so that long words flow with their line: the list of fields has the same for the keyboard.
      // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: as said
      <span className={`${names} press`} title={fieldWords(name)} onClick={() => onField(name)}>
        {words}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={names}
      aria-label={T.message.openField(fieldWords(name))}
      title={fieldWords(name)}
      onClick={() => onField(name)}
    >
      {words}
    </button>
  );
}
