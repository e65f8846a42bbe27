/** Evidence from a folder, an archive or several files: first shown with what has a place and what hasn't, then attached as one step. */
import { useCallback, useEffect, useState } from "react";
import { CLASSIFICATION, choicesOf, EVIDENCE_KIND } from "../../audit";
import { useDone } from "../../audit/done";
import { Button, Checkbox, Dialog, FailureNote, Loading, Progress, Select } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { listen } from "../../wire/events";
import { wordsFor } from "../../wire/failures";
import type {
  Chosen,
  Classification,
  EvidenceImported,
  EvidenceKind,
  Failure,
  ImportFrom,
  UnplacedFile,
} from "../../wire/wire.gen";
import { FoundFiles } from "./FoundFiles";
import { T } from "./texts";

/** What was chosen, and as what it is read. */
interface Source {
  files: readonly Chosen[];
  archive: boolean;
  /** What of a folder is no evidence, with the reason. */
  leftOut: UnplacedFile[];
}

/** A handle is good for one use: each look and the import itself take fresh ones. */
async function held({ files, archive }: Source): Promise<ImportFrom> {
  const again = async (file: Chosen) => ({ name: file.name, file: await call("file.again", { held: file.held }) });
  const fresh = await Promise.all(files.map(again));
  const [first] = fresh;
  return archive && first ? { archive: first.file } : { folder: fresh };
}

export function ImportDialog(props: { onOpen(evidence: string): void; onClose(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const [source, setSource] = useState<Source>();
  const [index, setIndex] = useState<Chosen>();
  const [kind, setKind] = useState<EvidenceKind>("report");
  const [classification, setClassification] = useState<Classification>("confidential");
  const [again, setAgain] = useState(false);
  const [found, setFound] = useState<EvidenceImported>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState<"looking" | "attaching">();
  const [sealed, setSealed] = useState<{ done: number; total: number }>();

  const run = useCallback(
    async (from: Source, preview: boolean) => {
      const answer = await call("evidence.import", {
        engagement,
        from: await held(from),
        index: index
          ? {
              engagement,
              noun: "evidence",
              file: index.held,
              sheet: null,
              mapping: null,
              decided: { columns: [], heading_row: null, date_order: null, utc_offset_minutes: null, dollar: null },
            }
          : null,
        kind,
        classification,
        again,
        preview,
      });
      return { ...answer, unplaced: [...from.leftOut, ...answer.unplaced] };
    },
    [engagement, index, kind, classification, again],
  );

  useEffect(() => {
    if (!source) return;
    let here = true;
    setBusy("looking");
    setFailure(undefined);
    run(source, true)
      .then(
        (answer) => here && setFound(answer),
        (thrown) => {
          if (!here) return;
          setFound(undefined);
          setFailure(asFailure(thrown));
        },
      )
      .finally(() => here && setBusy(undefined));
    return () => {
      here = false;
    };
  }, [source, run]);

  useEffect(
    () =>
      listen((event) => {
        if (event.event === "progress") setSealed({ done: event.done, total: event.total });
      }),
    [],
  );

  const choose = async (wanted: "evidence_folder" | "any_file" | "evidence") => {
    try {
      const chosen = await call("file.choose", { wanted });
      const [folder] = chosen;
      if (wanted === "evidence_folder" && folder) {
        const opened = await call("evidence.folder", { folder: folder.held });
        const files = opened.files.map(({ name, file }) => ({ name, held: file, size: null }));
        setSource({ files, archive: false, leftOut: opened.left_out });
      } else if (folder) setSource({ files: chosen, archive: wanted === "any_file", leftOut: [] });
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  const chooseIndex = async () => {
    try {
      const [file] = await call("file.choose", { wanted: "sheet" });
      if (file) setIndex(file);
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  const attach = async () => {
    if (!source) return;
    setBusy("attaching");
    setSealed(undefined);
    setFailure(undefined);
    try {
      setFound(
        await done(
          () => run(source, false),
          (answer) => T.importing.done(answer.items.length),
        ),
      );
      setSource(undefined);
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(undefined);
    }
  };
  const attaching = busy === "attaching";
  const applied = found !== undefined && found.log_row !== null;
  const name = source?.files[0]?.name ?? "";
  return (
    <Dialog
      open
      title={applied ? T.importing.resultTitle(found.items.length) : T.importing.title}
      width="wide"
      onClose={() => !attaching && props.onClose()}
      actions={
        <>
          {attaching && (
            <Progress
              label={T.importing.running}
              value={sealed?.done}
              max={sealed?.total}
              onCancel={() => void call("job.cancel", {}).catch(() => undefined)}
            />
          )}
          <span className="grow" />
          <Button disabled={attaching} onPress={props.onClose}>
            {applied ? T.importing.close : T.steps.cancel}
          </Button>
          {!applied && (
            <Button
              kind="primary"
              disabled={!found || found.items.length === 0 || busy === "looking"}
              busy={attaching}
              onPress={() => void attach()}
            >
              {T.importing.apply(found?.items.length ?? 0)}
            </Button>
          )}
        </>
      }
    >
      <div className="evidence-import">
        {!applied && (
          <fieldset disabled={attaching}>
            <p className="small dim">{T.importing.words}</p>
            <div className="row wrap">
              <Button icon="folder" onPress={() => void choose("evidence_folder")}>
                {T.importing.chooseFolder}
              </Button>
              <Button icon="files" onPress={() => void choose("any_file")}>
                {T.importing.chooseArchive}
              </Button>
              <Button icon="file" onPress={() => void choose("evidence")}>
                {T.importing.chooseFiles}
              </Button>
              <span className="grow" />
              {index ? (
                <Button kind="quiet" icon="close" onPress={() => setIndex(undefined)}>
                  {index.name}
                </Button>
              ) : (
                <Button kind="quiet" icon="table" onPress={() => void chooseIndex()}>
                  {T.importing.chooseIndex}
                </Button>
              )}
            </div>
            {source && <p className="medium break">{T.importing.chosen(source.files.length, name)}</p>}
            <p className="faint micro">{T.importing.indexHint}</p>
            <div className="two">
              <Select
                label={T.importing.kind}
                value={kind}
                choices={choicesOf(EVIDENCE_KIND)}
                onChange={(value) => value && setKind(value as EvidenceKind)}
              />
              <Select
                label={T.importing.classification}
                value={classification}
                choices={choicesOf(CLASSIFICATION)}
                onChange={(value) => value && setClassification(value as Classification)}
              />
            </div>
            <Checkbox checked={again} onChange={setAgain}>
              {T.importing.again}
            </Checkbox>
          </fieldset>
        )}
        {failure && (
          <FailureNote
            {...wordsFor(failure)}
            onRetry={source && (() => (found ? void attach() : setSource({ ...source })))}
          />
        )}
        {busy === "looking" && <Loading words={T.importing.looking} />}
        {found && busy !== "looking" && <FoundFiles found={found} onOpen={props.onOpen} />}
      </div>
    </Dialog>
  );
}
