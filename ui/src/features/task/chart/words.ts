/** What a bar says in words: for those who don't see it, and for the table. */
import type { Dates } from "../../../audit/date-format";
import { TASK_STATE, within } from "../../../audit/words";
import type { ChartBar } from "../../../wire/wire.gen";
import { BARS as B } from "../texts";

/** Whether a bar lies on the critical path, how much it may be late, or that it is late. */
export function pressure(bar: ChartBar): string {
  const slack = bar.critical ? B.critical : bar.slack === null ? "" : bar.slack === 0 ? B.noSlack : B.slack(bar.slack);
  return [bar.late && B.late, slack].filter(Boolean).join(", ");
}

/** A bar in one sentence. */
export function barWords(bar: ChartBar, dates: Dates): string {
  const { code, title } = bar;
  const parts = [
    B.bar({ code, title, state: within(TASK_STATE[bar.state.state]), span: dates.span(bar.days) }),
    pressure(bar),
    bar.owner && B.owner(bar.owner),
    bar.waits_for.length > 0 && B.waits(bar.waits_for.map((wait) => wait.code).join(", ")),
    bar.freezes.length > 0 && B.frozen(bar.freezes.map((freeze) => freeze.name).join(", ")),
  ];
  return parts.filter(Boolean).join(", ");
}
