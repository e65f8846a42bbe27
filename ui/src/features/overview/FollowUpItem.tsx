/** One question of the auditor's: what was asked, who promised what by when, its answer, and what can be done with it. */
import { useEffect, useRef, useState } from "react";
import { useDates } from "../../audit/date-format";
import { LinkTo } from "../../audit/link";
import { FollowUpStateMark } from "../../audit/marks";
import { Button, FailureNote, MenuButton, type MenuEntry, useToast } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import type { FollowUpRow } from "../../wire/wire.gen";
import { AnswerForm, EditForm, WithdrawForm } from "./FollowUpForms";
import { scrollPageTo } from "./scroll";
import { FOLLOW_UPS as F } from "./texts";

/** Which form is open. */
type Doing = "answer" | "edit" | "withdraw";

export function FollowUpItem(props: { row: FollowUpRow; engagement: string; today: string; chosen: boolean }) {
  const { row, engagement, chosen } = props;
  const { follow_up: asked, reference } = row;
  const { state } = asked.state;
  const [doing, setDoing] = useState<Doing>();
  const removing = useChange("follow_up.remove");
  const toast = useToast();
  const item = useRef<HTMLLIElement>(null);
  const answering = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!chosen) return;
    scrollPageTo(item.current);
    item.current?.focus({ preventScroll: true });
  }, [chosen]);
  const close = () => {
    setDoing(undefined);
    // The form is gone; the focus goes back to where it was opened.
    requestAnimationFrame(() => answering.current?.focus());
  };
  const remove = () =>
    removing.run({ engagement, follow_up: asked.id }).then(
      () => toast({ words: F.removedToast(reference), tone: "good" }),
      () => undefined,
    );
  const entries: MenuEntry[] = [
    { id: "edit", label: F.edit, icon: "edit", changes: true, onPress: () => setDoing("edit") },
    {
      id: "withdraw",
      label: F.withdraw,
      icon: "close",
      disabled: state === "withdrawn",
      changes: true,
      onPress: () => setDoing("withdraw"),
    },
    { id: "remove", label: F.remove, icon: "trash", changes: true, onPress: () => void remove() },
  ];
  const form = { row, engagement, onClose: close };
  return (
    <li ref={item} tabIndex={-1} className={chosen ? "chosen" : undefined} aria-current={chosen || undefined}>
      <FollowUpStateMark state={asked.state} bare />
      <div className="grow">
        <p className="ov-question text">
          <span className="medium">{reference}</span>{" "}
          <LinkTo noun="control" id={asked.control} name={row.control}>
            {row.control}
          </LinkTo>{" "}
          {asked.question}
        </p>
        <About row={row} />
        {asked.answer && <p className="ov-answer text">{asked.answer.text}</p>}
        {doing === "answer" && <AnswerForm {...form} />}
        {doing === "edit" && <EditForm {...form} />}
        {doing === "withdraw" && <WithdrawForm {...form} />}
        {removing.failure && <FailureNote {...wordsFor(removing.failure)} />}
      </div>
      <span className="row gap1">
        <Button
          changes
          ref={answering}
          kind={state === "open" ? "plain" : "quiet"}
          label={F.form(state === "open" ? F.answer : F.answerAgain, reference)}
          expanded={doing === "answer"}
          disabled={state === "withdrawn"}
          onPress={() => setDoing(doing === "answer" ? undefined : "answer")}
        >
          {state === "open" ? F.answer : F.answerAgain}
        </Button>
        <MenuButton
          button={{ kind: "quiet", icon: "more", label: F.more(reference) }}
          label={F.more(reference)}
          entries={entries}
          placement="bottom end"
        />
      </span>
    </li>
  );
}

/** Who asked when, who promised, by when, and what became of it. */
function About({ row }: { row: FollowUpRow }) {
  const dates = useDates();
  const { follow_up: asked } = row;
  const due =
    asked.due_on === null ? F.noDay : row.overdue ? F.overdue(dates.day(asked.due_on)) : F.due(dates.day(asked.due_on));
  const ended =
    asked.state.state === "withdrawn"
      ? F.because(asked.state.reason)
      : asked.answer
        ? F.answered(dates.day(asked.answer.on))
        : undefined;
  return (
    <small className="dim">
      {F.asked(asked.asked_by, dates.short(asked.asked_at))} ·{" "}
      {row.promised_by ? F.promised(row.promised_by) : F.nobody} ·{" "}
      <span className={row.overdue ? "crit medium" : undefined}>{due}</span>
      {ended && ` · ${ended}`}
    </small>
  );
}
