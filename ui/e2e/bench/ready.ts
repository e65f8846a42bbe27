/** Makes a vault worth measuring: a calendar that shows nothing, because nothing is in place yet, would open in no time. */
import type { Stopwatch } from "./stopwatch";

/** Edits of one step. */
const STEP = 250;

/** Puts every planned control in place, through the one command of the page; answers how many there were. */
export async function putInPlace(watch: Stopwatch): Promise<number> {
  const answer = (await watch.window.driver.executeAsyncScript(
    `const [step, done] = arguments;
    const call = (name, request) => window.__TAURI_INTERNALS__.invoke("call", { name, request });
    (async () => {
      const all = await call("control.list", { engagement: null, criterion: null, surface: null, retired: false });
      const change = { field: "state", value: { state: "in_place" } };
      const edits = all.filter((one) => one.state.state === "planned").map(({ id, revision }) => ({ id, revision, change }));
      for (let at = 0; at < edits.length; at += step) await call("control.edit", { edits: edits.slice(at, at + step) });
      return edits.length;
    })().then(done, (thrown) => done(JSON.stringify(thrown)));`,
    STEP,
  )) as number | string;
  if (typeof answer === "string") throw new Error(`controls weren't put in place: ${answer}`);
  return answer;
}
