/** A dialog in which something of the catalogue is chosen and taken in one change: its frame, what is chosen, what failed. It reads no
 *  catalogue and knows none of its lines. */
import { type ReactNode, useState } from "react";
import { Button, Dialog, FailureNote, Loading } from "../../kit";
import { wordsFor } from "../../wire/failures";
import type { Read } from "../../wire/query";
import { type DoneOptions, useSaving } from "../done";
import { StepFailure } from "./form";
import { WORK_TEXTS as T, TAKE_TEXTS } from "./texts";

const NONE: ReadonlySet<string> = new Set();

/** Codes that are chosen. */
export interface ChosenCodes {
  chosen: ReadonlySet<string>;
  choose(codes: readonly string[], on: boolean): void;
  clear(): void;
}

export function useChosenCodes(): ChosenCodes {
  const [chosen, setChosen] = useState(NONE);
  const choose = (codes: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const code of codes) {
      if (on) next.add(code);
      else next.delete(code);
    }
    setChosen(next);
  };
  return { chosen, choose, clear: () => setChosen(NONE) };
}

export function TakeDialog<Answer extends object>(props: {
  title: string;
  words: string;
  /** What the main button says. */
  act: string;
  /** Said where nothing of the catalogue meets the search. */
  none: string;
  /** The catalogue, as far as it was read. */
  read: Read<readonly unknown[]>;
  codes: ChosenCodes;
  /** Codes that are chosen and can be taken. */
  taken: readonly string[];
  /** Codes in sight that can be chosen. */
  free: readonly string[];
  /** Whether all else is there that is needed. */
  ready?: boolean;
  /** What narrows the catalogue. */
  tools: ReactNode;
  /** What is chosen stands in one line with the tools. */
  beside?: boolean;
  take(): Promise<Answer>;
  said(answer: Answer): string;
  options?: DoneOptions;
  onClose(): void;
  /** What was found; nothing where there is none. */
  children: ReactNode;
}) {
  const { read, codes, taken, free } = props;
  const saving = useSaving();
  const take = async () => {
    const answer = await saving.run(props.take, props.said, props.options);
    if (answer) props.onClose();
  };
  return (
    <Dialog
      title={props.title}
      open
      width="wide"
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{T.cancel}</Button>
          <Button
            kind="primary"
            disabled={taken.length === 0 || props.ready === false}
            busy={saving.busy}
            onPress={() => void take()}
          >
            {props.act}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{props.words}</p>
        <div className={props.beside ? "row between" : "col gap3"}>
          {props.tools}
          {read.data && (
            <div className={props.beside ? "row" : "row between"}>
              <span className="small dim" role="status">
                {TAKE_TEXTS.chosen(taken.length)}
              </span>
              <span className="row">
                <Button kind="link" disabled={free.length === 0} onPress={() => codes.choose(free, true)}>
                  {TAKE_TEXTS.all(free.length)}
                </Button>
                <Button kind="link" disabled={taken.length === 0} onPress={codes.clear}>
                  {TAKE_TEXTS.clear}
                </Button>
              </span>
            </div>
          )}
        </div>
        {saving.failure && <StepFailure failure={saving.failure} />}
        {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
        {!read.data && !read.failure && <Loading />}
        {read.data && (props.children || <p className="dim">{props.none}</p>)}
      </div>
    </Dialog>
  );
}
