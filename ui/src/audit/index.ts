/** The audit room's one export page: what several features need in the audit's words. It has no view and saves nothing. */
export { CriteriaChips, CriteriaLinks } from "./criteria";
export { type Dates, DatesProvider, datesIn, useDates } from "./date-format";
export * from "./dates";
export { type DropPlace, type OnFiles, useDrop } from "./drop";
export * from "./find";
export { HistoryList } from "./history";
export * from "./intake";
export { LinksTo, LinkTo, placeOf, placeOfMany, VIEW_OF } from "./link";
export { LostOccurrence } from "./lost";
export * from "./marks";
export { MissingList, MissingMark } from "./missing";
export * from "./money";
export * from "./occurrence-marks";
export * from "./pickers";
export { EvidencePreview, type EvidencePreviewProps } from "./preview/evidence-preview";
export { FileView, type FileViewProps, pagesOf } from "./preview/file-view";
export { pictureAddress } from "./preview/page";
export * from "./words";
