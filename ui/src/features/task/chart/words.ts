/** What a bar says in words: for those who don't see it, and for the table. */
import type { Dates } from "../../../audit/date-format";
import { TASK_STATE, within } from "../../../audit/words";
import type { ChartBar } from "../../../wire/wire.gen";
import { BARS as B } from "../texts";
import { slackEnd } from "./scale";

/** Whether a bar lies on the critical path, how much it may be late, or that it is late and until when that does no harm. */
export function pressure(bar: ChartBar, today: string, dates: Dates): string {
  return [bar.late && B.late, slackWords(bar, today, dates)].filter(Boolean).join(", ");
}

function slackWords(bar: ChartBar, today: string, dates: Dates): string {
  if (bar.critical) return B.critical;
  if (bar.slack === null) return "";
  if (bar.slack === 0) return B.noSlack;
  if (!bar.late) return B.slack(bar.slack);
  // Part of a late task's slack is gone already: its number of days would promise too much.
  const end = slackEnd(bar);
  return end < today ? B.slackGone : B.slackUntil(dates.day(end));
}

/** A bar in one sentence. */
export function barWords(bar: ChartBar, today: string, dates: Dates): string {
  const { code, title } = bar;
  const parts = [
    B.bar({ code, title, state: within(TASK_STATE[bar.state.state]), span: dates.span(bar.days) }),
    pressure(bar, today, dates),
    bar.owner && B.owner(bar.owner),
    bar.waits_for.length > 0 && B.waits(bar.waits_for.map((wait) => wait.code).join(", ")),
    bar.freezes.length > 0 && B.frozen(bar.freezes.map((freeze) => freeze.name).join(", ")),
  ];
  return parts.filter(Boolean).join(", ");
}
