/** A line of characters that nobody types, such as a digest: to be read, marked and copied. */
import { IconButton } from "./button.tsx";
import { useAnnounce, useToast } from "./toast.tsx";
import "./small.css";

export function CopyLine(props: {
  /** What is shown and copied. */
  text: string;
  /** The button's label. */
  label: string;
  /** What is told once it was copied. */
  copied: string;
  /** What is told where the clipboard can't be written. */
  failed: string;
}) {
  const announce = useAnnounce();
  const toast = useToast();
  const copy = () => {
    navigator.clipboard.writeText(props.text).then(
      () => {
        announce(props.copied);
        toast({ words: props.copied, tone: "good" });
      },
      () => toast({ words: props.failed, tone: "crit" }),
    );
  };
  return (
    <span className="copy-line">
      <code className="text break">{props.text}</code>
      <IconButton icon="copy" label={props.label} onPress={copy} />
    </span>
  );
}
