/** The inspector of this view, wide enough for its forms, with the record's history at its end. */
import { type ReactNode, useState } from "react";
import { HistoryList } from "../../audit";
import { Inspector, InspectorSection } from "../../kit";
import type { Noun } from "../../wire/wire.gen";
import { T } from "./texts";

/** Its width in px at the beginning: two day fields fit side by side. */
const WIDTH = 380;

export function Pane(props: {
  title: string;
  code?: string;
  words?: string;
  onClose(): void;
  children: ReactNode;
  /** Whose history stands at the end; none for what isn't there yet. */
  history?: { noun: Noun; id: string };
}) {
  const [width, setWidth] = useState(WIDTH);
  return (
    <Inspector {...props} width={width} onWidth={setWidth}>
      {props.children}
      {props.history && (
        <InspectorSection title={T.history}>
          <HistoryList {...props.history} />
        </InspectorSection>
      )}
    </Inspector>
  );
}
