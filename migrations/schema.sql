-- All that vault.db keeps: the sum of the migrations, written by a test. Not run by anything.

CREATE TABLE activity (
  seq INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  body BLOB NOT NULL CHECK (length(body) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE activity_body (
  seq INTEGER NOT NULL PRIMARY KEY REFERENCES activity (seq),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  body TEXT NOT NULL
, undoes INTEGER) STRICT;

CREATE TABLE activity_subject (
  seq INTEGER NOT NULL REFERENCES activity (seq),
  noun TEXT NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  PRIMARY KEY (seq, noun, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE carried_line (
  system BLOB NOT NULL REFERENCES system (id),
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (system, kind, position)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE control_criterion (
  control BLOB NOT NULL REFERENCES control (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (control, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE control_mapping (
  control BLOB NOT NULL REFERENCES control (id),
  position INTEGER NOT NULL,
  framework TEXT NOT NULL,
  target TEXT NOT NULL,
  relation TEXT NOT NULL,
  PRIMARY KEY (control, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE control_surface (
  control BLOB NOT NULL REFERENCES control (id),
  surface TEXT NOT NULL REFERENCES surface (code),
  PRIMARY KEY (control, surface)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE custody (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  log_seq INTEGER NOT NULL REFERENCES activity (seq)
) STRICT;

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

CREATE TABLE derived_criterion (
  criterion BLOB NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  controls INTEGER NOT NULL,
  key_controls INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_day (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  day TEXT NOT NULL
) STRICT;

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

CREATE TABLE derived_gap (
  gap BLOB NOT NULL PRIMARY KEY,
  score INTEGER NOT NULL,
  level TEXT NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT, WITHOUT ROWID;

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

CREATE TABLE derived_strip (
  control BLOB NOT NULL PRIMARY KEY,
  marks TEXT NOT NULL,
  expected INTEGER NOT NULL,
  done INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  next_due TEXT,
  last_chance TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_task (
  task BLOB NOT NULL PRIMARY KEY,
  engagement BLOB NOT NULL,
  days_from TEXT NOT NULL,
  days_to TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id TEXT NOT NULL PRIMARY KEY,
  person_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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
, firm_logo BLOB, firm_colour TEXT, firm_footer TEXT NOT NULL DEFAULT '', paper TEXT NOT NULL DEFAULT 'a4') STRICT;

CREATE TABLE engagement_outcome (
  engagement BLOB NOT NULL REFERENCES engagement (id),
  position INTEGER NOT NULL,
  category TEXT NOT NULL,
  opinion TEXT NOT NULL,
  criteria TEXT NOT NULL,
  reported_on TEXT NOT NULL,
  PRIMARY KEY (engagement, position)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE file_chunk (
  file BLOB NOT NULL REFERENCES evidence_file (id),
  position INTEGER NOT NULL,
  chunk BLOB NOT NULL CHECK (length(chunk) = 32),
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE finding_compensating (
  finding BLOB NOT NULL REFERENCES finding (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (finding, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_control (
  finding BLOB NOT NULL REFERENCES finding (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (finding, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_criterion (
  finding BLOB NOT NULL REFERENCES finding (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (finding, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_gap (
  finding BLOB NOT NULL REFERENCES finding (id),
  gap BLOB NOT NULL REFERENCES gap (id),
  PRIMARY KEY (finding, gap)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_retest_evidence (
  finding BLOB NOT NULL REFERENCES finding (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (finding, evidence)
) STRICT, WITHOUT ROWID;

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
  internal_note TEXT NOT NULL, prior BLOB REFERENCES gap (id),
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

CREATE TABLE gap_control (
  gap BLOB NOT NULL REFERENCES gap (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (gap, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap_criterion (
  gap BLOB NOT NULL REFERENCES gap (id),
  engagement BLOB NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (gap, criterion),
  FOREIGN KEY (engagement, criterion) REFERENCES criterion (engagement, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap_retest_evidence (
  gap BLOB NOT NULL REFERENCES gap (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (gap, evidence)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap_surface (
  gap BLOB NOT NULL REFERENCES gap (id),
  surface TEXT NOT NULL REFERENCES surface (code),
  PRIMARY KEY (gap, surface)
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  day TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
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
  required_approvals TEXT NOT NULL, claims TEXT NOT NULL DEFAULT '{}', signing_roles TEXT NOT NULL DEFAULT '[]', signatory BLOB REFERENCES person (id), questions TEXT NOT NULL DEFAULT '[]', superseded_by BLOB REFERENCES message (id), withdrawn_because TEXT NOT NULL DEFAULT '',
  UNIQUE (engagement, number)
) STRICT;

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

CREATE TABLE message_control (
  message BLOB NOT NULL REFERENCES message (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (message, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_field (
  message BLOB NOT NULL REFERENCES message (id),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  evidence BLOB REFERENCES evidence (id),
  PRIMARY KEY (message, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_finding (
  message BLOB NOT NULL REFERENCES message (id),
  finding BLOB NOT NULL REFERENCES finding (id),
  PRIMARY KEY (message, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_gap (
  message BLOB NOT NULL REFERENCES message (id),
  gap BLOB NOT NULL REFERENCES gap (id),
  PRIMARY KEY (message, gap)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_request (
  message BLOB NOT NULL REFERENCES message (id),
  request BLOB NOT NULL REFERENCES request (id),
  PRIMARY KEY (message, request)
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

CREATE TABLE message_surface (
  message BLOB NOT NULL REFERENCES message (id),
  surface TEXT NOT NULL REFERENCES surface (code),
  PRIMARY KEY (message, surface)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE organisation_complementary (
  organisation BLOB NOT NULL REFERENCES organisation (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  criteria TEXT NOT NULL,
  PRIMARY KEY (organisation, position)
) STRICT, WITHOUT ROWID;

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
, container BLOB CHECK (length(container) = 32), form TEXT NOT NULL DEFAULT 'archive', signed_by BLOB CHECK (length(signed_by) = 32)) STRICT;

CREATE TABLE person (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  side TEXT NOT NULL,
  team TEXT,
  email TEXT
) STRICT;

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
  internal_note TEXT NOT NULL, template TEXT, triggered_at TEXT,
  UNIQUE (engagement, number)
) STRICT;

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

CREATE TABLE rating_evidence (
  rating BLOB NOT NULL REFERENCES rating (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (rating, evidence)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE request_control (
  request BLOB NOT NULL REFERENCES request (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (request, control)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE saved_view (
  list TEXT NOT NULL CHECK (length(list) BETWEEN 1 AND 80),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  layout TEXT NOT NULL CHECK (length(CAST(layout AS BLOB)) <= 20000),
  PRIMARY KEY (list, name)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search_file USING fts5 (
  text,
  content = 'file_text_piece', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE VIRTUAL TABLE search_record USING fts5 (
  reference, title, text,
  content = 'derived_search', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TABLE sheet_mapping (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL UNIQUE,
  of TEXT NOT NULL,
  mapping TEXT NOT NULL
) STRICT;

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

CREATE TABLE sqlite_sequence(name,seq);

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
  boundaries TEXT NOT NULL
) STRICT;

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

CREATE TABLE task_control (
  task BLOB NOT NULL REFERENCES task (id),
  control BLOB NOT NULL REFERENCES control (id),
  PRIMARY KEY (task, control)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_dependency (
  task BLOB NOT NULL REFERENCES task (id),
  other BLOB NOT NULL REFERENCES task (id),
  wait TEXT NOT NULL,
  PRIMARY KEY (task, other),
  CHECK (task <> other)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_done_evidence (
  task BLOB NOT NULL REFERENCES task (id),
  evidence BLOB NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (task, evidence)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_freeze (
  task BLOB NOT NULL REFERENCES task (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  span_from TEXT NOT NULL,
  span_to TEXT NOT NULL,
  PRIMARY KEY (task, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_gap (
  task BLOB NOT NULL REFERENCES task (id),
  gap BLOB NOT NULL REFERENCES gap (id),
  PRIMARY KEY (task, gap)
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

CREATE TABLE twin (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  file BLOB NOT NULL REFERENCES evidence_file (id),
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  salt BLOB CHECK (length(salt) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE twin_chunk (
  twin BLOB NOT NULL REFERENCES twin (id),
  position INTEGER NOT NULL,
  chunk BLOB NOT NULL CHECK (length(chunk) = 32),
  PRIMARY KEY (twin, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE unsaved (
  place TEXT NOT NULL PRIMARY KEY CHECK (length(place) BETWEEN 1 AND 200),
  text TEXT NOT NULL CHECK (length(CAST(text AS BLOB)) <= 200000),
  at TEXT NOT NULL
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

CREATE INDEX activity_backup ON activity (action) WHERE action = 'vault.backup';

CREATE INDEX activity_body_undoes ON activity_body (undoes) WHERE undoes IS NOT NULL;

CREATE INDEX activity_subject_id ON activity_subject (id);

CREATE INDEX commitment_criterion_criterion ON commitment_criterion (engagement, criterion);

CREATE INDEX control_owner ON control (owner);

CREATE INDEX control_criterion_criterion ON control_criterion (engagement, criterion);

CREATE INDEX control_surface_surface ON control_surface (surface);

CREATE INDEX custody_evidence ON custody (evidence, log_seq);

CREATE INDEX custody_log_seq ON custody (log_seq);

CREATE INDEX derived_evidence_captured_at ON derived_evidence (engagement, captured_at, number);

CREATE INDEX derived_evidence_classification ON derived_evidence (engagement, CASE classification WHEN 'public' THEN 0 WHEN 'internal' THEN 1 WHEN 'confidential' THEN 2 WHEN 'personal' THEN 3 WHEN 'restricted' THEN 4 END, number);

CREATE INDEX derived_evidence_collected_by ON derived_evidence (engagement, collected_by, number);

CREATE INDEX derived_evidence_controls ON derived_evidence (engagement, controls, number);

CREATE INDEX derived_evidence_covers_from ON derived_evidence (engagement, covers_from, number);

CREATE INDEX derived_evidence_covers_to ON derived_evidence (engagement, covers_to, number);

CREATE INDEX derived_evidence_files ON derived_evidence (engagement, files, number);

CREATE INDEX derived_evidence_kind ON derived_evidence (engagement, CASE kind WHEN 'population' THEN 0 WHEN 'sample' THEN 1 WHEN 'configuration' THEN 2 WHEN 'change_history' THEN 3 WHEN 'policy' THEN 4 WHEN 'screenshot' THEN 5 WHEN 'system_report' THEN 6 WHEN 'report' THEN 7 WHEN 'ticket' THEN 8 WHEN 'log' THEN 9 WHEN 'contract' THEN 10 WHEN 'training_record' THEN 11 WHEN 'correspondence' THEN 12 END, number);

CREATE INDEX derived_evidence_missing ON derived_evidence (engagement, missing, number);

CREATE INDEX derived_evidence_number ON derived_evidence (engagement, number);

CREATE INDEX derived_evidence_received_at ON derived_evidence (engagement, received_at, number);

CREATE INDEX derived_evidence_size ON derived_evidence (engagement, size, number);

CREATE INDEX derived_evidence_source_system ON derived_evidence (engagement, source_system, number);

CREATE INDEX derived_evidence_state ON derived_evidence (engagement, CASE state WHEN 'received' THEN 0 WHEN 'in_review' THEN 1 WHEN 'accepted' THEN 2 WHEN 'returned' THEN 3 WHEN 'released' THEN 4 WHEN 'superseded' THEN 5 WHEN 'withdrawn' THEN 6 END, number);

CREATE INDEX derived_evidence_title ON derived_evidence (engagement, title, number);

CREATE INDEX derived_evidence_version ON derived_evidence (engagement, version, number);

CREATE INDEX derived_search_reference ON derived_search (reference COLLATE NOCASE);

CREATE INDEX derived_task_engagement ON derived_task (engagement);

CREATE INDEX engagement_system ON engagement (system);

CREATE INDEX evidence_released_by ON evidence (released_by) WHERE released_by IS NOT NULL;

CREATE INDEX evidence_reviewed_by ON evidence (reviewed_by) WHERE reviewed_by IS NOT NULL;

CREATE INDEX evidence_superseded_by ON evidence (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE INDEX evidence_supersedes ON evidence (supersedes) WHERE supersedes IS NOT NULL;

CREATE INDEX evidence_control_control ON evidence_control (control);

CREATE INDEX evidence_file_sha256 ON evidence_file (sha256);

CREATE INDEX evidence_redaction_evidence ON evidence_redaction (evidence);

CREATE INDEX evidence_redaction_twin ON evidence_redaction (twin);

CREATE INDEX file_chunk_chunk ON file_chunk (chunk);

CREATE INDEX finding_acknowledged_by ON finding (acknowledged_by) WHERE acknowledged_by IS NOT NULL;

CREATE INDEX finding_owner ON finding (owner);

CREATE INDEX finding_prior ON finding (prior) WHERE prior IS NOT NULL;

CREATE INDEX finding_response_by ON finding (response_by) WHERE response_by IS NOT NULL;

CREATE INDEX finding_retest_by ON finding (retest_by) WHERE retest_by IS NOT NULL;

CREATE INDEX finding_compensating_control ON finding_compensating (control);

CREATE INDEX finding_control_control ON finding_control (control);

CREATE INDEX finding_criterion_criterion ON finding_criterion (engagement, criterion);

CREATE INDEX finding_gap_gap ON finding_gap (gap);

CREATE INDEX finding_retest_evidence_evidence ON finding_retest_evidence (evidence);

CREATE INDEX follow_up_control ON follow_up (control);

CREATE INDEX follow_up_promised_by ON follow_up (promised_by);

CREATE INDEX gap_owner ON gap (owner) WHERE owner IS NOT NULL;

CREATE INDEX gap_prior ON gap (prior) WHERE prior IS NOT NULL;

CREATE INDEX gap_retest_by ON gap (retest_by) WHERE retest_by IS NOT NULL;

CREATE INDEX gap_risk_approver ON gap (risk_approver) WHERE risk_approver IS NOT NULL;

CREATE INDEX gap_control_control ON gap_control (control);

CREATE INDEX gap_criterion_criterion ON gap_criterion (engagement, criterion);

CREATE INDEX gap_retest_evidence_evidence ON gap_retest_evidence (evidence);

CREATE INDEX gap_surface_surface ON gap_surface (surface);

CREATE INDEX message_plan_row ON message (plan_row);

CREATE INDEX message_signatory ON message (signatory) WHERE signatory IS NOT NULL;

CREATE INDEX message_superseded_by ON message (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE INDEX message_approval_person ON message_approval (person);

CREATE INDEX message_control_control ON message_control (control);

CREATE INDEX message_field_evidence ON message_field (evidence) WHERE evidence IS NOT NULL;

CREATE INDEX message_finding_finding ON message_finding (finding);

CREATE INDEX message_gap_gap ON message_gap (gap);

CREATE INDEX message_request_request ON message_request (request);

CREATE INDEX message_send_by ON message_send ("by");

CREATE INDEX message_surface_surface ON message_surface (surface);

CREATE INDEX occurrence_engagement ON occurrence (engagement);

CREATE INDEX organisation_reviewed_by ON organisation (reviewed_by) WHERE reviewed_by IS NOT NULL;

CREATE INDEX packet_log_seq ON packet (log_seq);

CREATE INDEX plan_row_owner ON plan_row (owner) WHERE owner IS NOT NULL;

CREATE INDEX plan_row_sender ON plan_row (sender) WHERE sender IS NOT NULL;

CREATE INDEX population_control ON population (control);

CREATE INDEX population_engagement ON population (engagement);

CREATE INDEX population_evidence ON population (evidence);

CREATE INDEX rating_control ON rating (control);

CREATE INDEX rating_criterion ON rating (engagement, criterion);

CREATE INDEX rating_rated_by ON rating (rated_by);

CREATE INDEX rating_reviewed_by ON rating (reviewed_by) WHERE reviewed_by IS NOT NULL;

CREATE INDEX rating_evidence_evidence ON rating_evidence (evidence);

CREATE INDEX request_auditor_id ON request (engagement, auditor_id);

CREATE INDEX request_owner ON request (owner);

CREATE INDEX request_reviewer ON request (reviewer) WHERE reviewer IS NOT NULL;

CREATE INDEX request_control_control ON request_control (control);

CREATE INDEX request_criterion_criterion ON request_criterion (engagement, criterion);

CREATE INDEX request_evidence_evidence ON request_evidence (evidence);

CREATE INDEX request_round_evidence_evidence ON request_round_evidence (evidence);

CREATE INDEX surface_owner ON surface (owner) WHERE owner IS NOT NULL;

CREATE INDEX task_owner ON task (owner);

CREATE INDEX task_control_control ON task_control (control);

CREATE INDEX task_dependency_other ON task_dependency (other);

CREATE INDEX task_done_evidence_evidence ON task_done_evidence (evidence);

CREATE INDEX task_gap_gap ON task_gap (gap);

CREATE INDEX team_lead ON team (lead) WHERE lead IS NOT NULL;

CREATE INDEX team_member_person ON team_member (person);

CREATE INDEX twin_file ON twin (file);

CREATE INDEX twin_chunk_chunk ON twin_chunk (chunk);

CREATE INDEX user_control_criterion_criterion ON user_control_criterion (engagement, criterion);

CREATE TRIGGER activity_kept BEFORE DELETE ON activity BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER activity_unchanged BEFORE UPDATE ON activity BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER custody_kept BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;

CREATE TRIGGER custody_unchanged BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;
