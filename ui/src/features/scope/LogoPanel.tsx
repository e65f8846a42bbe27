/** A logo: shown as it is kept, set from a picture that a person chooses, removed. The program reads the picture, and keeps no file. */
import { pictureAddress } from "../../audit";
import { useSaving } from "../../audit/done";
import { Button, FailureNote, Panel } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import type { Held, ShownPicture } from "../../wire/wire.gen";
import { T } from "./texts";

const L = T.logo;
/** The room for a logo on the screen, in points. */
const ROOM = { width: 240, height: 64 };

/** The size at which all of a picture is seen. */
function fitted({ width, height }: ShownPicture): { width: number; height: number } {
  const scale = Math.min(1, ROOM.width / width, ROOM.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export function LogoPanel(props: {
  title: string;
  words: string;
  /** What stands for the picture. */
  alt: string;
  /** The logo as it is kept; null for none, undefined before it is known. */
  logo: ShownPicture | null | undefined;
  set(file: Held): Promise<unknown>;
  remove(): Promise<unknown>;
}) {
  const { logo } = props;
  const saving = useSaving();
  const choosing = useDoing();
  const choose = () =>
    choosing.run(async () => {
      const [chosen] = await call("file.choose", { wanted: "any_file" });
      if (chosen)
        await saving.run(
          () => props.set(chosen.held),
          () => L.saved,
        );
    });
  const remove = () =>
    saving.run(
      () => props.remove(),
      () => L.removed,
    );
  const busy = saving.busy || choosing.busy;
  const failure = saving.failure ?? choosing.failure;
  return (
    <Panel title={props.title}>
      <div className="col">
        {logo && <img className="scope-logo" src={pictureAddress(logo)} alt={props.alt} {...fitted(logo)} />}
        {logo === null && <p className="small dim">{L.none}</p>}
        <div className="row wrap">
          <Button changes icon="folder" busy={busy} onPress={() => void choose()}>
            {logo ? L.other : L.choose}
          </Button>
          {logo && (
            <Button changes kind="link" disabled={busy} onPress={() => void remove()}>
              {L.remove}
            </Button>
          )}
        </div>
        {failure && <FailureNote {...wordsFor(failure)} />}
        <p className="small dim">{props.words}</p>
      </div>
    </Panel>
  );
}
