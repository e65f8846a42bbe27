/** What can be done with an item beside its review: a menu of it, and the acts that need a dialog of the system. */
import { useCallback, useMemo } from "react";
import { useDone } from "../../audit/done";
import { type MenuEntry, useToast } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import type { Chosen, EvidenceItem, EvidenceRow } from "../../wire/wire.gen";
import { can, isLive, moves, type Step } from "./steps";
import { T } from "./texts";

/** What a menu needs to know of an item. */
export type Target = Pick<EvidenceItem, "id" | "state" | "list_only">;

/** The entries of an item's menu; steps through review come first. */
export function menuOf(
  target: Target,
  acts: { alone(): void; step(step: Step): void; save(): void; newVersion(): void },
): readonly MenuEntry[] {
  const step = (one: Step): MenuEntry => ({
    id: one,
    label: `${T.steps.do[one]}…`,
    danger: one === "withdraw",
    changes: true,
    onPress: () => acts.step(one),
  });
  const live = isLive(target.state);
  const others: Step[] = (["list_only", "show_again"] as const).filter((one) => can(target, one));
  return [
    ...moves(target).map(step),
    ...(moves(target).length > 0 ? (["separator"] as const) : []),
    { id: "preview", label: T.menu.preview, icon: "present", onPress: acts.alone },
    { id: "save", label: `${T.menu.saveOriginals}…`, icon: "save", changes: true, onPress: acts.save },
    ...(live
      ? [
          {
            id: "version",
            label: `${T.menu.newVersion}…`,
            icon: "history" as const,
            changes: true,
            onPress: acts.newVersion,
          },
          ...others.map(step),
          "separator" as const,
          step("withdraw"),
        ]
      : []),
  ];
}

/** Choosing files by the system's dialogs, and saving originals into a folder. What fails is said in a notice. */
export function useFiles(take: (files: readonly Chosen[], replaces?: EvidenceRow) => void) {
  const engagement = useEngagement();
  const toast = useToast();
  const done = useDone();
  const say = useCallback(
    (thrown: unknown) => {
      const told = wordsFor(asFailure(thrown));
      toast({ words: `${told.what} ${told.detail ?? told.todo}`, tone: "crit" });
    },
    [toast],
  );
  return useMemo(() => {
    const choose = async () => take(await call("file.choose", { wanted: "evidence" }));
    const newVersion = async (evidence: string) => {
      const { row } = await call("evidence.show", { engagement, evidence });
      take(await call("file.choose", { wanted: "evidence" }), row);
    };
    const save = async (evidence: string) => {
      const [folder] = await call("file.choose", { wanted: "folder" });
      if (!folder) return;
      const request = { engagement, evidence, folder: folder.held, redacted: false };
      await done(
        () => call("evidence.save", request),
        (saved) => T.save.done(saved.names),
        { final: true },
      );
    };
    return {
      choose: () => void choose().catch(say),
      newVersion: (evidence: string) => void newVersion(evidence).catch(say),
      save: (evidence: string) => void save(evidence).catch(say),
    };
  }, [take, engagement, done, say]);
}
