/** Layers over the page: popover, dialog, and asking for a name before what can't be undone. Focus always returns to
 *  where it was. */
import { type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Popover as AriaPopover } from "react-aria-components/Popover";
import { Button, type ButtonProps } from "./button.tsx";
import { TextArea, TextField } from "./fields.tsx";
import { useKitTexts } from "./texts.ts";
import "./layers.css";

export type Placement = "bottom start" | "bottom end" | "top start" | "top end" | "right top" | "left top";

/** A floating layer at an anchor. Esc or a click outside closes it. */
export function Popover(props: {
  anchor: RefObject<Element | null>;
  open: boolean;
  onClose(): void;
  label: string;
  children: ReactNode;
  placement?: Placement;
  className?: string;
}) {
  return (
    <AriaPopover
      className={`layer ${props.className ?? ""}`.trim()}
      triggerRef={props.anchor}
      isOpen={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      placement={props.placement ?? "bottom start"}
      offset={4}
    >
      <AriaDialog className="layer-body" aria-label={props.label}>
        {props.children}
      </AriaDialog>
    </AriaPopover>
  );
}

/** A button and the popover that it opens. `children` may be a function that is given the close. */
export function PopoverButton(props: {
  button: Omit<ButtonProps, "onPress" | "expanded" | "ref">;
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: Placement;
  className?: string;
}) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button {...props.button} ref={anchor} expanded={open} onPress={() => setOpen(!open)} />
      <Popover {...props} anchor={anchor} open={open} onClose={close}>
        {typeof props.children === "function" ? props.children(close) : props.children}
      </Popover>
    </>
  );
}

/** A dialog in the middle of the window. Use it only where an inspector or an edit in place won't do. */
export function Dialog(props: {
  title: string;
  open: boolean;
  onClose(): void;
  children: ReactNode;
  /** Buttons of the foot, the main one last. */
  actions?: ReactNode;
  width?: "narrow" | "wide" | "full";
  /** A click outside closes it as well; not where text would be lost. */
  dismissable?: boolean;
  role?: "dialog" | "alertdialog";
}) {
  const t = useKitTexts();
  return (
    <ModalOverlay
      className="veil"
      isOpen={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      isDismissable={props.dismissable ?? false}
    >
      <Modal className={`modal ${props.width ?? "narrow"}`}>
        <AriaDialog className="modal-body" role={props.role ?? "dialog"}>
          <header className="modal-head">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            <Button kind="quiet" icon="close" label={t.close} onPress={props.onClose} />
          </header>
          <div className="modal-main">{props.children}</div>
          {props.actions && <footer className="modal-foot">{props.actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Asks for a name to be typed before what can't be undone. */
export function ConfirmByName(props: {
  title: string;
  /** What will happen, and what stays. */
  words: ReactNode;
  /** What has to be typed. */
  name: string;
  /** The act, on the button. */
  action: string;
  open: boolean;
  busy?: boolean;
  /** What the reason is called, where one has to be given. */
  reason?: string;
  /** Is given the name and the reason as they were typed. */
  onConfirm(typed: string, reason: string): void;
  onClose(): void;
}) {
  const t = useKitTexts();
  const form = useId();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const ready = typed.trim() === props.name.trim() && (props.reason === undefined || reason.trim() !== "");
  const close = () => {
    setTyped("");
    setReason("");
    props.onClose();
  };
  const confirm = () => ready && !props.busy && props.onConfirm(typed.trim(), reason.trim());
  return (
    <Dialog
      title={props.title}
      open={props.open}
      onClose={close}
      role="alertdialog"
      actions={
        <>
          <Button onPress={close}>{t.cancel}</Button>
          <Button kind="danger" disabled={!ready} busy={props.busy} onPress={confirm}>
            {props.action}
          </Button>
        </>
      }
    >
      <div className="col gap3" id={form}>
        <div>{props.words}</div>
        {props.reason !== undefined && (
          <TextArea label={props.reason} rows={2} value={reason} onChange={setReason} required autoFocus />
        )}
        <TextField
          label={t.typeName(props.name)}
          hint={t.typeNameHint}
          value={typed}
          onChange={setTyped}
          onEnter={confirm}
          autoFocus={props.reason === undefined}
        />
      </div>
    </Dialog>
  );
}
