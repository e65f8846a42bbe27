-- All that a vault keeps in vault.db, beside the evidence bytes themselves.
-- Ids are 16 bytes, digests 32. Instants are UTC text, YYYY-MM-DDTHH:MM:SS.mmmZ; days are YYYY-MM-DD. Enums stand by
-- their names in the model, lists of plain text as one JSON array. References between records are checked when a
-- change is committed (PRAGMA defer_foreign_keys), so that a change may write its records in any order.

CREATE TABLE client (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  legal_name TEXT NOT NULL,
  short_code TEXT NOT NULL,
  industry TEXT NOT NULL,
  sector TEXT NOT NULL,
  jurisdictions TEXT NOT NULL,
  logo BLOB
) STRICT;

CREATE TABLE system (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL,
  services TEXT NOT NULL,
  infrastructure TEXT NOT NULL,
  software TEXT NOT NULL,
  people TEXT NOT NULL,
  procedures TEXT NOT NULL,
  data TEXT NOT NULL,
  commitments TEXT NOT NULL,
  requirements TEXT NOT NULL,
  boundaries TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  side TEXT NOT NULL,
  team TEXT,
  email TEXT
) STRICT;

CREATE TABLE surface (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  assets TEXT NOT NULL,
  data_classes TEXT NOT NULL,
  owner_role TEXT NOT NULL,
  owner BLOB REFERENCES person (id),
  trust_boundary TEXT NOT NULL,
  primary_criteria TEXT NOT NULL
) STRICT;

-- Kind "readiness" may have a period, "type_ii" has one, "type_i" has a date.
CREATE TABLE engagement (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  system BLOB NOT NULL REFERENCES system (id),
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  period_from TEXT,
  period_to TEXT,
  as_of TEXT,
  categories TEXT NOT NULL,
  preparer_firm TEXT NOT NULL,
  auditor_firm TEXT,
  trigger TEXT NOT NULL,
  triggered_on TEXT,
  trigger_note TEXT NOT NULL,
  fieldwork_from TEXT,
  report_due TEXT,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE engagement_outcome (
  engagement BLOB NOT NULL REFERENCES engagement (id),
  position INTEGER NOT NULL,
  category TEXT NOT NULL,
  opinion TEXT NOT NULL,
  criteria TEXT NOT NULL,
  reported_on TEXT NOT NULL,
  PRIMARY KEY (engagement, position)
) STRICT, WITHOUT ROWID;

-- The last number given to a noun in an engagement: a number is never used again, whatever is undone or removed.
CREATE TABLE counter (
  engagement BLOB NOT NULL,
  noun TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (engagement, noun)
) STRICT, WITHOUT ROWID;

CREATE TABLE criterion (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  code TEXT NOT NULL,
  series_title TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  licensed_text TEXT,
  not_relevant TEXT,
  UNIQUE (engagement, code)
) STRICT;

CREATE TABLE control (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  statement TEXT NOT NULL,
  control_type TEXT NOT NULL,
  nature TEXT NOT NULL,
  frequency TEXT NOT NULL,
  owner BLOB REFERENCES person (id),
  owner_role TEXT NOT NULL,
  key INTEGER NOT NULL CHECK (key IN (0, 1)),
  starts_on TEXT,
  grace_days INTEGER NOT NULL,
  quarters TEXT NOT NULL,
  test_of_design TEXT NOT NULL,
  test_of_effectiveness TEXT NOT NULL,
  typical_evidence TEXT NOT NULL,
  state TEXT NOT NULL,
  retired_reason TEXT,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, code)
) STRICT;
CREATE INDEX control_owner ON control (owner);

