/** An exhibit in the place of the control's page: the files that the page names, and nothing else of the item. */
import { useEffect, useRef } from "react";
import { EvidencePreview, useDates } from "../../audit";
import { Button } from "../../kit";
import type { WalkthroughExhibit, WalkthroughSheet } from "../../wire/wire.gen";
import { T } from "./texts";
import "./exhibits.css";

export function ExhibitPage(props: { page: WalkthroughSheet; exhibit: WalkthroughExhibit; onClose(): void }) {
  const { page, exhibit, onClose } = props;
  const dates = useDates();
  const box = useRef<HTMLDivElement>(null);
  // Keys of the preview work from within it: it has them as soon as there is something to scroll.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const take = () => {
      const to = element.querySelector<HTMLElement>(".preview-scroll, .preview-body, .preview");
      if (!to || element.contains(document.activeElement)) return;
      if (to.tabIndex < 0) to.tabIndex = -1;
      to.focus();
    };
    take();
    const watch = new MutationObserver(take);
    watch.observe(element, { childList: true, subtree: true });
    const timer = setTimeout(() => watch.disconnect(), 10_000);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
    };
  }, []);
  const facts = [
    exhibit.covers ? dates.covers(exhibit.covers) : undefined,
    exhibit.captured_at ? T.captured(dates.zoned(exhibit.captured_at)) : undefined,
    T.received(dates.instant(exhibit.received_at)),
  ];
  return (
    <div className="pexhibit" ref={box}>
      <div className="pexhibit-head">
        <h1 id="present-heading">
          <span className="dim">{`${page.code} · ${exhibit.reference} `}</span>
          {exhibit.title}
        </h1>
        <span className="dim small">{facts.filter(Boolean).join(" · ")}</span>
        <Button kind="quiet" keys="Esc" onPress={onClose}>
          {T.closeExhibit}
        </Button>
      </div>
      <EvidencePreview
        evidence={exhibit.evidence}
        files={exhibit.files.map(({ file, name }) => ({ id: file, name }))}
        beside={false}
      />
    </div>
  );
}
