/** Importing the official wording of the criteria from the user's own licensed file: looked at first, then applied. Our wording stays beside it. */
import { useState } from "react";
import { useSaving } from "../../audit/done";
import { Button, Dialog, FailureNote, Note } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import type { Chosen, CriteriaTextImported } from "../../wire/wire.gen";
import { T } from "./texts";
import { R } from "./texts-rows";

const I = R.importText;

export function ImportText({ onClose }: { onClose(): void }) {
  const engagement = useEngagement();
  const choosing = useSaving();
  const applying = useSaving();
  const [file, setFile] = useState<Chosen>();
  const [found, setFound] = useState<CriteriaTextImported>();
  /** A handle opens its file once: each look asks for another on the same file. */
  const read = async (chosen: Chosen, apply: boolean) =>
    call("criterion.import_text", { engagement, file: await call("file.again", { held: chosen.held }), apply });
  const choose = async () => {
    const chosen = await choosing.look(async () => {
      const [one] = await call("file.choose", { wanted: "sheet" });
      return one === undefined ? undefined : { one, found: await read(one, false) };
    });
    if (!chosen) return;
    setFile(chosen.one);
    setFound(chosen.found);
  };
  const apply = async (chosen: Chosen) => {
    const applied = await applying.run(
      () => read(chosen, true),
      (one) => I.applied(one.read.texts.length),
    );
    if (applied) onClose();
  };
  const failure = choosing.failure ?? applying.failure;
  const texts = found?.read.texts.length ?? 0;
  return (
    <Dialog
      title={I.title}
      open
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{T.form.cancel}</Button>
          <Button
            kind="primary"
            disabled={!file || texts === 0}
            busy={applying.busy}
            onPress={() => file && void apply(file)}
          >
            {texts === 0 ? I.apply : I.applyTo(texts)}
          </Button>
        </>
      }
    >
      <div className="facts">
        <p className="small dim">{I.words}</p>
        <p className="row">
          <Button icon="folder" busy={choosing.busy} onPress={() => void choose()}>
            {I.choose}
          </Button>
          {file && <span className="strong">{file.name}</span>}
        </p>
        {failure && <FailureNote {...wordsFor(failure)} />}
        {found && (
          <div className="facts" role="status">
            <p>{I.found(texts)}</p>
            {found.out_of_scope.length > 0 && <Note tone="calm">{I.outOfScope(found.out_of_scope.join(", "))}</Note>}
            {found.read.refused.length > 0 && (
              <>
                <Note tone="high">{I.refused(found.read.refused.length)}</Note>
                <table className="tight">
                  <thead>
                    <tr>
                      <th scope="col">{I.line}</th>
                      <th scope="col">{I.reason}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {found.read.refused.map((row) => (
                      <tr key={row.line}>
                        <td>{row.line}</td>
                        <td>{row.reason}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}
