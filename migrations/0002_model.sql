-- The nouns of the whole audit model beside those of 0001: requests, findings, tasks, subservice organisations,
-- complementary user entity controls, commitments, teams, occurrences and populations. Conventions are those of 0001.

-- Internal status "blocked" and "not_applicable" have a reason. What the auditor's status may be follows from the rounds.
CREATE TABLE request (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  auditor_id TEXT,
  wording TEXT NOT NULL,
  kind TEXT,
  period_from TEXT,
  period_to TEXT,
  population TEXT,
  owner BLOB REFERENCES person (id),
  reviewer BLOB REFERENCES person (id),
  received_on TEXT NOT NULL,
  due_on TEXT,
  blocks_testing INTEGER NOT NULL CHECK (blocks_testing IN (0, 1)),
  internal TEXT NOT NULL,
  internal_reason TEXT,
  auditor TEXT NOT NULL,
  template TEXT,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, number),
  CHECK ((period_from IS NULL) = (period_to IS NULL))
) STRICT;
CREATE INDEX request_auditor_id ON request (engagement, auditor_id);
CREATE INDEX request_owner ON request (owner);

CREATE TABLE request_control (
  request BLOB NOT NULL REFERENCES request (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (request, control)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_control_control ON request_control (control);

CREATE TABLE request_criterion (
  request BLOB NOT NULL REFERENCES request (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (request, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_evidence (
  request BLOB NOT NULL REFERENCES request (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (request, evidence)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_evidence_evidence ON request_evidence (evidence);

-- A round ends "accepted" or "returned", the latter with a remark; one that the auditor still looks at hasn't ended.
CREATE TABLE request_round (
  request BLOB NOT NULL REFERENCES request (id),
  position INTEGER NOT NULL,
  submitted_on TEXT NOT NULL,
  answer TEXT NOT NULL,
  ended TEXT,
  ended_on TEXT,
  remark TEXT,
  PRIMARY KEY (request, position),
  CHECK ((ended IS NULL) = (ended_on IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE request_round_evidence (
  request BLOB NOT NULL,
  position INTEGER NOT NULL,
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (request, position, evidence),
  FOREIGN KEY (request, position) REFERENCES request_round (request, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  auditor_reference TEXT,
  wording TEXT NOT NULL,
  source TEXT NOT NULL,
  raised_on TEXT NOT NULL,
  deviations_found INTEGER,
  deviations_tested INTEGER,
  cause TEXT NOT NULL,
  extent TEXT NOT NULL,
  effect TEXT NOT NULL,
  compensating_note TEXT NOT NULL,
  severity TEXT,
  owner BLOB REFERENCES person (id),
  due_on TEXT,
  acknowledged_by BLOB REFERENCES person (id),
  acknowledged_on TEXT,
  response TEXT,
  response_by BLOB REFERENCES person (id),
  response_on TEXT,
  fixed_on TEXT,
  retest_by BLOB REFERENCES person (id),
  retest_on TEXT,
  retest_note TEXT,
  closed_on TEXT,
  state TEXT NOT NULL,
  prior BLOB REFERENCES finding (id),
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, number),
  CHECK ((deviations_found IS NULL) = (deviations_tested IS NULL))
) STRICT;
CREATE INDEX finding_owner ON finding (owner);

CREATE TABLE finding_control (
  finding BLOB NOT NULL REFERENCES finding (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (finding, control)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_control_control ON finding_control (control);

CREATE TABLE finding_criterion (
  finding BLOB NOT NULL REFERENCES finding (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (finding, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_compensating (
  finding BLOB NOT NULL REFERENCES finding (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (finding, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_gap (
  finding BLOB NOT NULL REFERENCES finding (id),
  gap BLOB NOT NULL REFERENCES gap (id),
  PRIMARY KEY (finding, gap)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_gap_gap ON finding_gap (gap);

CREATE TABLE finding_retest_evidence (
  finding BLOB NOT NULL REFERENCES finding (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (finding, evidence)
) STRICT, WITHOUT ROWID;

-- State "blocked" and "dropped" have a reason, "done" a day with evidence or a note.
CREATE TABLE task (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  phase TEXT NOT NULL,
  track TEXT NOT NULL,
  owner BLOB REFERENCES person (id),
  owner_role TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  working_days INTEGER NOT NULL,
  done_when TEXT NOT NULL,
  state TEXT NOT NULL,
  state_reason TEXT,
  done_on TEXT,
  done_note TEXT,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, code)
) STRICT;
CREATE INDEX task_owner ON task (owner);

CREATE TABLE task_dependency (
  task BLOB NOT NULL REFERENCES task (id),
  other BLOB NOT NULL REFERENCES task (id),
  wait TEXT NOT NULL,
  PRIMARY KEY (task, other),
  CHECK (task <> other)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_dependency_other ON task_dependency (other);

CREATE TABLE task_control (
  task BLOB NOT NULL REFERENCES task (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (task, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_gap (
  task BLOB NOT NULL REFERENCES task (id),
  gap BLOB NOT NULL REFERENCES gap (id),
  PRIMARY KEY (task, gap)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_gap_gap ON task_gap (gap);

CREATE TABLE task_freeze (
  task BLOB NOT NULL REFERENCES task (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  span_from TEXT NOT NULL,
  span_to TEXT NOT NULL,
  PRIMARY KEY (task, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_done_evidence (
  task BLOB NOT NULL REFERENCES task (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (task, evidence)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  name TEXT NOT NULL,
  services TEXT NOT NULL,
  method TEXT NOT NULL,
  report_kind TEXT,
  report_auditor TEXT,
  report_from TEXT,
  report_to TEXT,
  report_exceptions TEXT,
  bridge_until TEXT,
  next_due TEXT,
  reviewed_by BLOB REFERENCES person (id),
  reviewed_on TEXT,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, name)
) STRICT;

-- Controls that are expected of a subservice organisation; their criteria as one JSON array.
CREATE TABLE organisation_complementary (
  organisation BLOB NOT NULL REFERENCES organisation (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  criteria TEXT NOT NULL,
  PRIMARY KEY (organisation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_control (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  code TEXT NOT NULL,
  statement TEXT NOT NULL,
  why TEXT NOT NULL,
  UNIQUE (engagement, code)
) STRICT;

CREATE TABLE user_control_criterion (
  user_control BLOB NOT NULL REFERENCES user_control (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (user_control, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL,
  source_note TEXT NOT NULL,
  categories TEXT NOT NULL,
  UNIQUE (engagement, number)
) STRICT;

CREATE TABLE commitment_criterion (
  commitment BLOB NOT NULL REFERENCES commitment (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (commitment, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL UNIQUE,
  lead BLOB REFERENCES person (id)
) STRICT;

CREATE TABLE team_member (
  team BLOB NOT NULL REFERENCES team (id),
  person BLOB NOT NULL REFERENCES person (id),
  PRIMARY KEY (team, person)
) STRICT, WITHOUT ROWID;

-- What is recorded of one occurrence of a control; one of which nothing is recorded follows from the calendar alone. The
-- key names the window, such as 2026-Q2.
CREATE TABLE occurrence (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  control BLOB NOT NULL REFERENCES control (id),
  key TEXT NOT NULL,
  performed_on TEXT,
  performed_by TEXT NOT NULL,
  note TEXT NOT NULL,
  exception TEXT,
  UNIQUE (control, key)
) STRICT;
CREATE INDEX occurrence_engagement ON occurrence (engagement);

CREATE TABLE population (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  control BLOB NOT NULL REFERENCES control (id),
  name TEXT NOT NULL,
  source_system TEXT NOT NULL,
  query TEXT NOT NULL,
  count INTEGER NOT NULL,
  covers_from TEXT NOT NULL,
  covers_to TEXT NOT NULL,
  evidence BLOB NOT NULL REFERENCES evidence (id),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX population_control ON population (control);
CREATE INDEX population_evidence ON population (evidence);

-- Which heading of somebody's sheet is which column: an object of JSON, with columns by their names.
CREATE TABLE sheet_mapping (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL UNIQUE,
  of TEXT NOT NULL,
  mapping TEXT NOT NULL
) STRICT;

-- Days of the client's calendar on which no business is done.
CREATE TABLE holiday (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  day TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

-- Questions that the auditor asked in a walkthrough. State "withdrawn" has a reason, "answered" an answer with its day.
CREATE TABLE follow_up (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  control BLOB NOT NULL REFERENCES control (id),
  question TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  promised_by BLOB REFERENCES person (id),
  due_on TEXT,
  answer TEXT,
  answered_on TEXT,
  state TEXT NOT NULL,
  state_reason TEXT,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, number),
  CHECK ((answer IS NULL) = (answered_on IS NULL))
) STRICT;
CREATE INDEX follow_up_control ON follow_up (control);
CREATE INDEX follow_up_promised_by ON follow_up (promised_by);

-- Commitments and requirements were lines of a system's facts, as JSON arrays. They are records now, which this can't make:
-- a record has its row of the log. So the lines wait here until the program that unlocks the vault makes records of them.
CREATE TABLE carried_line (
  system BLOB NOT NULL REFERENCES system (id),
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (system, kind, position)
) STRICT, WITHOUT ROWID;
INSERT INTO carried_line SELECT s.id, 'commitment', j.key, j.value FROM system s, json_each(s.commitments) j;
INSERT INTO carried_line SELECT s.id, 'requirement', j.key, j.value FROM system s, json_each(s.requirements) j;
ALTER TABLE system DROP COLUMN commitments;
ALTER TABLE system DROP COLUMN requirements;

-- The fields that earlier nouns gained. A firm's logo is a PNG, its colour #rrggbb, the paper "a4" or "letter".
ALTER TABLE engagement ADD COLUMN firm_logo BLOB;
ALTER TABLE engagement ADD COLUMN firm_colour TEXT;
ALTER TABLE engagement ADD COLUMN firm_footer TEXT NOT NULL DEFAULT '';
ALTER TABLE engagement ADD COLUMN paper TEXT NOT NULL DEFAULT 'a4';

ALTER TABLE gap ADD COLUMN prior BLOB REFERENCES gap (id);

ALTER TABLE plan_row ADD COLUMN template TEXT;
ALTER TABLE plan_row ADD COLUMN triggered_at TEXT;

ALTER TABLE message ADD COLUMN claims TEXT NOT NULL DEFAULT '{}';
ALTER TABLE message ADD COLUMN signing_roles TEXT NOT NULL DEFAULT '[]';
ALTER TABLE message ADD COLUMN signatory BLOB REFERENCES person (id);
ALTER TABLE message ADD COLUMN questions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE message ADD COLUMN superseded_by BLOB REFERENCES message (id);
ALTER TABLE message ADD COLUMN withdrawn_because TEXT NOT NULL DEFAULT '';

ALTER TABLE packet ADD COLUMN container BLOB CHECK (length(container) = 32);

CREATE TABLE message_finding (
  message BLOB NOT NULL REFERENCES message (id),
  finding BLOB NOT NULL REFERENCES finding (id),
  PRIMARY KEY (message, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_request (
  message BLOB NOT NULL REFERENCES message (id),
  request BLOB NOT NULL REFERENCES request (id),
  PRIMARY KEY (message, request)
) STRICT, WITHOUT ROWID;

-- How each occurrence of each calendar control stands on the day of derived_day. It is due on the last of its days.
CREATE TABLE derived_occurrence (
  control BLOB NOT NULL,
  key TEXT NOT NULL,
  days_from TEXT NOT NULL,
  days_to TEXT NOT NULL,
  last_chance TEXT NOT NULL,
  state TEXT NOT NULL,
  expected INTEGER NOT NULL CHECK (expected IN (0, 1)),
  exception INTEGER NOT NULL CHECK (exception IN (0, 1)),
  evidence INTEGER NOT NULL,
  PRIMARY KEY (control, key)
) STRICT, WITHOUT ROWID;

-- Strips of marks of these occurrences, as lists show them; the marks as one JSON array.
CREATE TABLE derived_strip (
  control BLOB NOT NULL PRIMARY KEY,
  marks TEXT NOT NULL,
  expected INTEGER NOT NULL,
  done INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  next_due TEXT,
  last_chance TEXT
) STRICT, WITHOUT ROWID;

-- What the list of evidence items sorts and filters by: texts folded, instants in UTC, no value for what is empty. Each
-- index gives one order of the list, by the expression that vault/src/page/evidence.rs sorts by, and then by number. A row
-- that changes gets a new place, greater than any before: whoever holds the rows in memory takes in the later ones.
CREATE TABLE derived_evidence (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  evidence BLOB NOT NULL UNIQUE,
  engagement BLOB NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  reference TEXT NOT NULL,
  kind TEXT NOT NULL,
  classification TEXT NOT NULL,
  state TEXT NOT NULL,
  covers_from TEXT,
  covers_to TEXT,
  captured_at TEXT,
  received_at TEXT NOT NULL,
  source_system TEXT,
  collected_by TEXT,
  controls INTEGER NOT NULL,
  files INTEGER NOT NULL,
  size INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX derived_evidence_number ON derived_evidence (engagement, number);
CREATE INDEX derived_evidence_title ON derived_evidence (engagement, title, number);
CREATE INDEX derived_evidence_kind ON derived_evidence (engagement, CASE kind WHEN 'population' THEN 0 WHEN 'sample' THEN 1 WHEN 'configuration' THEN 2 WHEN 'change_history' THEN 3 WHEN 'policy' THEN 4 WHEN 'screenshot' THEN 5 WHEN 'system_report' THEN 6 WHEN 'report' THEN 7 WHEN 'ticket' THEN 8 WHEN 'log' THEN 9 WHEN 'contract' THEN 10 WHEN 'training_record' THEN 11 WHEN 'correspondence' THEN 12 END, number);
CREATE INDEX derived_evidence_classification ON derived_evidence (engagement, CASE classification WHEN 'public' THEN 0 WHEN 'internal' THEN 1 WHEN 'confidential' THEN 2 WHEN 'personal' THEN 3 WHEN 'restricted' THEN 4 END, number);
CREATE INDEX derived_evidence_state ON derived_evidence (engagement, CASE state WHEN 'received' THEN 0 WHEN 'in_review' THEN 1 WHEN 'accepted' THEN 2 WHEN 'returned' THEN 3 WHEN 'released' THEN 4 WHEN 'superseded' THEN 5 WHEN 'withdrawn' THEN 6 END, number);
CREATE INDEX derived_evidence_covers_from ON derived_evidence (engagement, covers_from, number);
CREATE INDEX derived_evidence_covers_to ON derived_evidence (engagement, covers_to, number);
CREATE INDEX derived_evidence_captured_at ON derived_evidence (engagement, captured_at, number);
CREATE INDEX derived_evidence_received_at ON derived_evidence (engagement, received_at, number);
CREATE INDEX derived_evidence_source_system ON derived_evidence (engagement, source_system, number);
CREATE INDEX derived_evidence_collected_by ON derived_evidence (engagement, collected_by, number);
CREATE INDEX derived_evidence_controls ON derived_evidence (engagement, controls, number);
CREATE INDEX derived_evidence_files ON derived_evidence (engagement, files, number);
CREATE INDEX derived_evidence_size ON derived_evidence (engagement, size, number);
CREATE INDEX derived_evidence_missing ON derived_evidence (engagement, missing, number);
CREATE INDEX derived_evidence_version ON derived_evidence (engagement, version, number);

-- Earliest days of tasks, after what they wait for.
CREATE TABLE derived_task (
  task BLOB NOT NULL PRIMARY KEY,
  engagement BLOB NOT NULL,
  days_from TEXT NOT NULL,
  days_to TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX derived_task_engagement ON derived_task (engagement);

-- How long ago the last backup was made, whatever the length of the log.
CREATE INDEX activity_backup ON activity (action) WHERE action = 'vault.backup';

-- Which row of the log undoes which: what the body says, beside it, so that no list has to read bodies.
ALTER TABLE activity_body ADD COLUMN undoes INTEGER;
CREATE INDEX activity_body_undoes ON activity_body (undoes) WHERE undoes IS NOT NULL;

-- What is searched: one line a record. Numbers of one noun lie together, so that a noun can be searched alone.
CREATE TABLE derived_search (
  number INTEGER NOT NULL PRIMARY KEY,
  noun TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  engagement BLOB,
  state TEXT NOT NULL,
  reference TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (noun, id)
) STRICT;
CREATE INDEX derived_search_reference ON derived_search (reference COLLATE NOCASE);
CREATE VIRTUAL TABLE search_record USING fts5 (
  reference, title, text,
  content = 'derived_search', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- What was taken out of a file of evidence for packets, which hold its twin: areas, columns or cells as one JSON text.
CREATE TABLE evidence_redaction (
  file BLOB NOT NULL PRIMARY KEY REFERENCES evidence_file (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  twin BLOB NOT NULL REFERENCES twin (id),
  name TEXT NOT NULL,
  file_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  cover BLOB NOT NULL CHECK (length(cover) = 32),
  removed TEXT NOT NULL,
  undrawn INTEGER NOT NULL,
  reason TEXT NOT NULL,
  redacted_by TEXT NOT NULL,
  redacted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_redaction_evidence ON evidence_redaction (evidence);
CREATE INDEX evidence_redaction_twin ON evidence_redaction (twin);

-- The stored twins of files, with the salt of each one's cover (none where a salvage couldn't read it). One stays when its
-- redaction is taken back, so that this can be undone; all go when the files of the item are purged. The log has none.
CREATE TABLE twin (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  file BLOB NOT NULL REFERENCES evidence_file (id),
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  salt BLOB CHECK (length(salt) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX twin_file ON twin (file);

-- Which sealed chunks of evidence.db make up a twin, in order.
CREATE TABLE twin_chunk (
  twin BLOB NOT NULL REFERENCES twin (id),
  position INTEGER NOT NULL,
  chunk BLOB NOT NULL CHECK (length(chunk) = 32),
  PRIMARY KEY (twin, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX twin_chunk_chunk ON twin_chunk (chunk);

-- The texts of evidence files, in pieces: read from the sealed originals, which say the same. No change of the vault.
CREATE TABLE file_text (
  file BLOB NOT NULL PRIMARY KEY REFERENCES evidence_file (id),
  size INTEGER NOT NULL,
  cut INTEGER NOT NULL CHECK (cut IN (0, 1)),
  none TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE file_text_piece (
  number INTEGER NOT NULL PRIMARY KEY,
  file BLOB NOT NULL REFERENCES file_text (file),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (file, position)
) STRICT;
CREATE VIRTUAL TABLE search_file USING fts5 (
  text,
  content = 'file_text_piece', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- What is taken out of an index is gone from its pages, not only marked.
INSERT INTO search_record (search_record, rank) VALUES ('secure-delete', 1);
INSERT INTO search_file (search_file, rank) VALUES ('secure-delete', 1);

-- What somebody was writing when the window was locked; nobody's statement yet, so outside the log.
CREATE TABLE unsaved (
  place TEXT NOT NULL PRIMARY KEY CHECK (length(place) BETWEEN 1 AND 200),
  text TEXT NOT NULL CHECK (length(CAST(text AS BLOB)) <= 200000),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Saved views of lists: how somebody looks, not what is; so outside the log as well.
CREATE TABLE saved_view (
  list TEXT NOT NULL CHECK (length(list) BETWEEN 1 AND 80),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  layout TEXT NOT NULL CHECK (length(CAST(layout AS BLOB)) <= 20000),
  PRIMARY KEY (list, name)
) STRICT, WITHOUT ROWID;

-- Keys that sign packets. The log names a key by its public half; the private one stands apart, sealed under a key of its
-- own, so that no row and no image has it, and no copy that is given away can open it. Of private halves there is one at most.
CREATE TABLE signing_key (
  public_key BLOB NOT NULL PRIMARY KEY CHECK (length(public_key) = 32),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  replaced_at TEXT,
  replaced_by TEXT,
  replaced_reason TEXT,
  CHECK ((replaced_at IS NULL) = (replaced_by IS NULL) AND (replaced_at IS NULL) = (replaced_reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE signing_secret (
  public_key BLOB NOT NULL PRIMARY KEY REFERENCES signing_key (public_key),
  sealed BLOB NOT NULL CHECK (length(sealed) = 72)
) STRICT, WITHOUT ROWID;
ALTER TABLE packet ADD COLUMN form TEXT NOT NULL DEFAULT 'archive';
ALTER TABLE packet ADD COLUMN signed_by BLOB CHECK (length(signed_by) = 32);

-- Writing or removing what others point to looks for those others; without these it would read their whole tables.
CREATE INDEX commitment_criterion_criterion ON commitment_criterion (engagement, criterion);
CREATE INDEX custody_log_seq ON custody (log_seq);
CREATE INDEX engagement_system ON engagement (system);
CREATE INDEX evidence_released_by ON evidence (released_by) WHERE released_by IS NOT NULL;
CREATE INDEX evidence_reviewed_by ON evidence (reviewed_by) WHERE reviewed_by IS NOT NULL;
CREATE INDEX evidence_superseded_by ON evidence (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX evidence_supersedes ON evidence (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX finding_acknowledged_by ON finding (acknowledged_by) WHERE acknowledged_by IS NOT NULL;
CREATE INDEX finding_compensating_control ON finding_compensating (control);
CREATE INDEX finding_criterion_criterion ON finding_criterion (engagement, criterion);
CREATE INDEX finding_prior ON finding (prior) WHERE prior IS NOT NULL;
CREATE INDEX finding_response_by ON finding (response_by) WHERE response_by IS NOT NULL;
CREATE INDEX finding_retest_by ON finding (retest_by) WHERE retest_by IS NOT NULL;
CREATE INDEX finding_retest_evidence_evidence ON finding_retest_evidence (evidence);
CREATE INDEX gap_owner ON gap (owner) WHERE owner IS NOT NULL;
CREATE INDEX gap_prior ON gap (prior) WHERE prior IS NOT NULL;
CREATE INDEX gap_retest_by ON gap (retest_by) WHERE retest_by IS NOT NULL;
CREATE INDEX gap_retest_evidence_evidence ON gap_retest_evidence (evidence);
CREATE INDEX gap_risk_approver ON gap (risk_approver) WHERE risk_approver IS NOT NULL;
CREATE INDEX message_approval_person ON message_approval (person);
CREATE INDEX message_control_control ON message_control (control);
CREATE INDEX message_field_evidence ON message_field (evidence) WHERE evidence IS NOT NULL;
CREATE INDEX message_finding_finding ON message_finding (finding);
CREATE INDEX message_gap_gap ON message_gap (gap);
CREATE INDEX message_request_request ON message_request (request);
CREATE INDEX message_send_by ON message_send ("by");
CREATE INDEX message_signatory ON message (signatory) WHERE signatory IS NOT NULL;
CREATE INDEX message_superseded_by ON message (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX message_surface_surface ON message_surface (surface);
CREATE INDEX organisation_reviewed_by ON organisation (reviewed_by) WHERE reviewed_by IS NOT NULL;
CREATE INDEX packet_log_seq ON packet (log_seq);
CREATE INDEX plan_row_owner ON plan_row (owner) WHERE owner IS NOT NULL;
CREATE INDEX plan_row_sender ON plan_row (sender) WHERE sender IS NOT NULL;
CREATE INDEX population_engagement ON population (engagement);
CREATE INDEX rating_rated_by ON rating (rated_by);
CREATE INDEX rating_reviewed_by ON rating (reviewed_by) WHERE reviewed_by IS NOT NULL;
CREATE INDEX request_criterion_criterion ON request_criterion (engagement, criterion);
CREATE INDEX request_reviewer ON request (reviewer) WHERE reviewer IS NOT NULL;
CREATE INDEX request_round_evidence_evidence ON request_round_evidence (evidence);
CREATE INDEX surface_owner ON surface (owner) WHERE owner IS NOT NULL;
CREATE INDEX task_control_control ON task_control (control);
CREATE INDEX task_done_evidence_evidence ON task_done_evidence (evidence);
CREATE INDEX team_lead ON team (lead) WHERE lead IS NOT NULL;
CREATE INDEX team_member_person ON team_member (person);
CREATE INDEX user_control_criterion_criterion ON user_control_criterion (engagement, criterion);

-- Without their day the derived values are computed at the next unlock, occurrences and lines of the search with them.
DELETE FROM derived_day;
