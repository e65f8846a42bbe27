/** The files of the chosen item, beside the list or over it. It turns from item to item and draws nothing itself. */
import { EvidencePreview } from "../../audit";
import { Button, EmptyState, IconButton } from "../../kit";
import type { EvidenceItem } from "../../wire/wire.gen";
import { referenceOf } from "./query";
import { T } from "./texts";

/** The files and the redacted copies of those that have one. */
function withCopies(item: EvidenceItem): { id: string; name: string }[] {
  return item.files.flatMap((file) => (file.redaction ? [file, file.redaction.twin] : [file]));
}

export function PreviewPane(props: {
  item: EvidenceItem;
  file: string | undefined;
  /** Its files are gone for good. */
  purged: boolean;
  onFile(file: string): void;
  /** It stands over the list. */
  alone: boolean;
  onAlone(alone: boolean): void;
  /** Goes to the item before (-1) or after (1); none where there is none. */
  turn(by: -1 | 1): (() => void) | undefined;
  onSave(): void;
}) {
  const { item, alone } = props;
  const [before, after] = [props.turn(-1), props.turn(1)];
  return (
    <section className="evidence-preview" aria-label={T.preview.label}>
      <div className="evidence-preview-head">
        <h2 className="clip" title={item.title}>
          {item.title}
        </h2>
        <span className="faint nowrap">{referenceOf(item.number)}</span>
        <span className="grow" />
        <IconButton icon="chevron-up" label={T.preview.previous} disabled={!before} onPress={() => before?.()} />
        <IconButton icon="chevron-down" label={T.preview.next} disabled={!after} onPress={() => after?.()} />
        <IconButton icon="present" label={T.preview.alone} pressed={alone} onPress={() => props.onAlone(!alone)} />
      </div>
      {props.purged ? (
        <EmptyState icon="trash" title={T.purge.preview} words={T.purge.previewWords} />
      ) : (
        <EvidencePreview
          key={item.id}
          evidence={item.id}
          files={withCopies(item)}
          file={props.file}
          onFile={props.onFile}
          instead={
            <Button changes icon="save" onPress={props.onSave}>
              {T.preview.save}
            </Button>
          }
        />
      )}
    </section>
  );
}
