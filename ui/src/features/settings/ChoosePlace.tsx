/** The button that asks where a file or folder goes, and the name of what was chosen. It never shows a path. */
import { Button, FailureNote } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import type { Chosen, Wanted } from "../../wire/wire.gen";

export function ChoosePlace(props: {
  label: string;
  wanted: Wanted;
  /** The name to begin with. */
  name: string;
  chosen: Chosen | undefined;
  onChosen(chosen: Chosen): void;
}) {
  const choosing = useDoing();
  const choose = () =>
    choosing.run(async () => {
      const chosen = await call("file.destination", { wanted: props.wanted, name: props.name });
      if (chosen) props.onChosen(chosen);
    });
  return (
    <>
      <p className="row">
        <Button icon="folder" busy={choosing.busy} onPress={() => void choose()}>
          {props.label}
        </Button>
        {props.chosen && <span className="strong clip">{props.chosen.name}</span>}
      </p>
      {choosing.failure && <FailureNote {...wordsFor(choosing.failure)} />}
    </>
  );
}
