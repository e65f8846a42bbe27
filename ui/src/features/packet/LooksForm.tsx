/** How a packet looks: its paper, its mark of confidentiality, and whether it is a draft. */
import { CONFIDENTIALITY, choicesOf, PAPER } from "../../audit";
import { Checkbox, Select } from "../../kit";
import type { Confidentiality, Paper } from "../../wire/wire.gen";
import type { Draft } from "./draft";
import { T } from "./texts";

interface Props {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
  frozen: boolean;
}

export function LooksForm({ draft, onChange, frozen }: Props) {
  const told = [
    draft.paper === null ? T.paperUsual : PAPER[draft.paper],
    CONFIDENTIALITY[draft.confidentiality],
    ...(draft.asDraft ? [T.draftShort] : []),
  ];
  return (
    <details className="packet-limits" open={draft.asDraft}>
      <summary>
        {T.looks}
        <span className="dim">{told.join(" · ")}</span>
      </summary>
      <div className="col">
        <Select
          label={T.paper}
          value={draft.paper}
          none={T.paperUsual}
          choices={choicesOf(PAPER)}
          onChange={(paper) => onChange({ paper: paper as Paper | null })}
          disabled={frozen}
        />
        <Select
          label={T.confidentiality}
          hint={T.confidentialityHint}
          value={draft.confidentiality}
          choices={choicesOf(CONFIDENTIALITY)}
          onChange={(mark) => mark && onChange({ confidentiality: mark as Confidentiality })}
          disabled={frozen}
        />
        <Checkbox
          checked={draft.asDraft}
          onChange={(asDraft) => onChange({ asDraft })}
          hint={T.draftHint}
          disabled={frozen}
        >
          {T.asDraft}
        </Checkbox>
      </div>
    </details>
  );
}
