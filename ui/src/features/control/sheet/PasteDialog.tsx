/** Rows from a spreadsheet, pasted on the grid: shows what would change, cell by cell, before it is taken over. */
import { useCallback, useEffect, useRef, useState } from "react";
import { Button, Checkbox, Dialog, FailureNote, type FailureWords, Loading, Note } from "../../../kit";
import { asFailure } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { T } from "../texts";
import { useApply } from "./apply";
import { PreviewTables } from "./PreviewTables";
import { fromOf, hasHeadings, isLine, type Pasted, type Previewed, previewPaste } from "./paste";
import { S } from "./texts";

/** A line of cells that changes existing controls alone is taken over at once; anything else is shown first. */
function needsNoLook(pasted: Pasted, headings: boolean, { preview: { preview, consequences } }: Previewed): boolean {
  const clean = preview.added.length === 0 && preview.refused.length === 0 && consequences.length === 0;
  return clean && !headings && isLine(pasted.text);
}

export function PasteDialog({ pasted, onClose }: { pasted: Pasted; onClose(): void }) {
  const engagement = useEngagement();
  const [headings, setHeadings] = useState(() => hasHeadings(pasted.text));
  const [shown, setShown] = useState<Previewed>();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState<FailureWords>();
  const turn = useRef(0);
  const onPreview = useCallback(
    (preview: Previewed["preview"]) => setShown((before) => before && { ...before, preview }),
    [],
  );
  const applying = useApply(onPreview);
  const { apply } = applying;
  const closed = useRef(onClose);
  closed.current = onClose;

  const read = useCallback(
    async (under: boolean, quick: boolean) => {
      turn.current += 1;
      const mine = turn.current;
      setFailed(undefined);
      setShown(undefined);
      try {
        const found = await previewPaste(engagement, pasted, under);
        if (mine !== turn.current) return;
        setShown(found);
        if (quick && needsNoLook(pasted, under, found)) {
          if (found.preview.preview.changed.length === 0) return closed.current();
          if (await apply(fromOf(engagement, found.file), found.preview, null)) return closed.current();
        }
      } catch (thrown) {
        if (mine === turn.current) setFailed(wordsFor(asFailure(thrown)));
      }
      setOpen(true);
    },
    [engagement, pasted, apply],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each paste; the check box reads again by itself
  useEffect(() => {
    void read(headings, true);
    return () => {
      turn.current += 1;
    };
  }, [pasted]);

  const preview = shown?.preview.preview;
  const count = preview ? preview.added.length + preview.changed.length : 0;
  const act = async () => {
    if (shown && (await apply(fromOf(engagement, shown.file), shown.preview, null))) onClose();
  };
  return (
    <Dialog
      title={S.pasteTitle}
      open={open}
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" disabled={count === 0} busy={applying.busy} onPress={() => void act()}>
            {S.apply(count)}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <Checkbox
          checked={headings}
          hint={S.headingsHint}
          onChange={(on) => {
            setHeadings(on);
            void read(on, false);
          }}
        >
          {S.headings}
        </Checkbox>
        {applying.renewed && (
          <Note tone="high" live>
            {S.changedMeanwhile}
          </Note>
        )}
        {failed ? (
          <FailureNote {...failed} />
        ) : shown ? (
          <PreviewTables shown={shown.preview} pasted={!headings} />
        ) : (
          <Loading words={S.previewing} />
        )}
        {applying.failed && <FailureNote {...applying.failed} />}
      </div>
    </Dialog>
  );
}