CREATE TABLE control_criterion (
  control BLOB NOT NULL REFERENCES control (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (control, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX control_criterion_criterion ON control_criterion (engagement, criterion);

CREATE TABLE control_surface (
  control BLOB NOT NULL REFERENCES control (id),
  surface TEXT NOT NULL REFERENCES surface (code),
  PRIMARY KEY (control, surface)
) STRICT, WITHOUT ROWID;
CREATE INDEX control_surface_surface ON control_surface (surface);

CREATE TABLE control_mapping (
  control BLOB NOT NULL REFERENCES control (id),
  position INTEGER NOT NULL,
  framework TEXT NOT NULL,
  target TEXT NOT NULL,
  relation TEXT NOT NULL,
  PRIMARY KEY (control, position)
) STRICT, WITHOUT ROWID;

-- State "returned" and "withdrawn" have a reason, "released" a person and an instant, "superseded" the newer item.
-- What it covers: "period" from and to, "as_of" from alone, "in_force" from and perhaps to.
CREATE TABLE evidence (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  classification TEXT NOT NULL,
  covers TEXT,
  covers_from TEXT,
  covers_to TEXT,
  captured_at TEXT,
  received_at TEXT NOT NULL,
  reviewed_by BLOB REFERENCES person (id),
  reviewed_at TEXT,
  source_system TEXT NOT NULL,
  collected_by TEXT NOT NULL,
  state TEXT NOT NULL,
  state_reason TEXT,
  released_by BLOB REFERENCES person (id),
  released_at TEXT,
  superseded_by BLOB REFERENCES evidence (id),
  version INTEGER NOT NULL,
  supersedes BLOB REFERENCES evidence (id),
  approved_by TEXT,
  approved_on TEXT,
  list_only TEXT,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, number)
) STRICT;

CREATE TABLE evidence_control (
  evidence BLOB NOT NULL REFERENCES evidence (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (evidence, control)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_control_control ON evidence_control (control);

CREATE TABLE evidence_file (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  file_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  UNIQUE (evidence, position)
) STRICT;
CREATE INDEX evidence_file_sha256 ON evidence_file (sha256);

-- The completeness and accuracy card of an item that a system generated.
CREATE TABLE evidence_ipe (
  evidence BLOB NOT NULL PRIMARY KEY REFERENCES evidence (id),
  system TEXT NOT NULL,
  environment TEXT NOT NULL,
  query TEXT NOT NULL,
  run_by TEXT NOT NULL,
  run_at TEXT,
  row_count INTEGER,
  tie_out TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which sealed chunks of evidence.db make up a file, in order.
CREATE TABLE file_chunk (
  file BLOB NOT NULL REFERENCES evidence_file (id),
  position INTEGER NOT NULL,
  chunk BLOB NOT NULL CHECK (length(chunk) = 32),
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_chunk_chunk ON file_chunk (chunk);

CREATE TABLE custody (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  log_seq INTEGER NOT NULL REFERENCES activity (seq)
) STRICT;
CREATE INDEX custody_evidence ON custody (evidence, log_seq);

-- Subject "criterion" has a criterion, "control" a control.
CREATE TABLE rating (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  subject TEXT NOT NULL,
  criterion TEXT,
  control BLOB REFERENCES control (id),
  aspect TEXT NOT NULL,
  value TEXT NOT NULL,
  rationale TEXT NOT NULL,
  rated_by BLOB NOT NULL REFERENCES person (id),
  rated_on TEXT NOT NULL,
  reviewed_by BLOB REFERENCES person (id),
  reviewed_on TEXT,
  CHECK ((criterion IS NULL) <> (control IS NULL)),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT;
CREATE INDEX rating_control ON rating (control);
CREATE INDEX rating_criterion ON rating (engagement, criterion);

CREATE TABLE rating_evidence (
  rating BLOB NOT NULL REFERENCES rating (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (rating, evidence)
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_evidence_evidence ON rating_evidence (evidence);

CREATE TABLE gap (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  description TEXT NOT NULL,
  root_cause TEXT NOT NULL,
  likelihood INTEGER NOT NULL,
  impact INTEGER NOT NULL,
  effort_days INTEGER,
  cost_low INTEGER,
  cost_high INTEGER,
  cost_currency TEXT,
  cost_basis TEXT,
  reference_low INTEGER,
  reference_high INTEGER,
  reference_basis TEXT,
  owner BLOB REFERENCES person (id),
  found_on TEXT NOT NULL,
  due_on TEXT,
  remedy TEXT NOT NULL,
  state TEXT NOT NULL,
  fixed_on TEXT,
  retest_by BLOB REFERENCES person (id),
  retest_on TEXT,
  retest_note TEXT,
  operating_since TEXT,
  risk_approver BLOB REFERENCES person (id),
  risk_until TEXT,
  risk_reason TEXT,
  pattern TEXT,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, number)
) STRICT;

CREATE TABLE gap_acceptance (
  gap BLOB NOT NULL REFERENCES gap (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  shown_by TEXT NOT NULL,
  due_on TEXT,
  met INTEGER NOT NULL CHECK (met IN (0, 1)),
  PRIMARY KEY (gap, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap_criterion (
  gap BLOB NOT NULL REFERENCES gap (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (gap, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX gap_criterion_criterion ON gap_criterion (engagement, criterion);

CREATE TABLE gap_control (
  gap BLOB NOT NULL REFERENCES gap (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (gap, control)
) STRICT, WITHOUT ROWID;
CREATE INDEX gap_control_control ON gap_control (control);

CREATE TABLE gap_surface (
  gap BLOB NOT NULL REFERENCES gap (id),
  surface TEXT NOT NULL REFERENCES surface (code),
  PRIMARY KEY (gap, surface)
) STRICT, WITHOUT ROWID;
CREATE INDEX gap_surface_surface ON gap_surface (surface);

CREATE TABLE gap_retest_evidence (
  gap BLOB NOT NULL REFERENCES gap (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (gap, evidence)
) STRICT, WITHOUT ROWID;

-- Due "on" has a day, "after_trigger" hours, "on_request" neither.
CREATE TABLE plan_row (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  audience TEXT NOT NULL,
  track TEXT NOT NULL,
  subject TEXT NOT NULL,
  trigger TEXT NOT NULL,
  channel TEXT NOT NULL,
  owner BLOB REFERENCES person (id),
  sender BLOB REFERENCES person (id),
  due TEXT NOT NULL,
  due_on TEXT,
  due_hours INTEGER,
  cadence TEXT NOT NULL,
  internal_note TEXT NOT NULL,
  UNIQUE (engagement, number)
) STRICT;

CREATE TABLE message (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  engagement BLOB NOT NULL REFERENCES engagement (id),
  number INTEGER NOT NULL,
  plan_row BLOB REFERENCES plan_row (id),
  title TEXT NOT NULL,
  audience TEXT NOT NULL,
  track TEXT NOT NULL,
  template TEXT,
  privileged INTEGER NOT NULL CHECK (privileged IN (0, 1)),
  valid_until TEXT,
  state TEXT NOT NULL,
  required_approvals TEXT NOT NULL,
  UNIQUE (engagement, number)
) STRICT;
CREATE INDEX message_plan_row ON message (plan_row);

CREATE TABLE message_version (
  message BLOB NOT NULL REFERENCES message (id),
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_field (
  message BLOB NOT NULL REFERENCES message (id),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  evidence BLOB REFERENCES evidence (id),
  PRIMARY KEY (message, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_approval (
  message BLOB NOT NULL REFERENCES message (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  person BLOB NOT NULL REFERENCES person (id),
  decision TEXT NOT NULL,
  at TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  note TEXT NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_send (
  message BLOB NOT NULL REFERENCES message (id),
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  by BLOB NOT NULL REFERENCES person (id),
  recipients TEXT NOT NULL,
  version INTEGER NOT NULL,
  channel TEXT NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_gap (
  message BLOB NOT NULL REFERENCES message (id),
  gap BLOB NOT NULL REFERENCES gap (id),
  PRIMARY KEY (message, gap)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_control (
  message BLOB NOT NULL REFERENCES message (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (message, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_surface (
  message BLOB NOT NULL REFERENCES message (id),
  surface TEXT NOT NULL REFERENCES surface (code),
  PRIMARY KEY (message, surface)
) STRICT, WITHOUT ROWID;

-- Packets that were exported.
CREATE TABLE packet (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number TEXT NOT NULL,
  profile TEXT NOT NULL,
  at TEXT NOT NULL,
  volumes TEXT NOT NULL,
  up_to INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  exhibits INTEGER NOT NULL,
  log_seq INTEGER NOT NULL REFERENCES activity (seq)
) STRICT;

-- Who works at a device, by the id that the device gives itself.
CREATE TABLE device (
  id TEXT NOT NULL PRIMARY KEY,
  person_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The activity log. Rows are appended and never changed; docs/log-format.md says how their hashes are chained.
CREATE TABLE activity (
  seq INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  body BLOB NOT NULL CHECK (length(body) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE activity_subject (
  seq INTEGER NOT NULL REFERENCES activity (seq),
  noun TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  PRIMARY KEY (seq, noun, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_subject_id ON activity_subject (id);

-- What a row holds: images before and after, and facts. Stands apart, so that it can be purged while the chain holds.
CREATE TABLE activity_body (
  seq INTEGER NOT NULL PRIMARY KEY REFERENCES activity (seq),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  body TEXT NOT NULL
) STRICT;

CREATE TRIGGER activity_unchanged BEFORE UPDATE ON activity BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER activity_kept BEFORE DELETE ON activity BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER custody_unchanged BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;
CREATE TRIGGER custody_kept BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;

-- Derived values: recomputed from the records, stored for lists to sort and filter by.
CREATE TABLE derived_criterion (
  criterion BLOB NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  controls INTEGER NOT NULL,
  key_controls INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_control (
  control BLOB NOT NULL PRIMARY KEY,
  received INTEGER NOT NULL,
  in_review INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  released INTEGER NOT NULL,
  open_gaps INTEGER NOT NULL,
  design TEXT,
  operation TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_gap (
  gap BLOB NOT NULL PRIMARY KEY,
  score INTEGER NOT NULL,
  level TEXT NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The day for which the derived values hold.
CREATE TABLE derived_day (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  day TEXT NOT NULL
) STRICT;
