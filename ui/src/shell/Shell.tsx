/** The whole window: the gate while no vault is open, the frame while one is. */

import { GateView } from "../features/vault";
import { Loading, ToastProvider } from "../kit";
import { useChangesOfTheVault } from "../wire/query";
import { Frame, lockNow } from "./Frame";
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
  useChangesOfTheVault();
  useSettings();
  if (session.opened === undefined) return <Loading />;
  if (session.opened === null) {
    const why = session.locked && TEXTS.lockedWhy[session.locked];
    return <GateView onOpen={() => void session.look()} {...(why ? { why } : {})} />;
  }
  return <Frame opened={session.opened} onLock={() => void lockNow().then(() => window.location.reload())} />;
}
