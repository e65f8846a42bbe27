/** What outlives the settings within a sitting: the folder that backups go to, and the copy that is being made. A lock forgets both. */
import { useSyncExternalStore } from "react";
import { asFailure, call } from "../../wire/call";
import { listen } from "../../wire/events";
import type { Far } from "../../wire/progress";
import type { Chosen, Failure, VaultCopied } from "../../wire/wire.gen";

/** A copy, from its beginning until another is begun. */
export interface Run {
  place: Chosen;
  /** It lies under a key of its own, to be given away. */
  gives: boolean;
  far: Far | undefined;
  cancelling: boolean;
  /** Why its end could not be asked for. */
  notCancelled: Failure | undefined;
  copied: VaultCopied | undefined;
  failure: Failure | undefined;
}

interface State {
  place: Chosen | undefined;
  run: Run | undefined;
}

let state: State = { place: undefined, run: undefined };
const watching = new Set<() => void>();

function put(next: Partial<State>) {
  state = { ...state, ...next };
  for (const tell of [...watching]) tell();
}

/** Which copy is the present one. */
let turn = 0;

/** What comes after the vault was locked, or after another copy was begun, belongs to nobody. */
function change(of: number, next: Partial<Run>) {
  if (state.run && of === turn) put({ run: { ...state.run, ...next } });
}

/** Forgets all. */
export function forget() {
  turn += 1;
  put({ place: undefined, run: undefined });
}

const runs = (run: Run | undefined) => run !== undefined && !run.copied && !run.failure;

listen((event) => {
  if (event.event === "locked_now") forget();
  if (event.event !== "progress" || !runs(state.run)) return;
  change(turn, { far: { doing: event.doing, done: event.done, total: event.total } });
});

/** The folder that was chosen, and the copy that runs or has ended. */
export function useBackup(): State & { busy: boolean } {
  const now = useSyncExternalStore(
    (tell) => {
      watching.add(tell);
      return () => watching.delete(tell);
    },
    () => state,
  );
  return { ...now, busy: runs(now.run) };
}

/** Backups go there from now on. */
export function chooseFolder(place: Chosen) {
  put({ place, run: undefined });
}

/** Makes a copy in a place that was chosen: a backup, or with a passphrase of its own one to be given away. It goes on when
 *  the view is left. */
export function begin(place: Chosen, newPassphrase: string | null) {
  turn += 1;
  const of = turn;
  const gives = newPassphrase !== null;
  put({
    run: {
      place,
      gives,
      far: undefined,
      cancelling: false,
      notCancelled: undefined,
      copied: undefined,
      failure: undefined,
    },
  });
  call("vault.backup", { folder: place.held, new_passphrase: newPassphrase }).then(
    (copied) => change(of, { copied }),
    (thrown) => change(of, { failure: asFailure(thrown) }),
  );
}

/** Asks for the end of the copy. */
export function cancel() {
  const of = turn;
  change(of, { cancelling: true, notCancelled: undefined });
  call("job.cancel", {}).catch((thrown) => change(of, { cancelling: false, notCancelled: asFailure(thrown) }));
}

/** Puts the result away. */
export function putAway() {
  put({ run: undefined });
}
