/** A message leaves as a file or by the clipboard: the person chooses where, the program records it first. Nothing is sent. */
import { useState } from "react";
import { useToast } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { CopyForm, DraftForm, Failure, MessageRow } from "../../wire/wire.gen";
import { referenceOf } from "./plan";
import { T } from "./texts";

const ENDING: Record<DraftForm, string> = { markdown: "md", mail: "eml", document: "docx", pdf: "pdf" };

/** The name that a file of the message begins with. */
export function fileName(row: MessageRow, form: DraftForm): string {
  const { number, title, versions } = row.message;
  const plain = title.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return `${referenceOf(number)} v${versions.length} ${plain}.${ENDING[form]}`;
}

export function useLeave(row: MessageRow) {
  const engagement = useEngagement();
  const toast = useToast();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const trying = async (act: () => Promise<void>) => {
    setFailure(undefined);
    setBusy(true);
    try {
      await act();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
    setBusy(false);
  };
  const save = (form: DraftForm) =>
    trying(async () => {
      const chosen = await call("file.destination", { wanted: "message", name: fileName(row, form) });
      if (chosen === null) return;
      const saved = await call("message.save", { engagement, message: row.message.id, form, file: chosen.held });
      const words = [
        T.files.saved(chosen.name, saved.sha256.slice(0, 12)),
        saved.marks.length > 0 ? T.files.withMarks(saved.marks.join(" ")) : "",
        saved.open_fields.length > 0 ? T.files.open(saved.open_fields.length) : "",
        saved.to_fill_in.length > 0 ? T.files.headers(saved.to_fill_in.join(", ")) : "",
      ];
      toast({ words: words.join(""), tone: "good" });
    });
  const copy = (form: CopyForm) =>
    trying(async () => {
      const copied = await call("message.copy", { engagement, message: row.message.id, form });
      if (!(await toClipboard(copied.text))) {
        toast({ words: T.files.copyFailed, tone: "crit" });
        return;
      }
      toast({
        words: copied.marks.length > 0 ? T.files.copiedDraft(copied.marks.join(" ")) : T.files.copied,
        tone: "good",
      });
    });
  return { save, copy, failure, busy };
}

/** Whether the text came to the clipboard. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The older way, for windows that don't offer the newer one. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "vh";
  area.setAttribute("aria-hidden", "true");
  document.body.append(area);
  area.select();
  const done = document.execCommand?.("copy") ?? false;
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
