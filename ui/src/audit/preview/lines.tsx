/** Text in lines as the confined reader handed it out, with what is sought marked in it. It never runs anything that it shows. */
import { Note } from "../../kit";
import type { Lines } from "../../wire/wire.gen";
import { count } from "../money";
import { PREVIEW_TEXTS as T } from "../texts";
import "./preview.css";

/** Text in pieces, those that were sought apart. */
export function pieces(text: string, sought: string | undefined): { text: string; hit: boolean; at: number }[] {
  const wanted = sought?.trim().toLowerCase() ?? "";
  const lower = text.toLowerCase();
  // A letter that grows when it is made small would shift what follows; then nothing is marked.
  if (wanted === "" || lower.length !== text.length) return [{ text, hit: false, at: 0 }];
  const found: { text: string; hit: boolean; at: number }[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) found.push({ text: text.slice(from, at), hit: false, at: from });
    found.push({ text: text.slice(at, at + wanted.length), hit: true, at });
    from = at + wanted.length;
  }
  if (from < text.length || found.length === 0) found.push({ text: text.slice(from), hit: false, at: from });
  return found;
}

/** Text with what is sought marked. */
export function Marking({ text, sought }: { text: string; sought: string | undefined }) {
  return pieces(text, sought).map((piece) => (piece.hit ? <mark key={piece.at}>{piece.text}</mark> : piece.text));
}

/** Lines of a text, and what of it isn't shown as it is. */
export function LinesView({ lines, name, sought }: { lines: Lines; name: string; sought?: string }) {
  const [shown, all] = [count(lines.lines.length), count(lines.total_lines)];
  return (
    <div className="preview-body col">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="preview-scroll" tabIndex={0} aria-label={T.linesLabel(name)}>
        <pre className="preview-lines text numbered">
          {lines.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no other name than their place
            <span key={at} className="preview-line">
              <Marking text={line} sought={sought} />
              {"\n"}
            </span>
          ))}
        </pre>
      </section>
      <div className="preview-foot">
        <span>{T.lines(shown, all)}</span>
        {lines.lines.length < lines.total_lines && <span>{T.cut}</span>}
        {lines.indented && <span>{T.indented}</span>}
        {lines.replaced > 0 && <Note tone="med">{T.replaced(count(lines.replaced))}</Note>}
      </div>
    </div>
  );
}
