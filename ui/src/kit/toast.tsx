/** Notices of what was done, with the way back, and the live region that reads results out. Nothing that needs an answer
 *  stands here: a notice goes by itself. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icons.tsx";
import { useKitTexts } from "./texts.ts";
import "./toast.css";

/** A notice. */
export interface ToastWords {
  words: string;
  tone?: "good" | "crit" | "calm";
  /** Takes it back. */
  onUndo?(): void;
  /** Another way on. */
  action?: { label: string; onPress(): void };
}

interface Notices {
  toast(notice: ToastWords): void;
  announce(words: string): void;
}

const NoticesContext = createContext<Notices>({ toast: () => {}, announce: () => {} });

/** How long a notice stays when nobody points at it. */
const STAYS_MS = 8_000;

/** Shows a notice: `const toast = useToast()`. */
export function useToast(): (notice: ToastWords) => void {
  return useContext(NoticesContext).toast;
}

/** Reads words out without showing them: `const announce = useAnnounce()`. */
export function useAnnounce(): (words: string) => void {
  return useContext(NoticesContext).announce;
}

/** Holds the notices of everything within. One, around the whole window. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useKitTexts();
  const [notices, setNotices] = useState<readonly (ToastWords & { id: number })[]>([]);
  const [spoken, setSpoken] = useState("");
  const next = useRef(0);
  const drop = useCallback((id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)), []);
  const value = useMemo<Notices>(
    () => ({
      toast: (notice) => {
        next.current += 1;
        const id = next.current;
        setNotices((all) => [...all.slice(-2), { ...notice, id }]);
      },
      // The same words twice are said twice: a no-break space tells them apart.
      announce: (words) => setSpoken((before) => (before === words ? `${words}\u00a0` : words)),
    }),
    [],
  );
  return (
    <NoticesContext value={value}>
      {children}
      <div className="vh" role="status">
        {spoken}
      </div>
      <section
        className="toasts"
        aria-label={t.notifications}
        aria-live="polite"
        aria-relevant="additions"
        // A dialog hides all around it from readers and keys, but not this: what it says may be about the dialog.
        data-react-aria-top-layer="true"
      >
        {notices.map((notice) => (
          <Toast key={notice.id} notice={notice} onDone={() => drop(notice.id)} />
        ))}
      </section>
    </NoticesContext>
  );
}

function Toast({ notice, onDone }: { notice: ToastWords; onDone(): void }) {
  const t = useKitTexts();
  const [held, setHeld] = useState(false);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (held || notice.tone === "crit") return;
    const timer = setTimeout(() => done.current(), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, notice.tone]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a notice only keeps it
    <div
      className={`toast ${notice.tone ?? "calm"}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={notice.tone === "crit" ? "warning" : "check"} />
      <span className="grow">{notice.words}</span>
      {notice.action && (
        <Button
          kind="link"
          onPress={() => {
            notice.action?.onPress();
            onDone();
          }}
        >
          {notice.action.label}
        </Button>
      )}
      {notice.onUndo && (
        <Button
          kind="link"
          onPress={() => {
            notice.onUndo?.();
            onDone();
          }}
        >
          {t.undo}
        </Button>
      )}
      <Button kind="quiet" icon="close" label={t.dismiss} onPress={onDone} />
    </div>
  );
}
