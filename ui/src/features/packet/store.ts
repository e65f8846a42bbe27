/** What outlives this view within a sitting: the packet being prepared, and the export that runs. A lock forgets it all. */
import { useSyncExternalStore } from "react";
import { asFailure, call } from "../../wire/call";
import { listen } from "../../wire/events";
import type { Chosen, Exported, Failure } from "../../wire/wire.gen";
import { type Draft, EMPTY, exportRequest } from "./draft";
import { STEPS, type StepName } from "./steps";

/** An export, from its beginning until its result is put away. */
export interface Run {
  engagement: string;
  draft: Draft;
  /** The number that it gets. */
  number: string;
  file: Chosen;
  step: StepName | undefined;
  done: number;
  total: number;
  cancelling: boolean;
  exported: Exported | undefined;
  failure: Failure | undefined;
}

interface State {
  drafts: Readonly<Record<string, Draft>>;
  run: Run | undefined;
}

let state: State = { drafts: {}, run: undefined };
const watching = new Set<() => void>();

function put(next: Partial<State>) {
  state = { ...state, ...next };
  for (const tell of [...watching]) tell();
}

function change(of: Run, next: Partial<Run>) {
  // A result that comes after the vault was locked belongs to nobody.
  if (state.run?.file === of.file) put({ run: { ...state.run, ...next } });
}

/** Forgets all. */
export function forget() {
  put({ drafts: {}, run: undefined });
}

listen((event) => {
  if (event.event === "locked_now") forget();
  const run = state.run;
  if (event.event !== "progress" || !run || run.exported || run.failure) return;
  const step = STEPS.find((name) => name === event.doing);
  if (step) change(run, { step, done: event.done, total: event.total });
});

function useState(): State {
  return useSyncExternalStore(
    (tell) => {
      watching.add(tell);
      return () => watching.delete(tell);
    },
    () => state,
  );
}

/** The packet that is prepared for an engagement, and a way to change it. */
export function useDraft(engagement: string): [Draft, (change: (draft: Draft) => Draft) => void] {
  const draft = useState().drafts[engagement] ?? EMPTY;
  const set = (change: (draft: Draft) => Draft) =>
    put({ drafts: { ...state.drafts, [engagement]: change(state.drafts[engagement] ?? EMPTY) } });
  return [draft, set];
}

/** The export that runs or has ended, if there is one. */
export function useRun(): Run | undefined {
  return useState().run;
}

/** Writes a packet to a file that was chosen. It goes on when the view is left. The passphrase is sent and not kept. */
export function begin(engagement: string, draft: Draft, number: string, file: Chosen, passphrase: string) {
  const run: Run = {
    engagement,
    draft,
    number,
    file,
    step: undefined,
    done: 0,
    total: 0,
    cancelling: false,
    exported: undefined,
    failure: undefined,
  };
  put({ run });
  call("packet.export", exportRequest(engagement, draft, file.held, passphrase)).then(
    (exported) => change(run, { exported }),
    (thrown) => change(run, { failure: asFailure(thrown) }),
  );
}

/** Asks for the end of the export. */
export function cancel() {
  const run = state.run;
  if (!run) return;
  change(run, { cancelling: true });
  call("job.cancel", {}).catch(() => change(run, { cancelling: false }));
}

/** Puts the result away. After an export the next packet begins anew but for whom and by whom. */
export function putAway() {
  const run = state.run;
  if (!run?.exported) return put({ run: undefined });
  const { form, profile, reviewedBy, listOnly, also, unsigned } = run.draft;
  put({
    run: undefined,
    drafts: { ...state.drafts, [run.engagement]: { ...EMPTY, form, profile, reviewedBy, listOnly, also, unsigned } },
  });
}
