/** Requests by state as one stacked bar, each part by pattern and number besides its colour, and the same as lines. */
import { type ReactNode, useId } from "react";
import { Button, Panel } from "../../kit";
import { useGo } from "../../kit/place";
import type { RequestStanding, RequestsByState, RequestsInState } from "../../wire/wire.gen";
import { RowsButton } from "./RowsButton";
import { REQUESTS as R, T } from "./texts";

const WIDE = 320;
const GAP = 2;
/** A part of the bar that is narrower than this has no room for its number. */
const NUMBER = 16;

/** What tells the parts apart besides colour, drawn over the colour in squares of 6 by 6; plain ones have none. */
const PATTERNS: Record<RequestStanding, ReactNode> = {
  accepted: null,
  submitted: <path d="M-1 1 1-1M0 6 6 0M5 7 7 5" />,
  in_work: <circle cx="3" cy="3" r="1" />,
  returned: <path d="M1 1l4 4M5 1 1 5" />,
  blocked: <path d="M0 3h6M3 0v6" />,
  not_started: null,
  not_applicable: <path d="M0 3h6" />,
};

/** Which parts are dark enough for a number in the light ink of the surface. */
const LIGHT: readonly RequestStanding[] = ["not_started", "not_applicable"];

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {(Object.keys(PATTERNS) as RequestStanding[]).map((standing) => (
        <pattern key={standing} id={`${id}-${standing}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className={`q-${standing}`} width="6" height="6" />
          <g className={`q-over q-over-${standing}`}>{PATTERNS[standing]}</g>
        </pattern>
      ))}
    </defs>
  );
}

function Bar({ states, id }: { states: readonly RequestsInState[]; id: string }) {
  const total = states.reduce((sum, state) => sum + state.count, 0);
  const room = WIDE - GAP * (states.length - 1);
  let x = 0;
  const parts = states.map((state) => {
    const wide = (state.count / total) * room;
    const part = { state, x, wide };
    x += wide + GAP;
    return part;
  });
  const words = states.map((state) => `${state.count} ${state.words}`).join(", ");
  return (
    <svg className="pic ov-stack" viewBox={`0 0 ${WIDE} 16`} role="img" aria-label={R.picture(words)}>
      <Patterns id={id} />
      {parts.map(({ state, x: left, wide }) => (
        <g key={state.standing}>
          <rect x={left} width={wide} height="16" rx="2" fill={`url(#${id}-${state.standing})`} />
          {wide >= NUMBER && (
            <>
              <rect
                className={`q-plate q-${state.standing}`}
                x={left + wide / 2 - 8}
                y="2"
                width="16"
                height="12"
                rx="2"
              />
              <text
                className={LIGHT.includes(state.standing) ? "tx" : "on"}
                x={left + wide / 2}
                y="12"
                textAnchor="middle"
              >
                {state.count}
              </text>
            </>
          )}
        </g>
      ))}
    </svg>
  );
}

export function Requests({ requests }: { requests: RequestsByState }) {
  const go = useGo();
  const id = useId().replace(/[^\w-]/g, "");
  return (
    <Panel
      title={R.title}
      aside={
        <Button
          kind="link"
          className="rows"
          label={T.rows(String(requests.total), R.what)}
          onPress={() => go({ view: "requests" })}
        >
          {requests.total}
        </Button>
      }
    >
      {requests.total === 0 ? (
        <p className="small dim">{R.none}</p>
      ) : (
        <>
          <Bar states={requests.states} id={id} />
          <table className="tight">
            <tbody>
              {requests.states.map((state) => (
                <Line key={state.standing} state={state} id={id} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}

function Line({ state, id }: { state: RequestsInState; id: string }) {
  const only = R.only(state.words);
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <svg className="m" viewBox="0 0 12 12" aria-hidden="true">
            <rect x="1" y="1" width="10" height="10" rx="2" fill={`url(#${id}-${state.standing})`} />
          </svg>
          <span className="ov-cap">{state.words}</span>
        </span>
      </th>
      <td className="num">
        <RowsButton link={state.rows} only={only} label={T.rows(String(state.count), only)}>
          {state.count}
        </RowsButton>
      </td>
      <td className="num dim">
        <Besides state={state} />
      </td>
    </tr>
  );
}

const DELIVERED: readonly RequestStanding[] = ["accepted", "submitted"];

/** What is pressing about a state: overdue, blocking, waiting. */
function Besides({ state }: { state: RequestsInState }) {
  const words = [
    // What is with the auditor blocks nothing of ours; how long it lies there is what matters.
    state.blocking > 0 && !DELIVERED.includes(state.standing) && R.blocking(state.blocking),
    state.waiting_days !== null && state.waiting_days > 0 && R.waiting(state.waiting_days),
  ].filter(Boolean);
  return (
    <>
      {state.overdue > 0 && (
        <RowsButton link={state.overdue_rows} only={R.onlyOverdue(state.words)}>
          {R.overdue(state.overdue)}
        </RowsButton>
      )}
      {state.overdue > 0 && words.length > 0 && ", "}
      {words.join(", ")}
    </>
  );
}
