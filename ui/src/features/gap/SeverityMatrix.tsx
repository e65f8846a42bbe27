/** Open gaps by likelihood and impact, five by five as the model rates them; each gap stands in its cell and opens beside it. */
import { SeverityMark } from "../../audit/marks";
import { GAP_STATE, LEVEL, within } from "../../audit/words";
import { EmptyState, FailureNote, Loading } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Gap } from "../../wire/wire.gen";
import { levelOf, referenceOf } from "./steps";
import { T } from "./texts";

const M = T.matrix;
const SCALE = [1, 2, 3, 4, 5] as const;
/** Gaps of a cell that stand in it; the others are behind their number. */
const SHOWN = 6;

export interface SeverityMatrixProps {
  active: string | undefined;
  onGap(id: string): void;
  onGaps(ids: readonly string[], words: string): void;
}

export function SeverityMatrix({ active, onGap, onGaps }: SeverityMatrixProps) {
  const engagement = useEngagement();
  const read = useRead("gap.list", { engagement, open: true });
  if (read.failure) {
    return (
      <div className="page">
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      </div>
    );
  }
  if (!read.data) return <Loading />;
  if (read.data.length === 0)
    return <EmptyState icon="gaps" title={T.rollup.allClear} words={T.rollup.allClearWords} />;
  const gaps = read.data;
  return (
    <div className="gap-page">
      <h2>{M.title}</h2>
      <table className="severity">
        <caption className="vh">{M.title}</caption>
        <thead>
          <tr>
            <th scope="col">{M.corner}</th>
            {SCALE.map((impact) => (
              <th key={impact} scope="col">
                <span className="vh">{M.impact} </span>
                {T.edits.impacts[impact - 1]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...SCALE].reverse().map((likelihood) => (
            <tr key={likelihood}>
              <th scope="row">
                <span className="vh">{M.likelihood} </span>
                {T.edits.likelihoods[likelihood - 1]}
              </th>
              {SCALE.map((impact) => {
                const own = gaps.filter(
                  ({ severity }) => severity.likelihood === likelihood && severity.impact === impact,
                );
                return (
                  <Cell
                    key={impact}
                    likelihood={likelihood}
                    impact={impact}
                    gaps={own}
                    active={active}
                    onGap={onGap}
                    onGaps={onGaps}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell(props: SeverityMatrixProps & { likelihood: number; impact: number; gaps: readonly Gap[] }) {
  const { likelihood, impact, gaps, active } = props;
  const score = likelihood * impact;
  const grade = levelOf({ likelihood, impact });
  const level = LEVEL[grade];
  const shown = gaps.length > SHOWN ? gaps.slice(0, SHOWN - 1) : gaps;
  return (
    <td className={`sev is-${grade}`}>
      <div className="sev-head">
        <SeverityMark level={grade} />
        <b>{score}</b>
        <span className="vh">{M.cell(likelihood, impact, within(level), gaps.length)}</span>
      </div>
      <ul>
        {shown.map((gap) => (
          <li key={gap.id}>
            <button
              type="button"
              className="sev-gap"
              aria-pressed={active === gap.id}
              aria-label={M.openOne(referenceOf(gap), gap.title)}
              title={`${gap.title} · ${GAP_STATE[gap.state]}`}
              onClick={() => props.onGap(gap.id)}
            >
              <span className="dim">{referenceOf(gap)}</span> {gap.title}
            </button>
          </li>
        ))}
        {shown.length < gaps.length && (
          <li>
            <button
              type="button"
              className="sev-gap"
              aria-label={M.showMore(gaps.length)}
              onClick={() =>
                props.onGaps(
                  gaps.map((gap) => gap.id),
                  M.only(likelihood, impact),
                )
              }
            >
              {M.more(gaps.length - shown.length)}
            </button>
          </li>
        )}
      </ul>
    </td>
  );
}
