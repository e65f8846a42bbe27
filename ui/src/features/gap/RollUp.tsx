/** Open gaps summed by surface, by series of criteria and by severity: count, worst, effort and cost, currencies apart. */
import { SeverityMark } from "../../audit/marks";
import { costWords, count } from "../../audit/money";
import { LEVEL, SERIES, seriesWords } from "../../audit/words";
import { Button, EmptyState, FailureNote, Loading, Panel } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Gap, Level } from "../../wire/wire.gen";
import { byLevel, bySeries, bySurface, type Sum, sumOf } from "./sums";
import { T } from "./texts";

const R = T.rollup;

export interface RollUpProps {
  /** Shows these gaps alone. */
  onGaps(ids: readonly string[], words: string): void;
}

export function RollUp({ onGaps }: RollUpProps) {
  const engagement = useEngagement();
  const gaps = useRead("gap.list", { engagement, open: true });
  const surfaces = useRead("surface.list", {});
  const failed = [gaps, surfaces].find((read) => read.failure);
  if (failed?.failure) {
    return (
      <div className="page">
        <FailureNote {...wordsFor(failed.failure)} onRetry={failed.again} />
      </div>
    );
  }
  if (!gaps.data || !surfaces.data) return <Loading />;
  if (gaps.data.length === 0) return <EmptyState icon="gaps" title={R.allClear} words={R.allClearWords} />;
  const names = new Map(surfaces.data.map(({ code, name }) => [code, name]));
  const codes = surfaces.data.map(({ code }) => code);
  const all = gaps.data;
  const common = { all, onGaps };
  return (
    <div className="gap-page">
      <p className="small dim">{R.note}</p>
      <div className="rollups">
        <Table
          {...common}
          title={R.bySurface}
          what={R.what.surface}
          sums={bySurface(all, codes)}
          words={(key) => (key === "" ? R.none : (names.get(key) ?? key))}
        />
        <div className="col gap3">
          <Table
            {...common}
            title={R.bySeries}
            what={R.what.series}
            sums={bySeries(all, Object.keys(SERIES))}
            words={(key) => (key === "" ? R.noSeries : seriesWords(key))}
          />
          <Table
            {...common}
            title={R.byLevel}
            what={R.what.level}
            sums={byLevel(all)}
            words={(key) => LEVEL[key as Level]}
            levels
          />
        </div>
      </div>
    </div>
  );
}

interface TableProps extends RollUpProps {
  title: string;
  what: string;
  sums: readonly Sum[];
  all: readonly Gap[];
  words(key: string): string;
  /** The rows are levels: the worst needs no column. */
  levels?: boolean;
}

function Table({ title, what, sums, all, words, levels, onGaps }: TableProps) {
  const line = (sum: Sum, name: string, foot: boolean) => (
    <tr key={sum.key}>
      <th scope="row">{levels && !foot ? <SeverityMark level={sum.key as Level} /> : name}</th>
      <td className="num">
        <Numbered gaps={sum.gaps} label={R.show(sum.gaps.length, name)} onPress={(ids) => onGaps(ids, name)} />
      </td>
      {!levels && <td>{sum.worst ? <SeverityMark level={sum.worst} /> : "–"}</td>}
      <td className="num">{sum.days > 0 ? count(sum.days) : "–"}</td>
      <td className="num">
        {sum.costs.length === 0 && "–"}
        {sum.costs.map((cost) => (
          <span key={cost.currency} className="cost-line">
            {costWords(cost)}
          </span>
        ))}
      </td>
      <td className="num">
        <Numbered
          gaps={sum.unpriced}
          label={R.unpricedShow(sum.unpriced.length, name)}
          onPress={(ids) => onGaps(ids, `${R.unpriced}: ${name}`)}
        />
      </td>
    </tr>
  );
  return (
    <Panel title={title}>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col" className="num">
              {R.open}
            </th>
            {!levels && <th scope="col">{R.worst}</th>}
            <th scope="col" className="num">
              {R.days}
            </th>
            <th scope="col" className="num">
              {R.cost}
            </th>
            <th scope="col" className="num">
              {R.unpriced}
            </th>
          </tr>
        </thead>
        <tbody>{sums.map((sum) => line(sum, words(sum.key), false))}</tbody>
        <tfoot>{line(sumOf("total", all), R.total, true)}</tfoot>
      </table>
    </Panel>
  );
}

/** A number of gaps that leads to them; a dash for none. */
function Numbered(props: { gaps: readonly Gap[]; label: string; onPress(ids: string[]): void }) {
  if (props.gaps.length === 0) return <span className="faint">–</span>;
  return (
    <Button kind="link" label={props.label} onPress={() => props.onPress(props.gaps.map((gap) => gap.id))}>
      {count(props.gaps.length)}
    </Button>
  );
}
