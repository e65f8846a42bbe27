/** How many fields are open, what else an approval waits for, and the way to the next. It fills in nothing. */
import { Button, Mark, Note } from "../../kit";
import type { MessagePreview, MessageRow } from "../../wire/wire.gen";
import { T } from "./texts";

const RESTS: readonly string[] = ["sent", "superseded", "withdrawn"];

/** Whether a message waits for fields, evidence or a signatory. */
export function hasToDo(row: MessageRow, preview: MessagePreview | undefined): boolean {
  const [open, unsupported] = [preview?.open_fields ?? row.open_fields, preview?.unsupported ?? row.unsupported];
  return open.length > 0 || unsupported.length > 0 || (row.unsigned && !RESTS.includes(row.message.state));
}

/** That all fields are filled, in words. */
export function filledWords(all: number): string {
  return all === 0 ? T.message.noFields : T.message.noOpen(all);
}

export function OpenFields(props: { row: MessageRow; preview: MessagePreview | undefined; onNext(): void }) {
  const { row, preview } = props;
  const open = preview?.open_fields ?? row.open_fields;
  const unsupported = preview?.unsupported ?? row.unsupported;
  const all = preview?.fields.length ?? 0;
  const next = open.length > 0 || unsupported.length > 0;
  const rests = RESTS.includes(row.message.state);
  return (
    <div className="open-bar" role="status">
      <span className="grow row wrap">
        {open.length > 0 ? (
          <>
            <span className="marked high">
              <Mark shape="triangle" tone="high" />
              {T.message.open(open.length, all)}
            </span>
            {!rests && <span className="dim">{T.message.openAfter}</span>}
          </>
        ) : (
          <span className="marked good">
            <Mark shape="tick-disc" tone="good" />
            {filledWords(all)}
          </span>
        )}
        {unsupported.length > 0 && (
          <span className="marked high">
            <Mark shape="triangle" tone="high" />
            {T.message.unsupported(unsupported.length)}
          </span>
        )}
        {row.unsigned && !rests && (
          <span className="marked med">
            <Mark shape="half-disc" tone="med" />
            {T.message.unsigned(row.message.signing_roles.join(", "))}
          </span>
        )}
      </span>
      {next && !rests && (
        <Button keys="F8" onPress={props.onNext}>
          {open.length > 0 ? T.message.nextOpen : T.message.nextUnsupported}
        </Button>
      )}
    </div>
  );
}

/** Words of the text that no report supports. */
export function UnfitWords({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return <Note tone="high">{T.message.unfit(words.join(", "))}</Note>;
}
