/** The whole window: the gate while no vault is open, the frame while one is. */

import { GateView } from "../features/vault";
import { FailureNote, Loading, ToastProvider, useToast } from "../kit";
import { wordsFor } from "../wire/failures";
import { useChangesOfTheVault } from "../wire/query";
import { Frame, lockNow } from "./Frame";
import { failedWords } from "./failed";
import { useSession } from "./session";
import { useSettings } from "./settings";
import { TEXTS } from "./texts";

/** The window's content. */
export function Shell() {
  return (
    <ToastProvider>
      <Window />
    </ToastProvider>
  );
}

function Window() {
  const session = useSession();
  const toast = useToast();
  useChangesOfTheVault();
  useSettings();
  if (session.opened === undefined) {
    if (!session.failure) return <Loading />;
    return (
      <main className="gate-failed">
        <FailureNote {...wordsFor(session.failure)} onRetry={() => void session.look()} />
      </main>
    );
  }
  if (session.opened === null) {
    const why = session.locked && TEXTS.lockedWhy[session.locked];
    return <GateView onOpen={session.open} why={why || undefined} last={session.last} />;
  }
  const lock = () =>
    lockNow().then(
      () => window.location.reload(),
      (thrown) => toast(failedWords(TEXTS.notLocked, thrown)),
    );
  return <Frame opened={session.opened} stale={session.failure} onLock={() => void lock()} />;
}
