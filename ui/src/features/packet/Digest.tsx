/** A digest that can be read, marked and copied. */
import { IconButton, useAnnounce, useToast } from "../../kit";
import { T } from "./texts";

export function DigestText({ digest, label = T.copyDigest }: { digest: string; label?: string }) {
  const announce = useAnnounce();
  const toast = useToast();
  const copy = () => {
    navigator.clipboard.writeText(digest).then(
      () => {
        announce(T.copied);
        toast({ words: `${T.digest} ${T.copied.toLowerCase()}`, tone: "good" });
      },
      () => toast({ words: T.copyFailed, tone: "crit" }),
    );
  };
  return (
    <span className="packet-digest">
      <code className="text break">{digest}</code>
      <IconButton icon="copy" label={label} onPress={copy} />
    </span>
  );
}
