/** The words of the communication plan and its messages. It never decides anything. */
import type { Decision, DraftForm, Due, MessageState, RowKind, Track } from "../../wire/wire.gen";

/** Whether a message stays inside the client. */
export const TRACK: Record<Track, string> = { internal: "Internal", external: "External" };

export const MESSAGE_STATE: Record<MessageState, string> = {
  draft: "Draft",
  in_review: "In review",
  approved: "Approved",
  sent: "Sent",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
};

/** What an approver decided. */
export const DECISION: Record<Decision, string> = { approved: "Approved", returned: "Sent back" };

export const DUE: Record<Due["due"], string> = {
  on: "On a day",
  after_trigger: "Hours after its trigger",
  on_request: "On request",
};

/** For what a row of a message repeats. */
export const ROW_KIND: Record<RowKind, string> = {
  gap: "Each chosen gap",
  finding: "Each chosen finding",
  request: "Each chosen request",
  question: "Each chosen question",
};

export const DRAFT_FORM: Record<DraftForm, string> = {
  markdown: "Text in Markdown",
  mail: "E-mail (EML), not sent",
  document: "Document (DOCX)",
  pdf: "PDF",
};
