/** The pages of a packet that lies outside the vault, read by its handle. It records nothing. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { FileView } from "../../audit";
import { FailureNote, Loading } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Chosen } from "../../wire/wire.gen";

/** Widths in pixels that pages are drawn for: as wide as a page is in a window, and for one shown large. */
const WIDTHS = [800, 1600] as const;

export function PacketPages({ file }: { file: Chosen }) {
  const client = useQueryClient();
  const [page, setPage] = useState(1);
  const [width, setWidth] = useState<number>(WIDTHS[0]);
  const request = { file: file.held, page, width };
  const read = useRead("packet.preview", request);
  const shown = read.data;
  const pixels = shown?.kind === "page" && !shown.picture.vector ? shown.picture.width : undefined;
  const onPercent = useCallback(
    (percent: number) => {
      if (pixels === undefined) return;
      const across = ((pixels * 96) / 72) * (percent / 100) * (window.devicePixelRatio || 1);
      if (across > WIDTHS[0]) setWidth(WIDTHS[1]);
    },
    [pixels],
  );
  if (read.failure) {
    return (
      <div className="pad">
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      </div>
    );
  }
  if (!shown) return <Loading />;
  const again = () => client.refetchQueries({ queryKey: ["packet.preview", request], exact: true });
  return (
    <FileView
      name={file.name}
      shown={shown}
      page={page}
      onPage={setPage}
      again={again}
      beside={false}
      onPercent={onPercent}
    />
  );
}
