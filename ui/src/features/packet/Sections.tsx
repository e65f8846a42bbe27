/** The sections of a packet: those that its audience gets anyway, and those that can be added by choice. None can be left out unsaid. */
import { AUDIENCE, bytes } from "../../audit";
import { Checkbox, Icon, Marked } from "../../kit";
import type { Preflight, PreflightSection, Section } from "../../wire/wire.gen";
import type { Draft } from "./draft";
import { refusedWords } from "./points";
import { T } from "./texts";

interface Props {
  found: Preflight;
  draft: Draft;
  onChange(change: Partial<Draft>): void;
  frozen: boolean;
  /** The log row as of which it is made, in words. */
  row: string;
}

export function Sections({ found, draft, onChange, frozen, row }: Props) {
  const toggle = (section: Section, on: boolean) => {
    const without = draft.also.filter((one) => one !== section);
    onChange({ also: on ? [...without, section] : without });
  };
  const included = found.sections.filter((one) => one.included);
  const added = included.filter((one) => !one.in_profile);
  const shown = found.exhibits.filter((one) => one.place === "shown");
  const listed = found.exhibits.filter((one) => one.place === "listed_only").length;
  const withheld = found.exhibits.filter((one) => one.place === "unreleased" || one.place === "withheld").length;
  return (
    <>
      <table className="packet-sections">
        <thead>
          <tr>
            <th scope="col">{T.section}</th>
            <th scope="col" className="num">
              {T.holds}
            </th>
            <th scope="col">{T.state}</th>
          </tr>
        </thead>
        <tbody>
          {found.sections.map((one) => (
            <tr key={one.section} className={one.included ? undefined : "out"}>
              <th scope="row">
                <Choice one={one} draft={draft} frozen={frozen} onToggle={toggle} />
              </th>
              <td className="num">{one.rows === null ? "–" : T.rows(one.rows, one.what)}</td>
              <td>
                <State one={one} found={found} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="packet-sum">
        <span className="strong">{T.sectionsSum(included.length)}</span>
        {shown.length + listed + withheld > 0 && <span>{T.sum(shown.length, listed, withheld)}</span>}
        {shown.length > 0 && <span>{T.sizeSum(bytes(shown.reduce((sum, one) => sum + one.size, 0)))}</span>}
      </div>
      <div className="packet-cover">
        <h2 className="label">{T.coverSays}</h2>
        <p>{T.cover(AUDIENCE[draft.profile], draft.number.trim() || found.number, row)}</p>
        {found.part !== null && <p>{T.partCover(found.part)}</p>}
        {added.length > 0 && <p>{T.addedNote(added.map((one) => one.title).join(", "))}</p>}
      </div>
    </>
  );
}

/** A tick for what is there anyway, a box for what can be chosen. */
function Choice(props: {
  one: PreflightSection;
  draft: Draft;
  frozen: boolean;
  onToggle(of: Section, on: boolean): void;
}) {
  const { one, draft, frozen, onToggle } = props;
  const { title } = one;
  if (one.in_profile) {
    return (
      <span className="packet-ticked" title={T.inProfile}>
        <Icon name="check" />
        {title}
        <span className="vh">, {T.inProfile}</span>
      </span>
    );
  }
  return (
    <Checkbox
      checked={draft.also.includes(one.section)}
      disabled={frozen || (one.refused !== null && !one.included)}
      onChange={(on) => onToggle(one.section, on)}
    >
      {title}
    </Checkbox>
  );
}

/** Whether a section is in it, and how many open points it will state. */
function State({ one, found }: { one: PreflightSection; found: Preflight }) {
  if (!one.included) {
    return (
      <Marked shape="bar-ring" tone="none">
        {one.refused === null ? T.outside : refusedWords(one.refused, one.section, found.sections)}
      </Marked>
    );
  }
  const points = found.open_points.filter((point) => point.section === one.section).length;
  const words = [one.in_profile ? "" : T.added, points > 0 ? T.stated(points) : one.in_profile ? T.ready : ""];
  return <Marked {...(points > 0 || !one.in_profile ? STATED : READY)}>{words.filter(Boolean).join(", ")}</Marked>;
}

const READY = { shape: "tick-disc", tone: "good" } as const;
const STATED = { shape: "half-disc", tone: "med" } as const;
