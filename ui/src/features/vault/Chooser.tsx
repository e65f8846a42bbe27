/** A button that has the person choose a place, and the name of the place that was chosen. It never shows a path. */
import { Button } from "../../kit";

export function Chooser(props: {
  name: string | undefined;
  words: string;
  onPress(): Promise<void>;
  /** What tests find it by. */
  mark: string;
  disabled?: boolean;
}) {
  const { name, words, onPress, mark, disabled } = props;
  return (
    <p className="chooser" data-do={mark}>
      <Button icon="folder" disabled={disabled ?? false} onPress={() => void onPress()}>
        {words}
      </Button>
      {name && <span className="strong">{name}</span>}
    </p>
  );
}
