/** The keys of the walkthrough. It only tells of them. */
import { Button, Dialog } from "../../kit";
import { T } from "./texts";
import "./keys.css";

export function KeysDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  return (
    <Dialog
      title={T.keysTitle}
      open={open}
      onClose={onClose}
      dismissable
      actions={
        <Button autoFocus onPress={onClose}>
          {T.close}
        </Button>
      }
    >
      <dl className="pkeys">
        {T.keyList.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
