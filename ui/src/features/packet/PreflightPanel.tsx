/** What is open before a packet is made, each point with the way to its row. It stays in sight while the packet is written. */
import { type ReactNode, useRef, useState } from "react";
import { Button, Checkbox, Mark, type MarkShape, Skeleton, type Tone } from "../../kit";
import { useGo } from "../../kit/place";
import type { Preflight, PreflightPoint } from "../../wire/wire.gen";
import { agreesToAll, type Draft, sensitiveOf, withoutReason } from "./draft";
import { codesIn, grouped, type PointGroup, placeOfPoint, standing } from "./points";
import { kindWords, T } from "./texts";

interface Props {
  found: Preflight | undefined;
  /** It is being read for another choice. */
  looking: boolean;
  draft: Draft;
  /** Narrows the exhibits to those that are warned of. */
  onSensitive(): void;
  onChange(change: Partial<Draft>): void;
  frozen: boolean;
}

const LOOKS: Record<ReturnType<typeof standing>, { shape: MarkShape; tone: Tone }> = {
  can: { shape: "diamond", tone: "med" },
  partly: { shape: "triangle", tone: "high" },
  cannot: { shape: "octagon", tone: "crit" },
  nothing: { shape: "circle", tone: "low" },
};

/** Points of a group that are in sight before the others are asked for. */
const FEW = 3;

export function PreflightPanel({ found, looking, draft, onSensitive, onChange, frozen }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  if (!found) return <Skeleton lines={6} />;
  const lacking = withoutReason(draft).length;
  const shown = found.exhibits.some((one) => one.place === "shown");
  const added = found.sections.filter((one) => one.included && !one.in_profile);
  const ready = draft.profile === "auditor" && found.part === null;
  const toReviewer = () =>
    panel.current?.closest(".packet-form")?.querySelector<HTMLElement>(".packet-reviewer input")?.focus();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard
    <div className="scroll pad" ref={panel} tabIndex={0} role="group" aria-label={T.preflight}>
      <div className="packet-preflight-head">
        <h2>{T.preflight}</h2>
        <span role="status">{looking ? T.preflightWaits : T.openPoints(found.open_points.length)}</span>
      </div>
      <ul className="pf">
        {lacking > 0 && (
          <Item look={LOOKS.cannot} title={T.reasonsTitle(lacking)} words={T.reasonsWords}>
            <Button kind="link" onPress={onSensitive}>
              {T.choose}
            </Button>
          </Item>
        )}
        {found.sensitive > 0 && (
          <Item
            look={LOOKS.partly}
            title={T.sensitiveTitle(found.sensitive)}
            words={
              <>
                {T.sensitiveWords(sensitiveOf(found))}
                <Checkbox
                  checked={agreesToAll(draft, found)}
                  disabled={frozen}
                  onChange={(agrees) => onChange({ agreed: agrees ? sensitiveOf(found) : [] })}
                >
                  {T.sensitiveAgreed}
                </Checkbox>
              </>
            }
          >
            <Button kind="link" onPress={onSensitive}>
              {T.choose}
            </Button>
          </Item>
        )}
        {draft.profile === "procurement" && shown && (
          <Item look={LOOKS.partly} title={T.procurementTitle} words={T.procurementWords} />
        )}
        {added.length > 0 && (
          <Item
            look={LOOKS.can}
            title={T.addedTitle(added.length)}
            words={T.addedNote(added.map((one) => one.title).join(", "))}
          />
        )}
        {grouped(found.open_points).map((group) => (
          <Group key={group.key} group={group} onReviewer={frozen ? undefined : toReviewer} />
        ))}
        {found.open_points.length === 0 && (
          <Item
            look={{ shape: "tick-disc", tone: "good" }}
            title={ready ? T.auditorReady : T.noPoints}
            words={T.noPointsWords}
          />
        )}
      </ul>
      {found.open_points.length > 0 && <p className="micro dim">{T.later}</p>}
    </div>
  );
}

function Item(props: {
  look: { shape: MarkShape; tone: Tone };
  title: string;
  words: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li>
      <Mark {...props.look} />
      <div>
        <h3>{props.title}</h3>
        <div>{props.words}</div>
      </div>
      {props.children}
    </li>
  );
}

function Group({ group, onReviewer }: { group: PointGroup; onReviewer: (() => void) | undefined }) {
  const [all, setAll] = useState(false);
  const { points } = group;
  const shown = all || points.length <= FEW + 1 ? points : points.slice(0, FEW);
  return (
    <li className="pf-group">
      <Mark {...LOOKS[standing(group.cure)]} />
      <div>
        <h3>
          {kindWords(group.kind)}
          {points.length > 1 && <span className="count">{points.length}</span>}
        </h3>
        <p>{T.curable(group.cure)}</p>
        <ul>
          {shown.map((point) => (
            <Point key={point.words} point={point} onReviewer={onReviewer} />
          ))}
        </ul>
        {shown.length < points.length && (
          <Button kind="link" onPress={() => setAll(true)}>
            {T.more(points.length - shown.length)}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Words of a point from which on only its beginning is in sight at first. */
const LONG = 180;

function Point({ point, onReviewer }: { point: PreflightPoint; onReviewer: (() => void) | undefined }) {
  const go = useGo();
  const [whole, setWhole] = useState(false);
  const place = placeOfPoint(point);
  const cut = point.words.length > LONG && !whole;
  return (
    <li className="pf-point">
      <span className="grow">
        <span className={cut ? "break pf-cut" : "break"}>
          {codesIn(point.words).map((piece, at) =>
            at % 2 === 1 ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces are told apart by their place alone
              <span key={at} className="nowrap">
                {piece}
              </span>
            ) : (
              piece
            ),
          )}
        </span>
        {cut && (
          <Button kind="link" onPress={() => setWhole(true)}>
            {T.wholePoint}
          </Button>
        )}
      </span>
      {place ? (
        <Button kind="link" label={T.openNamed(point.words)} onPress={() => go(place)}>
          {T.open}
        </Button>
      ) : (
        point.kind === "review" &&
        onReviewer && (
          <Button kind="link" onPress={onReviewer}>
            {T.nameReviewer}
          </Button>
        )
      )}
    </li>
  );
}
