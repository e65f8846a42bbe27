/** The difference of two texts, word by word. It judges nothing and loses no word of either. */

/** A stretch of words: in both texts, only in the new one, or only in the old one. */
export interface Stretch {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Pairs of words that are compared at most; larger texts are compared line by line. */
const MOST_PAIRS = 4_000_000;

/** What became of `before`, in the order of reading. */
export function difference(before: string, after: string): Stretch[] {
  const words = (text: string) => text.match(/\s+|[^\s]+/g) ?? [];
  const lines = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const [old, now] = [words(before), words(after)];
  return readable(old.length * now.length <= MOST_PAIRS ? compared(old, now) : compared(lines(before), lines(after)));
}

/** Changes that only blanks part stand together, what went before what came: words that alternate can't be read. */
function readable(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  let [removed, added, blanks] = ["", "", ""];
  const end = () => {
    push(out, "removed", removed);
    push(out, "added", added);
    push(out, "same", blanks);
    [removed, added, blanks] = ["", "", ""];
  };
  for (const { kind, text } of stretches) {
    if (kind === "same") {
      const parts = removed + added !== "" && /^[^\S\n]+$/.test(text);
      if (parts) blanks = text;
      else {
        end();
        push(out, "same", text);
      }
      continue;
    }
    if (blanks !== "") [removed, added, blanks] = [removed + blanks, added + blanks, ""];
    if (kind === "removed") removed += text;
    else added += text;
  }
  end();
  return out;
}

/** Whether two texts have the same words. */
export function isSame(stretches: readonly Stretch[]): boolean {
  return stretches.every((stretch) => stretch.kind === "same");
}

function compared(old: readonly string[], now: readonly string[]): Stretch[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const out: Stretch[] = [];
  push(out, "same", old.slice(0, start).join(""));
  middle(out, old.slice(start, old.length - end), now.slice(start, now.length - end));
  push(out, "same", old.slice(old.length - end).join(""));
  return out;
}

/** By the longest common part of both. */
function middle(out: Stretch[], old: readonly string[], now: readonly string[]): void {
  const width = now.length + 1;
  const table = old.length * now.length <= MOST_PAIRS ? new Uint32Array((old.length + 1) * width) : undefined;
  if (!table) {
    push(out, "removed", old.join(""));
    push(out, "added", now.join(""));
    return;
  }
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      push(out, "same", old[i] ?? "");
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= now.length || at(i + 1, j) >= at(i, j + 1))) {
      push(out, "removed", old[i] ?? "");
      i += 1;
    } else {
      push(out, "added", now[j] ?? "");
      j += 1;
    }
  }
}

function push(out: Stretch[], kind: Stretch["kind"], text: string): void {
  if (text === "") return;
  const last = out[out.length - 1];
  if (last?.kind === kind) last.text += text;
  else out.push({ kind, text });
}
