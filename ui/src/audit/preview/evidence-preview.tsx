/** A file of an evidence item, read page by page through the wire. It records nothing and saves nothing. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import { FailureNote, Loading, Select } from "../../kit";
import { useEngagementOrNone } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { EvidenceFile } from "../../wire/wire.gen";
import { PREVIEW_TEXTS as T } from "../texts";
import { FileView } from "./file-view";
import "./preview.css";

export interface EvidencePreviewProps {
  /** The item, by reference or id. */
  evidence: string;
  /** Its files, where there may be several to choose from. */
  files?: readonly Pick<EvidenceFile, "id" | "name">[];
  /** The file that is shown at first; the first one without. */
  file?: string;
  /** The page that is shown at first, such as the one of a hit. */
  page?: number;
  /** Words to mark. */
  sought?: string;
  /** What can be done about a file that isn't shown. */
  instead?: ReactNode;
  /** Shows the words beside the page at first; so unless told otherwise. */
  beside?: boolean;
  /** The file that is shown changed. */
  onFile?(file: string): void;
}

/** Widths in pixels that pictures are drawn for: enough for a page in a window, and for one shown large. */
const WIDTHS = [800, 1600] as const;

/** An item's files, one at a time. */
export function EvidencePreview(props: EvidencePreviewProps) {
  const [chosen, setChosen] = useState<{ of: string; file: string }>();
  const file = chosen?.of === props.evidence ? chosen.file : (props.file ?? props.files?.[0]?.id);
  const files = props.files ?? [];
  const choose = (value: string | null) => {
    if (value === null) return;
    setChosen({ of: props.evidence, file: value });
    props.onFile?.(value);
  };
  const tools = files.length > 1 && (
    <Select
      hideLabel
      label={T.file}
      value={file ?? null}
      choices={files.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={choose}
    />
  );
  return <OneFile key={`${props.evidence} ${file}`} {...props} file={file} tools={tools} />;
}

function OneFile(props: EvidencePreviewProps & { tools: ReactNode }) {
  const engagement = useEngagementOrNone();
  const client = useQueryClient();
  const [page, setPage] = useState(props.page ?? 1);
  const [width, setWidth] = useState<number>(WIDTHS[0]);
  const request = { engagement, evidence: props.evidence, file: props.file ?? null, page, width };
  const read = useRead("evidence.preview", request);
  const shown = read.data?.shown;
  // Only a picture of pixels gains by being drawn for more of them.
  const pixels = shown?.kind === "page" && !shown.picture.vector ? shown.picture.width : undefined;
  const onPercent = useCallback(
    (percent: number) => {
      if (pixels === undefined) return;
      const across = ((pixels * 96) / 72) * (percent / 100) * (window.devicePixelRatio || 1);
      if (across > WIDTHS[0]) setWidth(WIDTHS[1]);
    },
    [pixels],
  );
  const again = () => client.refetchQueries({ queryKey: ["evidence.preview", request], exact: true });
  const name = read.data?.name ?? props.files?.find((file) => file.id === props.file)?.name ?? props.evidence;
  if (read.failure) {
    return (
      <div className="preview">
        <div className="preview-tools">{props.tools}</div>
        <div className="preview-body pad">
          <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
        </div>
      </div>
    );
  }
  if (!shown) {
    return (
      <div className="preview" aria-busy="true">
        <div className="preview-tools">{props.tools}</div>
        <div className="preview-body pad">
          <Loading words={T.loading(name)} />
        </div>
      </div>
    );
  }
  return (
    <FileView
      name={name}
      shown={shown}
      page={page}
      onPage={setPage}
      again={again}
      sought={props.sought}
      tools={props.tools}
      instead={props.instead}
      beside={props.beside}
      onPercent={onPercent}
    />
  );
}
