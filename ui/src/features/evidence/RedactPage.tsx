/** One page to draw areas on with the pointer. It keeps no area: whoever shows it does, and gives fields for them as well. */
import { type PointerEvent, useRef, useState } from "react";
import { pictureAddress } from "../../audit";
import { IconButton } from "../../kit";
import type { FilePreview, PageArea } from "../../wire/wire.gen";
import { areaOf, type Drawn, inPoints } from "./redact";
import { R } from "./redact-texts";

type Page = Extract<FilePreview, { kind: "page" }>;

export function RedactPage(props: {
  shown: Page;
  areas: readonly PageArea[];
  onPage(page: number): void;
  onDraw(area: PageArea): void;
}) {
  const { picture, page, pages } = props.shown;
  const paper = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<Drawn>();
  const place = (event: PointerEvent): readonly [number, number] => {
    const box = paper.current?.getBoundingClientRect();
    if (!box || box.width === 0 || box.height === 0) return [0, 0];
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    paper.current?.setPointerCapture?.(event.pointerId);
    setDrawn({ from: place(event), to: place(event) });
  };
  const end = (event: PointerEvent) => {
    if (!drawn) return;
    const area = areaOf({ ...drawn, to: place(event) }, page, picture);
    setDrawn(undefined);
    if (area) props.onDraw(area);
  };
  const own = props.areas.filter((area) => area.page === page);
  const present = drawn && areaOf(drawn, page, picture);
  return (
    <div className="redact-page">
      <div className="row gap1">
        <IconButton
          icon="chevron-left"
          label={R.previous}
          disabled={page <= 1}
          onPress={() => props.onPage(page - 1)}
        />
        <span className="nowrap">{R.page(page, pages)}</span>
        <IconButton
          icon="chevron-right"
          label={R.next}
          disabled={page >= pages}
          onPress={() => props.onPage(page + 1)}
        />
      </div>
      <div className="redact-paper">
        <img src={pictureAddress(picture)} alt="" draggable={false} />
        <svg
          ref={paper}
          role="img"
          aria-label={R.drawing(page, pages)}
          viewBox={`0 0 ${picture.width} ${picture.height}`}
          preserveAspectRatio="none"
          onPointerDown={begin}
          onPointerMove={(event) => drawn && setDrawn({ ...drawn, to: place(event) })}
          onPointerUp={end}
          onPointerCancel={() => setDrawn(undefined)}
        >
          {[...own, ...(present ? [present] : [])].map((area, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: areas have nothing of their own but their place
            <rect key={at} className="redact-area" {...inPoints(area)} />
          ))}
        </svg>
      </div>
    </div>
  );
}
