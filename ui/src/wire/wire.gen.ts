// Made from the wire list by `VOUCHSAFE_WRITE_WIRE=1 cargo test --workspace --test wire`. Never edited by hand.

export type AcceptOlder = Record<symbol, never>;
export type AcceptanceCriterion = { 
/**
 * What must be true.
 */
text: string, 
/**
 * What will show it.
 */
shown_by: string, 
/**
 * By when.
 */
due_on: string | null, 
/**
 * Whether it is met.
 */
met: boolean, };
export type Acknowledgement = { 
/**
 * Who.
 */
by: PersonId, 
/**
 * When.
 */
on: string, };
export type Action = "vault.create" | "client.edit" | "system.edit" | "engagement.start" | "engagement.edit" | "engagement.move" | "engagement.report" | "engagement.roll_forward" | "organisation.add" | "organisation.edit" | "organisation.review" | "organisation.remove" | "user_control.add" | "user_control.edit" | "user_control.remove" | "commitment.add" | "commitment.edit" | "commitment.remove" | "team.add" | "team.edit" | "team.remove" | "person.add" | "person.edit" | "person.remove" | "surface.add" | "surface.edit" | "surface.remove" | "criterion.scope" | "criterion.import_text" | "control.add" | "control.edit" | "occurrence.perform" | "occurrence.except" | "occurrence.edit" | "occurrence.remove" | "population.add" | "population.edit" | "population.remove" | "evidence.attach" | "evidence.edit" | "evidence.review" | "evidence.release" | "evidence.revoke_release" | "evidence.redact" | "evidence.take_redaction_back" | "evidence.supersede" | "evidence.withdraw" | "evidence.save" | "evidence.purge" | "rating.set" | "gap.add" | "gap.edit" | "gap.move" | "gap.remove" | "request.add" | "request.edit" | "request.move" | "request.submit" | "request.decide" | "request.remove" | "finding.add" | "finding.edit" | "finding.respond" | "finding.move" | "finding.remove" | "task.plan" | "task.add" | "task.edit" | "task.move" | "task.remove" | "scenario.start" | "plan_row.add" | "plan_row.edit" | "plan_row.remove" | "message.start" | "message.edit" | "message.decide" | "message.record_send" | "message.withdraw" | "message.save" | "packet.export" | "vault.backup" | "vault.give_copy" | "vault.salvage" | "device.name_person" | "vault.accept_older" | "slot.change_passphrase" | "slot.add" | "slot.revoke" | "slot.rotate_key" | "signing_key.make" | "signing_key.replace" | "sheet.import" | "sheet.export" | "sheet_mapping.save" | "sheet_mapping.remove" | "holiday.add" | "holiday.remove" | "follow_up.note" | "follow_up.edit" | "follow_up.answer" | "follow_up.withdraw" | "follow_up.remove" | "log.purge" | "log.undo" | "log.extract";
export type AddCommitment = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Commitment or requirement.
 */
kind: CommitmentKind, 
/**
 * What is promised or required.
 */
text: string, 
/**
 * In what kind of paper it is written.
 */
source: CommitmentSource, 
/**
 * In which, and where.
 */
source_note: string, 
/**
 * Categories that it belongs to.
 */
categories: Array<Category>, 
/**
 * Criteria against which it is held.
 */
criteria: Array<CriterionCode>, };
export type AddControl = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Short name.
 */
code: ControlCode, 
/**
 * Title.
 */
title: string, 
/**
 * Who does what, how often, and what shows it.
 */
statement: string, 
/**
 * Preventive, detective or corrective.
 */
control_type: ControlType, 
/**
 * Manual, automated or IT-dependent manual.
 */
nature: Nature, 
/**
 * How often it operates.
 */
frequency: Frequency, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * Criteria that it helps to meet.
 */
criteria: Array<CriterionCode>, 
/**
 * Surfaces on which it acts.
 */
surfaces: Array<SurfaceCode>, 
/**
 * Whether a criterion rests on it.
 */
key: boolean, };
export type AddFinding = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The reference that whoever raised it gave it.
 */
auditor_reference: string | null, 
/**
 * The wording, kept character for character.
 */
wording: string, 
/**
 * What raised it.
 */
source: FindingSource, 
/**
 * How grave it is.
 */
severity: Level, 
/**
 * When it was raised; none takes today.
 */
raised_on: string | null, 
/**
 * Further values by field; controls by code, gaps by reference, the owner by name.
 */
facts: { [key in string]: JsonValue }, };
export type AddGap = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Title.
 */
title: string, 
/**
 * What falls short.
 */
kind: GapKind, 
/**
 * Who or what brought it to light.
 */
source: GapSource, 
/**
 * What was found.
 */
description: string, 
/**
 * Likelihood × impact.
 */
severity: Severity, 
/**
 * When it was found; none takes today.
 */
found_on: string | null, 
/**
 * Further values by field; controls by code, the owner by name.
 */
facts: { [key in string]: JsonValue }, };
export type AddHolidays = { 
/**
 * The holidays; one for each day.
 */
holidays: Array<NewHoliday>, };
export type AddKeyring = Record<symbol, never>;
export type AddOrganisation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Name as printed.
 */
name: string, 
/**
 * Services that the system takes from it.
 */
services: Array<string>, 
/**
 * How the report treats it.
 */
method: SubserviceMethod, 
/**
 * Further values by field: its report, and the controls that are expected of it.
 */
facts: { [key in string]: JsonValue }, };
export type AddPerson = { 
/**
 * Name as printed.
 */
name: string, 
/**
 * Role.
 */
role: string, 
/**
 * On whose side.
 */
side: Side, 
/**
 * Team.
 */
team: string | null, 
/**
 * E-mail address.
 */
email: string | null, };
export type AddPlanRow = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Who is told.
 */
audience: string, 
/**
 * Inside or outside.
 */
track: Track, 
/**
 * What they are told.
 */
subject: string, 
/**
 * When it is due.
 */
due: Due, 
/**
 * Further values by field; owner and sender by name.
 */
facts: { [key in string]: JsonValue }, };
export type AddPopulation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string, 
/**
 * What is counted, such as `leavers`.
 */
name: string, 
/**
 * The system of record that they come from.
 */
source_system: string, 
/**
 * Query, filter or report that gives all of them.
 */
query: string, 
/**
 * How many there are; zero is a count like any other.
 */
count: number, 
/**
 * The days that they come from.
 */
covers: Span, 
/**
 * Reference or id of the item that holds them.
 */
evidence: string, 
/**
 * What else there is to say.
 */
note: string, };
export type AddRequest = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The auditor's id.
 */
auditor_id: string | null, 
/**
 * The auditor's wording.
 */
wording: string, 
/**
 * When it was received; none takes today.
 */
received_on: string | null, 
/**
 * By when the auditor wants the answer.
 */
due_on: string | null, 
/**
 * Further values by field; controls by code, evidence by reference, people by name.
 */
facts: { [key in string]: JsonValue }, };
export type AddSurface = { 
/**
 * Short name.
 */
code: SurfaceCode, 
/**
 * Name as printed.
 */
name: string, 
/**
 * What of it is in scope.
 */
description: string, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * Between whom its trust boundary runs.
 */
trust_boundary: string, 
/**
 * Criteria that it bears on most.
 */
primary_criteria: Array<CriterionCode>, };
export type AddTask = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Short name.
 */
code: TaskCode, 
/**
 * Title.
 */
title: string, 
/**
 * Which kind of work it is.
 */
track: WorkTrack, 
/**
 * First day on which it may begin; none takes today.
 */
starts_on: string | null, 
/**
 * How many working days it takes.
 */
working_days: number, 
/**
 * Further values by field; tasks and controls by code, gaps by reference, the owner by name.
 */
facts: { [key in string]: JsonValue }, };
export type AddTeam = { 
/**
 * Name; unique in the vault.
 */
name: string, 
/**
 * Who leads it, by name or id; becomes a member.
 */
lead: string | null, 
/**
 * Its members, by name or id.
 */
members: Array<string>, };
export type AddUserControl = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Short name, such as `CUEC-01`.
 */
code: UserControlCode, 
/**
 * What user entities are expected to do.
 */
statement: string, 
/**
 * Criteria that can't be met without it.
 */
criteria: Array<CriterionCode>, 
/**
 * Why the client can't do it for them.
 */
why: string, };
export type AnswerFollowUp = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
follow_up: string, 
/**
 * The answer.
 */
text: string, 
/**
 * When it was given; none takes today.
 */
on: string | null, };
export type ApplySheet = { 
/**
 * The sheet.
 */
from: ChosenSheet, 
/**
 * What the preview was made of.
 */
seen: Seen, 
/**
 * Name under which the mapping is saved in the same step.
 */
save: string | null, };
export type Approval = { 
/**
 * Name and role of who approved it.
 */
by: string, 
/**
 * When.
 */
on: string, };
export type AsOf = { 
/**
 * The instant with its offset.
 */
at: string, };
export type Aspect = "design" | "operation";
export type AttachEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The items.
 */
items: Array<NewEvidence>, };
export type Attached = { 
/**
 * The item.
 */
item: EvidenceItem, 
/**
 * References of other items that hold a file of the same SHA-256.
 */
same_as: Array<string>, 
/**
 * References of items in which something of the same content is redacted, or of the version that this one replaces:
 * here nothing is.
 */
redacted_in: Array<string>, 
/**
 * What must be added before it can be relied on.
 */
missing: Array<string>, };
export type AudienceProfile = "auditor" | "client" | "procurement" | "board";
export type AuditorStatus = "requested" | "submitted" | "accepted" | "returned";
export type BackUpVault = { 
/**
 * The folder of the copy: a new one, or one with an earlier backup of this vault, which gets only what it lacks. A
 * folder of another kind gets the copy as a folder within it, of the vault's name.
 */
folder: Held, 
/**
 * For a copy that is given away: its passphrase. Everything is sealed anew under a key of its own, and nothing but
 * this passphrase opens it. Its folder must be new.
 */
new_passphrase: Secret | null, };
export type BackupStanding = { 
/**
 * When the last one was made; none for a vault of which none was.
 */
last: string | null, 
/**
 * Whole days since then.
 */
days: number | null, 
/**
 * Whether it is time for one: the last, or the making of a vault without any, is a week ago or more.
 */
due: boolean, };
export type BusinessDayCount = { 
/**
 * Whether the calendar has any holiday; without one the end may be too early.
 */
holidays_kept: boolean, 
/**
 * The holidays that moved the end.
 */
taken_out: Array<Holiday>, };
export type CalendarLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * How often it operates.
 */
frequency: Frequency, 
/**
 * Cells by week; weeks without an occurrence are left out.
 */
cells: Array<GridCell>, 
/**
 * Occurrences that accepted evidence shows.
 */
evidenced: number, 
/**
 * Occurrences that are lost.
 */
missed: number, 
/**
 * Occurrences that can still happen.
 */
possible: number, 
/**
 * All its occurrences.
 */
occurrences: number, };
export type CalendarSheet = { 
/**
 * The day on which one looks.
 */
today: string, 
/**
 * The audit period.
 */
period: Span, 
/**
 * First day of fieldwork.
 */
fieldwork_from: string | null, 
/**
 * The columns.
 */
weeks: Array<GridWeek>, 
/**
 * The rows, by code.
 */
rows: Array<CalendarLine>, 
/**
 * Rows in all, those passed over and left out included.
 */
total: number, 
/**
 * Live controls that have no occurrences and so no row: shown by populations, configurations, or not begun.
 */
without: number, };
export type CancelJob = Record<symbol, never>;
export type Category = "security" | "availability" | "confidentiality" | "processing_integrity" | "privacy";
export type ChangeControl = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
control: string, 
/**
 * The changes.
 */
changes: Array<ControlChange>, };
export type ChangePassphrase = { 
/**
 * The new passphrase. The vault is open: who changes it has shown what opens it.
 */
new: Secret, };
export type ChangedWindow = { 
/**
 * Its window now.
 */
before: Window, 
/**
 * Its window afterwards.
 */
after: Window, 
/**
 * What would no longer count for it.
 */
loses: Loss, };
export type ChartBar = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its phase.
 */
phase: string, 
/**
 * Which kind of work it is.
 */
track: WorkTrack, 
/**
 * Who does it, or the role that answers for it.
 */
owner: string | null, 
/**
 * Where it stands.
 */
state: TaskState, 
/**
 * Its earliest days.
 */
days: Span, 
/**
 * Working days that it may be late; none when it is done.
 */
slack: number | null, 
/**
 * The last day on which it can begin.
 */
latest_from: string | null, 
/**
 * Whether a day's delay of it moves the plan's end.
 */
critical: boolean, 
/**
 * Whether it is open after its planned end.
 */
late: boolean, 
/**
 * What it waits for.
 */
waits_for: Array<ChartWait>, 
/**
 * Days on which it can't be worked at.
 */
freezes: Array<Freeze>, };
export type ChartPhase = { 
/**
 * Its name; empty for tasks without one.
 */
name: string, 
/**
 * From the first day of its tasks to the last.
 */
days: Span, 
/**
 * Its tasks.
 */
tasks: number, 
/**
 * Those that are done.
 */
done: number, 
/**
 * Those that are open after their planned end.
 */
late: number, 
/**
 * Whether one of them is critical.
 */
critical: boolean, };
export type ChartWait = { 
/**
 * The other task's id.
 */
id: string, 
/**
 * The other task's code.
 */
code: string, 
/**
 * How long.
 */
wait: Wait, };
export type Check = Record<symbol, never>;
export type Checked = { 
/**
 * What was looked at, with counts.
 */
looked_at: Array<string>, 
/**
 * What is damaged or wrong, each by its name; empty when all is well.
 */
problems: Array<string>, };
export type ChooseDestination = { 
/**
 * What for.
 */
wanted: Wanted, 
/**
 * The name to begin with.
 */
name: string, };
export type ChooseFiles = { 
/**
 * What for.
 */
wanted: Wanted, };
export type Chosen = { 
/**
 * The handle to send back.
 */
held: Held, 
/**
 * The last part of its path.
 */
name: string, 
/**
 * Length in bytes; of a folder none.
 */
size: number | null, };
export type ChosenPart = { "part": "whole" } | { "part": "criteria", "of": Array<string> } | { "part": "controls", "of": Array<string> } | { "part": "surfaces", "of": Array<string> } | { "part": "requests", "of": Array<string> } | { "part": "gap_report" };
export type ChosenSheet = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The noun whose records are its rows.
 */
noun: SheetNoun, 
/**
 * The workbook, the file of separated values, or what was pasted. It stays held until it is applied.
 */
file: Held, 
/**
 * Name of the sheet in a workbook; none takes the only one with headings of the noun.
 */
sheet: string | null, 
/**
 * Name of a saved mapping.
 */
mapping: string | null, 
/**
 * What is decided on top of that.
 */
decided: SheetDecisions, };
export type Classification = "public" | "internal" | "confidential" | "personal" | "restricted";
export type Client = { 
/**
 * Its id.
 */
id: ClientId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Legal name, as it stands on the cover of a packet.
 */
legal_name: string, 
/**
 * Two to five capital letters that begin its packet and Bates numbers (`HPL`).
 */
short_code: string, 
/**
 * Industry, such as `retail`.
 */
industry: string, 
/**
 * Sector within the industry, such as `online shop, home goods`.
 */
sector: string, 
/**
 * Jurisdictions in which it works, such as `United Kingdom`.
 */
jurisdictions: Array<string>, 
/**
 * Logo for the cover.
 */
logo: Logo | null, };
export type ClientId = string;
export type ClockKind = "fieldwork" | "report" | "last_chance" | "request" | "response" | "fix" | "gap" | "acceptance" | "accepted_risk" | "task" | "plan" | "message";
export type ClockRow = { 
/**
 * Its code.
 */
code: string, 
/**
 * Law, rule or contract.
 */
regime: string, 
/**
 * Where it is written.
 */
basis: string, 
/**
 * What sets it off.
 */
trigger: string, 
/**
 * From when it counts.
 */
clock_start: string, 
/**
 * The clock in words.
 */
clock: string, 
/**
 * Who is told.
 */
recipient: string, 
/**
 * When it ends, if it began with the scenario: for a clock of hours.
 */
due_at: string | null, 
/**
 * The same for a clock of days or months: the last day, by UTC.
 */
due_on: string | null, 
/**
 * How a clock of business days was counted; none for other clocks.
 */
business_days: BusinessDayCount | null, 
/**
 * How the catalogue's row was checked.
 */
verification: string, 
/**
 * Codes of the scenario's rows on which it bears.
 */
rows: Array<string>, };
export type ClockShown = { 
/**
 * What it counts down to.
 */
deadline: Deadline, 
/**
 * Whole minutes that are left; negative once it has run out.
 */
minutes_left: number, 
/**
 * How many clocks run in all.
 */
running: number, 
/**
 * The rows of the communication plan.
 */
rows: RowsLink, };
export type Code = "locked" | "wrong_passphrase" | "in_use" | "newer" | "not_a_vault" | "exists" | "damaged" | "read_only" | "not_found" | "stale" | "invalid" | "refused" | "unnamed" | "no_folder" | "too_large" | "unreadable" | "unknown_format" | "disk_full" | "not_verified" | "cancelled" | "bug";
export type Colour = string;
export type ColumnFilter = { 
/**
 * The column's name.
 */
column: string, 
/**
 * The test.
 */
test: ColumnTest, };
export type ColumnTest = { "is": "any_of", 
/**
 * The values.
 */
values: Array<string>, } | { "is": "contains", 
/**
 * The text.
 */
text: string, } | { "is": "between", 
/**
 * From here on.
 */
from: string | null, 
/**
 * Up to here.
 */
to: string | null, } | { "is": "empty" } | { "is": "filled" };
export type Commitment = { 
/**
 * Its id.
 */
id: CommitmentId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the engagement, from 1; printed as `SC-003` or `SR-004`, in one series.
 */
number: number, 
/**
 * Commitment or requirement.
 */
kind: CommitmentKind, 
/**
 * What is promised or required.
 */
text: string, 
/**
 * In what kind of paper it is written.
 */
source: CommitmentSource, 
/**
 * In which, and where: `Master agreement, clause 7.2`.
 */
source_note: string, 
/**
 * Categories that it belongs to; at least one.
 */
categories: Array<Category>, 
/**
 * Criteria against which it is held, of its categories or the common ones.
 */
criteria: Array<CriterionCode>, };
export type CommitmentId = string;
export type CommitmentKind = "commitment" | "requirement";
export type CommitmentSource = "contract" | "terms" | "law" | "policy";
export type ComplementaryControl = { 
/**
 * What is expected.
 */
text: string, 
/**
 * Criteria that it helps to meet.
 */
criteria: Array<CriterionCode>, };
export type Components = { 
/**
 * Infrastructure.
 */
infrastructure: Array<string>, 
/**
 * Software.
 */
software: Array<string>, 
/**
 * People.
 */
people: Array<string>, 
/**
 * Procedures.
 */
procedures: Array<string>, 
/**
 * Data.
 */
data: Array<string>, };
export type Confidentiality = "confidential" | "strictly_confidential" | "none";
export type ConfigurationProof = { 
/**
 * Configurations that speak for a day of the period, each with the last day of which it speaks.
 */
configurations: { [key in EvidenceId]: string }, 
/**
 * Change histories that speak for days of the period.
 */
histories: Array<EvidenceId>, 
/**
 * The days of the period for which the histories speak together, and the holes.
 */
history: PeriodCoverage, };
export type ConfirmKey = { 
/**
 * What opens it.
 */
key: Key, };
export type Container = { "passphrase": "chosen", "secret": Secret } | { "passphrase": "made" };
export type Control = { 
/**
 * Its id.
 */
id: ControlId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Short name.
 */
code: ControlCode, 
/**
 * Title.
 */
title: string, 
/**
 * Who does what, how often, and what shows it.
 */
statement: string, 
/**
 * Preventive, detective or corrective.
 */
control_type: ControlType, 
/**
 * Manual, automated or IT-dependent manual.
 */
nature: Nature, 
/**
 * How often it operates.
 */
frequency: Frequency, 
/**
 * Person who answers for it.
 */
owner: PersonId | null, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * Criteria that it helps to meet.
 */
criteria: Array<CriterionCode>, 
/**
 * Surfaces on which it acts.
 */
surfaces: Array<SurfaceCode>, 
/**
 * Other frameworks' identifiers.
 */
mappings: Array<Mapping>, 
/**
 * Whether a criterion rests on it.
 */
key: boolean, 
/**
 * First day on which it operates; none when it did before the period.
 */
starts_on: string | null, 
/**
 * Days after an occurrence's window in which it still counts as performed in time.
 */
grace_days: number, 
/**
 * How its quarters and half-years are counted.
 */
quarters: QuarterRule, 
/**
 * Procedure of the test of design.
 */
test_of_design: string, 
/**
 * Procedure of the test of operating effectiveness.
 */
test_of_effectiveness: string, 
/**
 * Evidence that usually shows it.
 */
typical_evidence: Array<string>, 
/**
 * How far it has come.
 */
state: ControlState, 
/**
 * For the consultant alone; never in an auditor's packet.
 */
internal_note: string, };
export type ControlChange = { "field": "title", "value": string } | { "field": "statement", "value": string } | { "field": "control_type", "value": ControlType } | { "field": "nature", "value": Nature } | { "field": "frequency", "value": Frequency } | { "field": "owner", "value": PersonId | null } | { "field": "owner_role", "value": string } | { "field": "criteria", "value": Array<CriterionCode> } | { "field": "surfaces", "value": Array<SurfaceCode> } | { "field": "mappings", "value": Array<Mapping> } | { "field": "key", "value": boolean } | { "field": "starts_on", "value": string | null } | { "field": "grace_days", "value": number } | { "field": "quarters", "value": QuarterRule } | { "field": "test_of_design", "value": string } | { "field": "test_of_effectiveness", "value": string } | { "field": "typical_evidence", "value": Array<string> } | { "field": "state", "value": ControlState } | { "field": "internal_note", "value": string };
export type ControlCode = string;
export type ControlEdit = { 
/**
 * The control.
 */
id: ControlId, 
/**
 * The revision that the user saw.
 */
revision: number, 
/**
 * The change.
 */
change: ControlChange, };
export type ControlId = string;
export type ControlLine = { 
/**
 * Its id.
 */
id: ControlId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Short name.
 */
code: ControlCode, 
/**
 * Title.
 */
title: string, 
/**
 * Criteria, in order.
 */
criteria: Array<CriterionCode>, 
/**
 * Preventive, detective or corrective.
 */
control_type: ControlType, 
/**
 * Manual, automated or IT-dependent manual.
 */
nature: Nature, 
/**
 * How often it operates.
 */
frequency: Frequency, 
/**
 * Person who answers for it.
 */
owner: PersonId | null, 
/**
 * That person's name.
 */
owner_name: string | null, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * Whether a criterion rests on it.
 */
key: boolean, 
/**
 * How far it has come.
 */
state: ControlState, 
/**
 * Surfaces, in order.
 */
surfaces: Array<SurfaceCode>, 
/**
 * First day on which it operates.
 */
starts_on: string | null, 
/**
 * The latest rating of its design.
 */
design: RatingValue | null, 
/**
 * The latest rating of its operation.
 */
operation: RatingValue | null, 
/**
 * What shows that it operated.
 */
shown_by: ShownBy, 
/**
 * Its occurrences; without marks where it is shown otherwise.
 */
occurrences: OccurrenceStrip, 
/**
 * Events of its populations, for a control that is shown by them; none while none is recorded.
 */
events: number | null, 
/**
 * Live evidence items.
 */
evidence: number, 
/**
 * Of these, released ones.
 */
released: number, 
/**
 * Open gaps.
 */
open_gaps: number, 
/**
 * The worst level of these.
 */
worst_gap: Level | null, };
export type ControlOccurrences = { 
/**
 * Code.
 */
control: string, 
/**
 * Title.
 */
title: string, 
/**
 * How often it operates.
 */
frequency: Frequency, 
/**
 * What shows that it operated.
 */
shown_by: ShownBy, 
/**
 * Its occurrences, in order; none for a control that is shown otherwise.
 */
rows: Array<OccurrenceRow>, 
/**
 * What is recorded of them.
 */
records: Array<Occurrence>, 
/**
 * What is still possible and what is lost; none for a control that has no occurrences.
 */
outlook: Outlook | null, 
/**
 * Configurations and change histories over the elapsed days, for a control that is shown by them.
 */
configuration: ConfigurationProof | null, 
/**
 * For which elapsed days populations can be relied on, for a control that is shown by them.
 */
population: PeriodCoverage | null, 
/**
 * What is missing, or what can be done, as sentences.
 */
remarks: Array<string>, };
export type ControlPage = { 
/**
 * Rows that meet the query.
 */
total: number, 
/**
 * Rows without its text and filters.
 */
all: number, 
/**
 * Rows passed over.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<ControlLine>, };
export type ControlPreview = { 
/**
 * Code.
 */
control: string, 
/**
 * The difference.
 */
preview: SchedulePreview, };
export type ControlShare = { 
/**
 * Its code.
 */
control: string, 
/**
 * The two counts.
 */
shown: Shown, 
/**
 * Evidenced ÷ owed in thousandths, rounded down; none when nothing is owed yet.
 */
share: number | null, };
export type ControlSheet = { 
/**
 * The control.
 */
control: Control, 
/**
 * Its live evidence.
 */
evidence: Array<EvidenceItem>, 
/**
 * Its ratings.
 */
ratings: Array<Rating>, 
/**
 * Its gaps.
 */
gaps: Array<Gap>, };
export type ControlState = { "state": "planned" } | { "state": "in_place" } | { "state": "retired", 
/**
 * Why.
 */
reason: string, };
export type ControlTemplateRow = { 
/**
 * Short name.
 */
code: ControlCode, 
/**
 * Title.
 */
title: string, 
/**
 * Who does what, how often, and what shows it.
 */
statement: string, 
/**
 * The pack, as it is asked for.
 */
pack: string, 
/**
 * The pack, in words.
 */
pack_name: string, 
/**
 * Criteria that it helps to meet.
 */
criteria: Array<CriterionCode>, 
/**
 * How often it operates.
 */
frequency: Frequency, 
/**
 * Surfaces on which it acts.
 */
surfaces: Array<SurfaceCode>, 
/**
 * Whether the engagement has a control of this short name already.
 */
taken: boolean, };
export type ControlType = "preventive" | "detective" | "corrective";
export type CopiedMessage = { 
/**
 * Reference of the message.
 */
reference: string, 
/**
 * Which version.
 */
version: number, 
/**
 * The text.
 */
text: string, 
/**
 * What stands before it, such as that it is a draft.
 */
marks: Array<string>, 
/**
 * Names of the fields that are still open in it.
 */
open_fields: Array<string>, };
export type CopyForm = "markdown" | "plain";
export type CopyMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * In which form.
 */
form: CopyForm, };
export type Cost = { 
/**
 * Lower end.
 */
low: number, 
/**
 * Upper end.
 */
high: number, 
/**
 * ISO 4217 code, such as `USD`.
 */
currency: string, 
/**
 * On what the estimate rests; never a catalogue's reference range.
 */
basis: string, };
export type CostRange = { 
/**
 * The currency, such as `USD`.
 */
currency: string, 
/**
 * The lower ends together.
 */
low: number, 
/**
 * The upper ends together.
 */
high: number, 
/**
 * How many gaps it is the cost of.
 */
gaps: number, };
export type CountFacets = { 
/**
 * What is listed.
 */
noun: PageNoun, 
/**
 * The column.
 */
column: string, 
/**
 * Which rows; sorting, offset and limit don't count.
 */
query: PageQuery, };
export type CountPendingTexts = Record<symbol, never>;
export type Counts = { 
/**
 * Relevant criteria.
 */
criteria: number, 
/**
 * Relevant criteria without a control.
 */
design_gaps: number, 
/**
 * Live controls.
 */
controls: number, 
/**
 * Live evidence items.
 */
evidence: number, 
/**
 * Live evidence items that the client has released.
 */
released: number, 
/**
 * Gaps that count as open today.
 */
open_gaps: number, 
/**
 * Requests that the auditor waits for: never submitted, or returned.
 */
owed_requests: number, 
/**
 * Those of them whose due date has gone by.
 */
overdue_requests: number, 
/**
 * Findings that aren't closed.
 */
open_findings: number, 
/**
 * Tasks that still have to be done.
 */
open_tasks: number, 
/**
 * Messages.
 */
messages: number, };
export type Coverage = { 
/**
 * The criterion.
 */
criterion: CriterionCode, 
/**
 * Whether it has controls.
 */
state: CoverageState, 
/**
 * Live controls mapped to it.
 */
controls: number, 
/**
 * Key controls among them.
 */
key_controls: number, };
export type CoverageColumn = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Which mark it makes.
 */
mark: CoverageMark, };
export type CoverageLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: CriterionCode, 
/**
 * Its series.
 */
series: string, 
/**
 * Its title.
 */
title: string, 
/**
 * How it is covered.
 */
state: CoverageState, 
/**
 * The same in words.
 */
words: string, 
/**
 * Why, as a sentence.
 */
why: string, 
/**
 * Live controls.
 */
live: number, 
/**
 * Key controls among them.
 */
key: number, 
/**
 * Places of the mapped controls among the columns, in order.
 */
marks: Array<number>, };
export type CoverageMark = "key" | "other" | "retired";
export type CoverageSeries = { 
/**
 * Its code, such as `CC6`.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its criteria in scope.
 */
criteria: number, 
/**
 * Those of them that are design gaps.
 */
empty: number, };
export type CoverageSheet = { 
/**
 * Title of the engagement.
 */
engagement: string, 
/**
 * The series of criteria, in the order of a report.
 */
series: Array<CoverageSeries>, 
/**
 * The columns: controls that are mapped to a criterion in scope, by code; retired ones too.
 */
controls: Array<CoverageColumn>, 
/**
 * The rows, in the order of a report.
 */
criteria: Array<CoverageLine>, 
/**
 * Relevant criteria without a control and without a subservice organisation.
 */
empty: number, };
export type CoverageState = "covered" | "with_subservice" | "one_control" | "design_gap" | "not_relevant";
export type Covers = { "covers": "period", 
/**
 * The span.
 */
span: Span, } | { "covers": "as_of", 
/**
 * The day.
 */
on: string, } | { "covers": "in_force", 
/**
 * First day.
 */
from: string, 
/**
 * Last day; none while it is in force.
 */
until: string | null, };
export type Create = { 
/**
 * The folder to make; `NAME.vault`.
 */
folder: Held, 
/**
 * The passphrase.
 */
passphrase: Secret, 
/**
 * Legal name of the client.
 */
legal_name: string, 
/**
 * Two to five capital letters that begin its packet numbers.
 */
short_code: string, 
/**
 * Industry.
 */
industry: string, 
/**
 * Sector.
 */
sector: string, 
/**
 * Jurisdictions.
 */
jurisdictions: Array<string>, 
/**
 * Who works on this device.
 */
person: string, 
/**
 * The engagement that it begins with; the person is then the first whom the vault knows.
 */
start: StartEngagement | null, };
export type Created = { 
/**
 * Its client.
 */
client: Client, 
/**
 * Its engagement, where it begins with one.
 */
started: Started | null, };
export type CriteriaText = { 
/**
 * Rows that can be applied, in the order of the file.
 */
texts: Array<CriterionText>, 
/**
 * Rows that can't.
 */
refused: Array<RefusedRow>, };
export type CriteriaTextImported = { 
/**
 * The rows of the file.
 */
read: CriteriaText, 
/**
 * Codes in the file that aren't in the engagement's scope now; their text is kept for when they are.
 */
out_of_scope: Array<string>, 
/**
 * Whether it was applied.
 */
applied: boolean, };
export type Criterion = { 
/**
 * Its id.
 */
id: CriterionId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * The code.
 */
code: CriterionCode, 
/**
 * Title of the series, such as `Logical and physical access`.
 */
series_title: string, 
/**
 * Short title, our wording.
 */
title: string, 
/**
 * What it asks, our wording.
 */
summary: string, 
/**
 * Official wording that the user imported under their own licence.
 */
licensed_text: string | null, 
/**
 * Why the criterion isn't relevant to this system; none when it is.
 */
not_relevant: string | null, };
export type CriterionCode = string;
export type CriterionId = string;
export type CriterionReadiness = { 
/**
 * The criterion.
 */
criterion: CriterionCode, 
/**
 * Its points and what they rest on.
 */
row: ReadinessRow, 
/**
 * Points that are lacking.
 */
lacking: number, 
/**
 * Its live controls by code, with what each owed and showed.
 */
controls: Array<ControlShare>, 
/**
 * How its points came about, one sentence a part.
 */
reasons: Array<string>, };
export type CriterionRow = { 
/**
 * The criterion.
 */
criterion: Criterion, 
/**
 * How it is covered.
 */
coverage: Coverage, };
export type CriterionText = { 
/**
 * The criterion.
 */
code: CriterionCode, 
/**
 * Its wording.
 */
text: string, };
export type CriticalTask = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
reference: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Who does it, or the role that answers for it.
 */
owner: string | null, 
/**
 * Its days.
 */
days: Span, 
/**
 * Where it stands, in words.
 */
state: string, 
/**
 * The last day of what is open of the plan.
 */
plan_ends_on: string, 
/**
 * All tasks of the critical path that are open.
 */
rows: RowsLink, };
export type CustodyEvent = { 
/**
 * Its id.
 */
id: CustodyId, 
/**
 * The item.
 */
evidence: EvidenceId, 
/**
 * When, as recorded by the vault.
 */
at: string, 
/**
 * Who did it, as named for the device, or the releasing person.
 */
who: string, 
/**
 * What happened.
 */
kind: CustodyKind, 
/**
 * In which packet, to which version, for which reason.
 */
note: string, 
/**
 * Row of the activity log that was written with it.
 */
log_seq: number, };
export type CustodyId = string;
export type CustodyKind = "received" | "carried" | "described" | "accepted" | "returned" | "released" | "release_revoked" | "superseded" | "withdrawn" | "exported" | "saved" | "saved_redacted" | "purged" | "redacted" | "redaction_taken_back";
export type DateFormat = "iso" | "day_first" | "month_first";
export type DateOrder = "day_first" | "month_first";
export type DatesAhead = { 
/**
 * The audit period.
 */
period: Span | null, 
/**
 * Days to the period's last day.
 */
left_in_period: number | null, 
/**
 * Days of the period that have gone by, today included.
 */
elapsed: number | null, 
/**
 * First day of fieldwork.
 */
fieldwork_from: string | null, 
/**
 * Days to it.
 */
to_fieldwork: number | null, 
/**
 * Day on which the report is due.
 */
report_due: string | null, 
/**
 * Days to it.
 */
to_report: number | null, };
export type Deadline = { 
/**
 * The last day in time.
 */
day: string, 
/**
 * The instant, where it is due within hours.
 */
at: string | null, 
/**
 * The record's own name, such as `REQ-012`.
 */
reference: string, 
/**
 * Its noun.
 */
noun: Noun, 
/**
 * Its id.
 */
id: string, 
/**
 * What falls due, in a word or two.
 */
kind: string, 
/**
 * What it is about, in a line.
 */
words: string, 
/**
 * Who answers for it.
 */
owner: string | null, 
/**
 * Business days after today up to and with that day; negative once it is past.
 */
business_days: number, 
/**
 * Whether it is past.
 */
overdue: boolean, 
/**
 * Whether it is a task whose delay moves the plan's end.
 */
critical: boolean, };
export type Deadlines = { 
/**
 * How many fall due from today on within 30 days.
 */
within_30_days: number, 
/**
 * How many are past.
 */
overdue: number, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * From today on, the soonest first, 60 at most.
 */
next: Array<Deadline>, 
/**
 * Those that are past, the newest first, 60 at most.
 */
past: Array<Deadline>, };
export type DecideMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * The role that decides.
 */
role: string, 
/**
 * Who decides for it, by name or id.
 */
person: string, 
/**
 * The decision.
 */
decision: Decision, 
/**
 * Remark.
 */
note: string, };
export type DecideRequest = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's id, or id.
 */
request: string, 
/**
 * How the auditor took it.
 */
decision: RequestDecision, 
/**
 * When; none takes today.
 */
on: string | null, };
export type DecidedColumn = { 
/**
 * The column of the sheet, by its heading or its letters.
 */
source: Source, 
/**
 * The field that it holds, by name or by its heading as exported; none to leave the column out.
 */
field: string | null, };
export type Decision = "approved" | "returned";
export type Deviations = { 
/**
 * Items that deviated.
 */
found: number, 
/**
 * Items that were tested.
 */
tested: number, };
export type Digest = string;
export type Done = { 
/**
 * When.
 */
on: string, 
/**
 * What shows it.
 */
evidence: Array<EvidenceId>, 
/**
 * What was done, or why no evidence is needed.
 */
note: string, };
export type DraftForm = "markdown" | "mail" | "document" | "pdf";
export type DroppedWindow = { 
/**
 * Its window.
 */
window: Window, 
/**
 * What would go with it.
 */
loses: Loss, };
export type Due = { "due": "on", 
/**
 * The day.
 */
day: string, } | { "due": "after_trigger", 
/**
 * Hours.
 */
hours: number, } | { "due": "on_request" };
export type EditClient = { 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditCommitment = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
commitment: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditControls = { 
/**
 * The edits, in order.
 */
edits: Array<ControlEdit>, };
export type EditEngagement = { 
/**
 * Title or id; none takes the newest.
 */
engagement: string | null, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditFinding = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's reference, or id.
 */
finding: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditFollowUp = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
follow_up: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditGap = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
gap: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * New text in Markdown.
 */
text: string | null, 
/**
 * New words by field name; empty words open the field again.
 */
fields: { [key in string]: NewFieldValue }, 
/**
 * New values by field of the record; gaps, findings and requests by reference, controls by code, the signatory by
 * name.
 */
facts: { [key in string]: JsonValue }, };
export type EditOrganisation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Name or id.
 */
organisation: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditPerson = { 
/**
 * Name or id.
 */
person: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditPlanRow = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Number or id.
 */
row: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditPopulation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Name or id.
 */
population: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditRequest = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's id, or id.
 */
request: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditSurface = { 
/**
 * Short name or id.
 */
surface: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditSystem = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditTask = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
task: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditTeam = { 
/**
 * Name or id.
 */
team: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type EditUserControl = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
user_control: string, 
/**
 * New values by field.
 */
facts: { [key in string]: JsonValue }, };
export type Engagement = { 
/**
 * Its id.
 */
id: EngagementId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The system that is audited.
 */
system: SystemId, 
/**
 * Title as printed, such as `SOC 2 Type II readiness 2026`.
 */
title: string, 
/**
 * Readiness, Type I or Type II, with the date or period that the kind needs.
 */
kind: EngagementKind, 
/**
 * Categories in scope; Security always among them.
 */
categories: Array<Category>, 
/**
 * The consultant's firm, which prepares the engagement.
 */
preparer_firm: string, 
/**
 * Its logo, in place of its name at the top of the cover.
 */
firm_logo: Logo | null, 
/**
 * Its colour for titles and lines; none takes the program's own.
 */
firm_colour: Colour | null, 
/**
 * One line of it at the foot of each page; empty for none.
 */
firm_footer: string, 
/**
 * The paper for which packets and messages are laid out, where nobody says otherwise.
 */
paper: Paper, 
/**
 * The auditor's firm, once chosen.
 */
auditor_firm: string | null, 
/**
 * Why the work began.
 */
trigger: Trigger, 
/**
 * When it began.
 */
triggered_on: string | null, 
/**
 * Who asked, in a few words (`enterprise customer`); internal.
 */
trigger_note: string, 
/**
 * First day of the auditor's fieldwork.
 */
fieldwork_from: string | null, 
/**
 * Day on which the report is due.
 */
report_due: string | null, 
/**
 * How far it has come.
 */
state: EngagementState, 
/**
 * The opinion for each category, once reported.
 */
outcomes: Array<Outcome>, };
export type EngagementId = string;
export type EngagementKind = { "kind": "readiness", 
/**
 * The period that is aimed at.
 */
period: Span | null, } | { "kind": "type_i", 
/**
 * The date.
 */
as_of: string, } | { "kind": "type_ii", 
/**
 * The period.
 */
period: Span, };
export type EngagementOverview = { 
/**
 * The engagement.
 */
engagement: Engagement, 
/**
 * Its system.
 */
system: System, 
/**
 * The client.
 */
client: Client, 
/**
 * How many records of each kind it has.
 */
counts: Counts, 
/**
 * The readiness score today, management's own figure; none when no criterion in scope is relevant.
 */
readiness: Figures | null, };
export type EngagementState = "planning" | "readiness" | "period_running" | "fieldwork" | "draft_report" | "reported" | "bridging";
export type EscalationSteps = { 
/**
 * How many are overdue.
 */
overdue: number, 
/**
 * The steps, the oldest first, 60 at most.
 */
steps: Array<Deadline>, 
/**
 * The findings among them.
 */
findings: RowsLink, 
/**
 * The rows of the communication plan among them.
 */
plan_rows: RowsLink, };
export type EstimateStrength = { 
/**
 * The passphrase.
 */
passphrase: Secret, 
/**
 * What whoever guesses may know, such as the names of client and person: it makes a passphrase weaker.
 */
known: Array<string>, };
export type Event = { "event": "changed", 
/**
 * Which.
 */
action: Action, 
/**
 * Row of the activity log.
 */
seq: number, 
/**
 * When.
 */
at: string, } | { "event": "progress", 
/**
 * What is done, in words.
 */
doing: string, 
/**
 * Steps done.
 */
done: number, 
/**
 * Steps in all.
 */
total: number, } | { "event": "files_over", 
/**
 * Where, in the window's own points.
 */
x: number, 
/**
 * Where, in the window's own points.
 */
y: number, } | { "event": "files_away", } | { "event": "files_dropped", 
/**
 * The files.
 */
files: Array<Chosen>, 
/**
 * Where, in the window's own points.
 */
x: number, 
/**
 * Where, in the window's own points.
 */
y: number, } | { "event": "locking", 
/**
 * Why.
 */
why: LockReason, } | { "event": "locked_now", 
/**
 * Why.
 */
why: LockReason, } | { "event": "closing", };
export type EvidenceFile = { 
/**
 * Its id.
 */
id: FileId, 
/**
 * File name without folders, made safe at import.
 */
name: string, 
/**
 * What it is.
 */
file_type: FileType, 
/**
 * Length in bytes.
 */
size: number, 
/**
 * SHA-256 of its bytes.
 */
sha256: Digest, 
/**
 * What was taken out of it for packets, which hold its twin; none where they hold it as it is.
 */
redaction: Redaction | null, };
export type EvidenceId = string;
export type EvidenceImported = { 
/**
 * Number of the row of the activity log, which undoes all of it; none where nothing was changed.
 */
log_row: number | null, 
/**
 * The items, in the order of the folder or archive.
 */
items: Array<ImportedItem>, 
/**
 * Files that were left out because no place of theirs is known, or because they can't be read.
 */
unplaced: Array<UnplacedFile>, 
/**
 * Files that were left out because live items hold the same bytes already. An item of several files comes in whole
 * while one of them is new. Always empty in a preview.
 */
held: Array<HeldFile>, 
/**
 * Rows of the index whose file isn't there, or can't be told among several.
 */
orphans: Array<Orphan>, 
/**
 * Rows of the index that can't be read, each a sentence that names row and cell.
 */
refused_rows: Array<string>, };
export type EvidenceItem = { 
/**
 * Its id.
 */
id: EvidenceId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the engagement, from 1; printed as `EV-0001` and never used again.
 */
number: number, 
/**
 * Title.
 */
title: string, 
/**
 * What it is.
 */
kind: EvidenceKind, 
/**
 * How sensitive it is.
 */
classification: Classification, 
/**
 * What of the period it speaks for.
 */
covers: Covers | null, 
/**
 * When it was captured on the source system, with that system's zone.
 */
captured_at: string | null, 
/**
 * When the vault received it; set by the vault, never changed.
 */
received_at: string, 
/**
 * When it was last reviewed, and by whom.
 */
reviewed: Reviewed | null, 
/**
 * System that it comes from.
 */
source_system: string, 
/**
 * Who collected it.
 */
collected_by: string, 
/**
 * Where it stands.
 */
state: EvidenceState, 
/**
 * Version of the document or extract, from 1.
 */
version: number, 
/**
 * The version that it replaces.
 */
supersedes: EvidenceId | null, 
/**
 * Controls that it supports.
 */
controls: Array<ControlId>, 
/**
 * Its files, the first one the main one.
 */
files: Array<EvidenceFile>, 
/**
 * Completeness and accuracy card.
 */
ipe: IpeCard | null, 
/**
 * Approval of a document in force.
 */
approval: Approval | null, 
/**
 * Why a packet lists it without showing or attaching it; none when it may be shown.
 */
list_only: string | null, 
/**
 * For the consultant alone; never in an auditor's packet.
 */
internal_note: string, };
export type EvidenceKind = "population" | "sample" | "configuration" | "change_history" | "policy" | "screenshot" | "system_report" | "report" | "ticket" | "log" | "contract" | "training_record" | "correspondence";
export type EvidenceLine = { 
/**
 * Its id.
 */
id: EvidenceId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Number in the engagement.
 */
number: number, 
/**
 * The number as printed, such as `EV-0012`.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * What it is.
 */
kind: EvidenceKind, 
/**
 * Where it stands.
 */
state: EvidenceState, 
/**
 * How sensitive it is.
 */
classification: Classification, 
/**
 * What of the period it speaks for.
 */
covers: Covers | null, 
/**
 * When it was captured, with its zone.
 */
captured_at: string | null, 
/**
 * When the vault received it.
 */
received_at: string, 
/**
 * System that it comes from.
 */
source_system: string, 
/**
 * Who collected it.
 */
collected_by: string, 
/**
 * Codes of the controls that it supports, in order.
 */
controls: Array<string>, 
/**
 * How many files it has.
 */
files: number, 
/**
 * Their bytes in all.
 */
size: number, 
/**
 * How many things must be added before it can be relied on.
 */
missing: number, 
/**
 * Version of the document or extract.
 */
version: number, 
/**
 * Why a packet lists it without showing it.
 */
list_only: string | null, };
export type EvidencePage = { 
/**
 * Rows that meet the query.
 */
total: number, 
/**
 * Rows without its text and filters.
 */
all: number, 
/**
 * Rows passed over.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<EvidenceLine>, };
export type EvidencePreview = { 
/**
 * Reference of the item.
 */
evidence: string, 
/**
 * The file.
 */
file: FileId, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is.
 */
file_type: FileType, 
/**
 * Its length in bytes.
 */
size: number, 
/**
 * What is shown of it.
 */
shown: FilePreview, };
export type EvidencePurged = { 
/**
 * Its reference.
 */
evidence: string, 
/**
 * Files that are gone.
 */
files: number, 
/**
 * Bytes of those.
 */
bytes: number, 
/**
 * References of other items that have a file of the same content, which stays, those of other engagements included.
 */
kept_by: Array<string>, 
/**
 * The row of the log that says so.
 */
seq: number, };
export type EvidenceRedacted = { 
/**
 * The item.
 */
item: EvidenceItem, 
/**
 * The file.
 */
file: FileId, 
/**
 * All that is out of the file now: what was before, and what was added.
 */
removed: Removed, 
/**
 * Whether its release was taken back.
 */
release_revoked: boolean, 
/**
 * References of items that hold the same content in a file that isn't redacted, this one and those that were
 * superseded or withdrawn included.
 */
also_in: Array<string>, 
/**
 * References of earlier versions of the item with a file that isn't redacted, the latest first: a packet as of an
 * earlier row may hold them.
 */
earlier: Array<string>, 
/**
 * Packets that it left in before.
 */
exported: number, };
export type EvidenceRequest = { 
/**
 * Its id.
 */
id: RequestId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the engagement, from 1; printed as `REQ-012` and never used again.
 */
number: number, 
/**
 * The auditor's id, character for character as it stands in the auditor's list; none while we prepare by a typical
 * list before the auditor's has come.
 */
auditor_id: string | null, 
/**
 * The auditor's wording, character for character.
 */
wording: string, 
/**
 * What the answer is, where the request says so.
 */
kind: EvidenceKind | null, 
/**
 * The days that it asks about; the same day twice for a point in time.
 */
period: Span | null, 
/**
 * The population that it asks for, if it does.
 */
population: PopulationKind | null, 
/**
 * Controls that it bears on.
 */
controls: Array<ControlId>, 
/**
 * Criteria that it bears on.
 */
criteria: Array<CriterionCode>, 
/**
 * Evidence that is gathered for it; each round keeps what was submitted in it.
 */
evidence: Array<EvidenceId>, 
/**
 * Who answers it.
 */
owner: PersonId | null, 
/**
 * Who looks the answer over before it goes out.
 */
reviewer: PersonId | null, 
/**
 * When it was received.
 */
received_on: string, 
/**
 * By when the auditor wants the answer.
 */
due_on: string | null, 
/**
 * Whether the auditor's testing waits for it.
 */
blocks_testing: boolean, 
/**
 * Where it stands for us.
 */
internal: InternalStatus, 
/**
 * Where it stands for the auditor.
 */
auditor: AuditorStatus, 
/**
 * What was submitted and what came back, oldest first.
 */
rounds: Array<Round>, 
/**
 * The line of the catalogue's typical list that it began from or is matched to, such as `PBC-001`.
 */
template: string | null, 
/**
 * For the consultant alone.
 */
internal_note: string, };
export type EvidenceRow = { 
/**
 * The item.
 */
item: EvidenceItem, 
/**
 * Codes of its controls.
 */
controls: Array<string>, 
/**
 * What it still lacks.
 */
missing: Array<string>, };
export type EvidenceSheet = { 
/**
 * The item as a list shows it.
 */
row: EvidenceRow, 
/**
 * What happened to it, oldest first.
 */
custody: Array<CustodyEvent>, };
export type EvidenceState = { "state": "received" } | { "state": "in_review" } | { "state": "accepted" } | { "state": "returned", 
/**
 * Why.
 */
reason: string, } | { "state": "released", 
/**
 * The client's releasing person.
 */
by: PersonId, 
/**
 * When, as recorded by the vault.
 */
at: string, } | { "state": "superseded", 
/**
 * The version that replaces it.
 */
by: EvidenceId, } | { "state": "withdrawn", 
/**
 * Why.
 */
reason: string, };
export type ExceptOccurrence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string, 
/**
 * Which of its occurrences.
 */
key: OccurrenceKey, 
/**
 * How it deviated; none takes the exception back.
 */
exception: string | null, };
export type ExportPacket = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The PDF file, or the container, to write; must not exist.
 */
file: Held, 
/**
 * In which form it is made.
 */
form: PacketForm, 
/**
 * For whom.
 */
profile: AudienceProfile, 
/**
 * Sections outside the profile that are added all the same; the cover names them.
 */
also: Array<Section>, 
/**
 * The part of the engagement that it holds.
 */
part: ChosenPart, 
/**
 * How evidence that it shows may be marked; empty takes any.
 */
marked: Array<Classification>, 
/**
 * The packet's number; none takes the client's code, the year, and the count of packets.
 */
number: string | null, 
/**
 * Who reviewed the packet, as printed.
 */
reviewed_by: string | null, 
/**
 * The moment of reporting; none takes now, in UTC.
 */
as_of: AsOf | null, 
/**
 * The log row as of which it is made; none takes the newest that changed anything.
 */
up_to: number | null, 
/**
 * How much of each original is shown.
 */
limits: ShowLimits, 
/**
 * Originals above this many bytes lie beside the packet.
 */
embed_limit: number, 
/**
 * How much one volume of it holds; without it the usual.
 */
volume: VolumeLimits, 
/**
 * Items that this packet lists without showing them, each with a reason that it prints; the items stay as they are.
 * Nothing can be left out unnamed: a packet is never silently shorter than the vault.
 */
list_only: Array<ListedOnly>, 
/**
 * Whether the vault's key doesn't sign it. Else it does, and is made where there is none yet.
 */
unsigned: boolean, 
/**
 * The paper for which it is laid out; none takes the engagement's.
 */
paper: Paper | null, 
/**
 * The mark on each page.
 */
confidentiality: Confidentiality, 
/**
 * Whether it is a draft, on which nobody may rely: each page says so.
 */
draft: boolean, 
/**
 * Whether exhibits marked personal or restricted may be shown. Without it a packet that would show one is refused, with
 * their references.
 */
show_sensitive: boolean, 
/**
 * The passphrase of the container that is written in place of the PDF file; none writes the PDF file.
 */
container: Container | null, };
export type ExportSheet = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The noun.
 */
noun: SheetNoun, 
/**
 * Only what this person answers for, by name or id. An evidence item is its collector's, or of whoever answers for a
 * control that it supports.
 */
owner: string | null, 
/**
 * Only these records, by their ids: what a filtered list shows. None takes all; a record that isn't there, or isn't
 * listed any more, is refused.
 */
only: Array<string> | null, 
/**
 * Also the columns that are for the consultant alone: costs and internal notes.
 */
internal: boolean, 
/**
 * In which form.
 */
form: SheetForm, 
/**
 * The file to write; must not exist.
 */
file: Held, };
export type Exported = { 
/**
 * What the vault remembers of it.
 */
packet: ExportedPacket, 
/**
 * File names, the packet's volumes first.
 */
names: Array<string>, 
/**
 * Length of all volumes in bytes.
 */
size: number, 
/**
 * Length of each volume in bytes, in order.
 */
sizes: Array<number>, 
/**
 * Open points that it lists.
 */
open_points: number, 
/**
 * Files for which a slip sheet stands.
 */
slip_sheets: number, 
/**
 * Fingerprint of the key that signed it, in groups of four digits; none for an unsigned one.
 */
fingerprint: string | null, 
/**
 * References of exhibits marked personal or restricted that it shows, as was agreed to.
 */
sensitive: Array<string>, };
export type ExportedPacket = { 
/**
 * Its id.
 */
id: PacketId, 
/**
 * Its number.
 */
number: string, 
/**
 * In which form it was made.
 */
form: PacketForm, 
/**
 * For whom.
 */
profile: AudienceProfile, 
/**
 * When it was exported.
 */
at: string, 
/**
 * SHA-256 of each volume, in order.
 */
volumes: Array<Digest>, 
/**
 * SHA-256 of the container in which it left; none where it left as it is.
 */
container: Digest | null, 
/**
 * The log row as of which it was made.
 */
up_to: number, 
/**
 * Pages in all volumes.
 */
pages: number, 
/**
 * Evidence items that were shown or attached.
 */
exhibits: number, 
/**
 * The key that signed it; none for an unsigned one.
 */
signed_by: PublicKey | null, };
export type ExtractLog = { 
/**
 * The first row; none takes row 1.
 */
from: number | null, 
/**
 * The last row that is asked for; none takes the newest. The rows after it are in the file too, since the newest
 * row's hash can't be computed without them.
 */
to: number | null, 
/**
 * The file to write; must not exist.
 */
file: Held, };
export type ExtractTexts = { 
/**
 * Files at most.
 */
limit: number, };
export type Facet = { 
/**
 * The value as a filter takes it; the empty text for none.
 */
value: string, 
/**
 * The value in words; the empty text for none.
 */
label: string, 
/**
 * Rows that have it.
 */
count: number, };
export type Failure = { 
/**
 * What went wrong.
 */
code: Code, 
/**
 * The same for the log, more exactly.
 */
message: string, 
/**
 * The field of the request that breaks a rule.
 */
field: string | null, };
export type FieldChange = { 
/**
 * The field's name in the model.
 */
field: string, 
/**
 * The same in words.
 */
words: string, 
/**
 * What it was; none when there was nothing.
 */
before: string | null, 
/**
 * What it became; none when there is nothing.
 */
after: string | null, };
export type FieldRow = { 
/**
 * Its name in the text.
 */
name: string, 
/**
 * The gap, finding, request or question in whose copy it stands, such as `GAP-014`.
 */
row: string | null, 
/**
 * Where its value comes from: `noun.field` of the vault, or `typed`; none for a field that isn't the catalogue's.
 */
source: string | null, 
/**
 * Whether the vault fills it, so that nobody types it.
 */
from_vault: boolean, 
/**
 * What may stand in it; none for a field that isn't the catalogue's.
 */
kind: string | null, 
/**
 * What to write.
 */
meaning: string, 
/**
 * Its value; none while it is open.
 */
value: string | null, 
/**
 * Whether it states a fact, so that evidence must stand behind it.
 */
claims_fact: boolean, 
/**
 * Whether that evidence is missing.
 */
unsupported: boolean, 
/**
 * Reference of the evidence behind it.
 */
evidence: string | null, };
export type FieldValue = { 
/**
 * The words.
 */
text: string, 
/**
 * Evidence for a factual claim.
 */
evidence: EvidenceId | null, };
export type Figures = { 
/**
 * The score: what is shown.
 */
score: number, 
/**
 * What isn't evaluable yet. The score can become the sum of both by it.
 */
not_evaluable: number, 
/**
 * What is lacking.
 */
lacking: number, };
export type FileId = string;
export type FilePreview = { "kind": "page", 
/**
 * Which, counted from 1.
 */
page: number, 
/**
 * Pages of the whole document.
 */
pages: number, 
/**
 * The picture.
 */
picture: ShownPicture, 
/**
 * Its words in lines, in the order in which the page draws them; none where it has none of its own.
 */
text: Lines | null, 
/**
 * Things on the page that could not be drawn.
 */
undrawn: number, } | { "kind": "table", 
/**
 * Which sheet, counted from 1.
 */
page: number, 
/**
 * Names of all sheets, in order; one empty name for separated values.
 */
sheets: Array<string>, 
/**
 * Its cells, as far as they are shown, and the size of the whole.
 */
table: Table, } | { "kind": "text", 
/**
 * The lines.
 */
lines: Lines, } | { "kind": "not_shown", 
/**
 * Why, in words.
 */
reason: string, };
export type FileType = "pdf" | "png" | "jpeg" | "csv" | "xlsx" | "eml" | "json" | "text" | "zip" | "other";
export type FindText = { 
/**
 * The engagement, whose records are searched with those of the whole vault; none searches all engagements.
 */
engagement: string | null, 
/**
 * What is looked for, as typed.
 */
text: string, 
/**
 * The nouns to search; none searches all.
 */
nouns: Array<Noun>, 
/**
 * Hits at most.
 */
limit: number, };
export type Finding = { 
/**
 * Its id.
 */
id: FindingId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the engagement, from 1; printed as `FND-003` and never used again.
 */
number: number, 
/**
 * The reference that whoever raised it gave it, character for character.
 */
auditor_reference: string | null, 
/**
 * The wording of whoever raised it, character for character.
 */
wording: string, 
/**
 * What raised it.
 */
source: FindingSource, 
/**
 * When it was raised.
 */
raised_on: string, 
/**
 * Controls that deviated.
 */
controls: Array<ControlId>, 
/**
 * Criteria that it bears on.
 */
criteria: Array<CriterionCode>, 
/**
 * Deviations among the items tested, where items were tested.
 */
deviations: Deviations | null, 
/**
 * Why it came about.
 */
cause: string, 
/**
 * How far it reaches: periods, systems, persons.
 */
extent: string, 
/**
 * What it does to the service commitments and system requirements.
 */
effect: string, 
/**
 * Controls that compensated.
 */
compensating: Array<ControlId>, 
/**
 * How they compensated.
 */
compensating_note: string, 
/**
 * How grave we hold it to be; none while nobody has judged, and where it isn't told.
 */
severity: Level | null, 
/**
 * Who answers for it.
 */
owner: PersonId | null, 
/**
 * By when it is to be fixed.
 */
due_on: string | null, 
/**
 * Gaps that speak of the same shortfall.
 */
gaps: Array<GapId>, 
/**
 * Who took note of it, and when.
 */
acknowledged: Acknowledgement | null, 
/**
 * Management's response.
 */
response: ManagementResponse | null, 
/**
 * When the fix was in place.
 */
fixed_on: string | null, 
/**
 * The retest.
 */
retest: Retest | null, 
/**
 * When it was closed.
 */
closed_on: string | null, 
/**
 * Where it stands.
 */
state: FindingState, 
/**
 * The finding of an earlier engagement that it carries on: prior, to be retested.
 */
prior: FindingId | null, 
/**
 * For the consultant alone.
 */
internal_note: string, };
export type FindingClock = { 
/**
 * Whether the response or the fix is awaited.
 */
kind: ClockKind, 
/**
 * By when.
 */
due: string, 
/**
 * Whether that day has gone by.
 */
overdue: boolean, };
export type FindingId = string;
export type FindingLine = { 
/**
 * Its id.
 */
id: FindingId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Number in the engagement.
 */
number: number, 
/**
 * The number as printed, such as `FND-003`.
 */
reference: string, 
/**
 * The reference that whoever raised it gave it.
 */
auditor_reference: string | null, 
/**
 * The wording of whoever raised it.
 */
wording: string, 
/**
 * What raised it.
 */
source: FindingSource, 
/**
 * How grave we hold it to be.
 */
severity: Level | null, 
/**
 * Where it stands.
 */
state: FindingState, 
/**
 * Deviations among the items tested.
 */
deviations: Deviations | null, 
/**
 * Who answers for it.
 */
owner: PersonId | null, 
/**
 * That person's name.
 */
owner_name: string | null, 
/**
 * When it was raised.
 */
raised_on: string, 
/**
 * By when it is to be fixed.
 */
due_on: string | null, 
/**
 * What falls due next; none when nothing is awaited or no day is set.
 */
clock: FindingClock | null, 
/**
 * Codes of the controls that deviated, in order.
 */
controls: Array<string>, 
/**
 * Criteria that it bears on, in order.
 */
criteria: Array<CriterionCode>, 
/**
 * References of the gaps that speak of the same shortfall, in order.
 */
gaps: Array<string>, };
export type FindingPage = { 
/**
 * Rows that meet the query.
 */
total: number, 
/**
 * Rows without its text and filters.
 */
all: number, 
/**
 * Rows passed over.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<FindingLine>, };
export type FindingRow = { 
/**
 * The finding.
 */
finding: Finding, 
/**
 * Name of who answers for it.
 */
owner: string | null, 
/**
 * Codes of the controls that deviated.
 */
controls: Array<string>, 
/**
 * Codes of the controls that compensated.
 */
compensating: Array<string>, 
/**
 * References of the gaps that speak of the same shortfall.
 */
gaps: Array<string>, };
export type FindingSource = "audit" | "monitoring";
export type FindingState = "raised" | "acknowledged" | "responded" | "in_remediation" | "verified" | "closed";
export type FindingStep = { "to": "acknowledged", 
/**
 * Who, by name or id.
 */
by: string, 
/**
 * When; none takes today.
 */
on: string | null, } | { "to": "responded" } | { "to": "in_remediation", 
/**
 * Who answers for the fix, by name or id; none keeps the owner.
 */
owner: string | null, } | { "to": "verified", 
/**
 * When the fix was in place.
 */
fixed_on: string, 
/**
 * Who retested, by name or id.
 */
by: string, 
/**
 * When.
 */
on: string, 
/**
 * References of the evidence.
 */
evidence: Array<string>, 
/**
 * What was done and seen.
 */
note: string, } | { "to": "closed", 
/**
 * When; none takes today.
 */
on: string | null, };
export type FixableControl = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
reference: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Who owns it, or the role that answers for it.
 */
owner: string | null, 
/**
 * What, and until when.
 */
possible: StillPossible, };
export type FixableControls = { 
/**
 * How many lines there are in all.
 */
total: number, 
/**
 * How many of them are in their last chance.
 */
urgent: number, 
/**
 * The soonest lines, 50 at most; what has no end comes last.
 */
soonest: Array<FixableControl>, 
/**
 * The controls.
 */
rows: RowsLink, };
export type FolderFile = { 
/**
 * Its path within the folder, parted by `/`. It tells where the file belongs and opens nothing.
 */
name: string, 
/**
 * The file.
 */
file: Held, };
export type FollowUp = { 
/**
 * Its id.
 */
id: FollowUpId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the engagement, from 1; printed as `FU-003` and never used again.
 */
number: number, 
/**
 * The control that was walked through.
 */
control: ControlId, 
/**
 * The question, as it was asked.
 */
question: string, 
/**
 * Who asked, in words: whoever sits at the table needn't be a person of the vault.
 */
asked_by: string, 
/**
 * When it was noted.
 */
asked_at: string, 
/**
 * Who promised the answer.
 */
promised_by: PersonId | null, 
/**
 * By when.
 */
due_on: string | null, 
/**
 * The answer, once it was given; the newest where there were several.
 */
answer: FollowUpAnswer | null, 
/**
 * Where it stands.
 */
state: FollowUpState, 
/**
 * For the consultant alone; never in an auditor's packet.
 */
internal_note: string, };
export type FollowUpAnswer = { 
/**
 * The words.
 */
text: string, 
/**
 * When they were given.
 */
on: string, };
export type FollowUpId = string;
export type FollowUpRow = { 
/**
 * The follow-up.
 */
follow_up: FollowUp, 
/**
 * Its number as printed.
 */
reference: string, 
/**
 * Code of the control.
 */
control: string, 
/**
 * Title of the control.
 */
control_title: string, 
/**
 * Name of who promised the answer.
 */
promised_by: string | null, 
/**
 * Whether the auditor waits although its day has gone by today.
 */
overdue: boolean, };
export type FollowUpState = { "state": "open" } | { "state": "answered" } | { "state": "withdrawn", 
/**
 * Why, in words that the auditor may read.
 */
reason: string, };
export type ForgetRecent = Record<symbol, never>;
export type ForgetUnsaved = { 
/**
 * The place.
 */
place: string, };
export type FoundColumn = { 
/**
 * Its letters.
 */
letters: string, 
/**
 * Its heading; empty where it has none.
 */
heading: string, 
/**
 * Name of the field that it holds.
 */
field: string, 
/**
 * Heading of that field as exported.
 */
title: string, };
export type FoundIn = { 
/**
 * The file.
 */
file: FileId, 
/**
 * Its name.
 */
name: string, };
export type Freeze = { 
/**
 * What is frozen, or why.
 */
name: string, 
/**
 * The days.
 */
span: Span, };
export type Frequency = "continuous" | "per_event" | "daily" | "weekly" | "monthly" | "quarterly" | "semi_annual" | "annual";
export type Gap = { 
/**
 * Its id.
 */
id: GapId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the engagement, from 1; printed as `GAP-014` and never used again.
 */
number: number, 
/**
 * Title.
 */
title: string, 
/**
 * Who or what brought it to light.
 */
source: GapSource, 
/**
 * What falls short.
 */
kind: GapKind, 
/**
 * What was found.
 */
description: string, 
/**
 * Why it came about.
 */
root_cause: string, 
/**
 * Criteria that it bears on.
 */
criteria: Array<CriterionCode>, 
/**
 * Controls that it bears on.
 */
controls: Array<ControlId>, 
/**
 * Surfaces on which it stands.
 */
surfaces: Array<SurfaceCode>, 
/**
 * Likelihood × impact.
 */
severity: Severity, 
/**
 * Effort in person-days.
 */
effort_days: number | null, 
/**
 * The engagement's own estimate of cost.
 */
cost: Cost | null, 
/**
 * The catalogue's range, for reference.
 */
reference: ReferenceRange | null, 
/**
 * Who answers for it.
 */
owner: PersonId | null, 
/**
 * When it was found.
 */
found_on: string, 
/**
 * By when it is to be fixed.
 */
due_on: string | null, 
/**
 * What will be done.
 */
remedy: string, 
/**
 * What must be true before it closes.
 */
acceptance: Array<AcceptanceCriterion>, 
/**
 * Where it stands.
 */
state: GapState, 
/**
 * When the fix was in place.
 */
fixed_on: string | null, 
/**
 * The retest.
 */
retest: Retest | null, 
/**
 * Since when the fixed control operates.
 */
operating_since: string | null, 
/**
 * The acceptance of its risk.
 */
acceptance_of_risk: RiskAcceptance | null, 
/**
 * The gap of an earlier engagement that it carries on: prior, to be retested.
 */
prior: GapId | null, 
/**
 * The failure pattern of the catalogue that it began from, such as `FP-001`.
 */
pattern: string | null, 
/**
 * For the consultant alone.
 */
internal_note: string, };
export type GapId = string;
export type GapKind = "design" | "operation" | "evidence" | "documentation";
export type GapLine = { 
/**
 * Its id.
 */
id: GapId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Number in the engagement.
 */
number: number, 
/**
 * The number as printed, such as `GAP-014`.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * Where it stands.
 */
state: GapState, 
/**
 * Whether it counts as open, an ended acceptance of its risk included.
 */
open: boolean, 
/**
 * Likelihood and impact.
 */
severity: Severity, 
/**
 * The level of that.
 */
level: Level, 
/**
 * Likelihood × impact.
 */
score: number, 
/**
 * What falls short.
 */
kind: GapKind, 
/**
 * Who or what brought it to light.
 */
source: GapSource, 
/**
 * The engagement's own estimate of cost.
 */
cost: Cost | null, 
/**
 * Effort in person-days.
 */
effort_days: number | null, 
/**
 * Who answers for it.
 */
owner: PersonId | null, 
/**
 * That person's name.
 */
owner_name: string | null, 
/**
 * When it was found.
 */
found_on: string, 
/**
 * By when it is to be fixed: the target.
 */
due_on: string | null, 
/**
 * Surfaces on which it stands, in order.
 */
surfaces: Array<SurfaceCode>, 
/**
 * Criteria that it bears on, in order.
 */
criteria: Array<CriterionCode>, 
/**
 * Codes of the controls that it bears on, in order.
 */
controls: Array<string>, };
export type GapPage = { 
/**
 * Rows that meet the query.
 */
total: number, 
/**
 * Rows without its text and filters.
 */
all: number, 
/**
 * Rows passed over.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<GapLine>, };
export type GapSource = "self_assessment" | "procurement_review" | "prior_report" | "complaint" | "incident" | "monitoring" | "auditor" | "regulator";
export type GapState = "open" | "in_progress" | "fixed_awaiting_proof" | "retested" | "operating_since" | "accepted_risk" | "reopened";
export type GapStep = { "to": "open" } | { "to": "in_progress" } | { "to": "fixed_awaiting_proof", 
/**
 * Since when.
 */
fixed_on: string, } | { "to": "retested", 
/**
 * Who, by name or id.
 */
by: string, 
/**
 * When.
 */
on: string, 
/**
 * References of the evidence.
 */
evidence: Array<string>, 
/**
 * What was done and seen.
 */
note: string, } | { "to": "operating_since", 
/**
 * Since when.
 */
since: string, } | { "to": "accepted_risk", 
/**
 * Who accepts it, by name or id.
 */
approver: string, 
/**
 * Until when.
 */
until: string, 
/**
 * Why.
 */
reason: string, } | { "to": "reopened" };
export type GapsByLevel = { 
/**
 * How many are open.
 */
open: number, 
/**
 * How many of them are overdue.
 */
overdue: number, 
/**
 * The levels, the worst first; those without a gap too.
 */
levels: Array<GapsOfLevel>, 
/**
 * What all open gaps cost together, by currency.
 */
costs: Array<CostRange>, 
/**
 * All open gaps.
 */
rows: RowsLink, };
export type GapsOfLevel = { 
/**
 * The level.
 */
level: Level, 
/**
 * How many.
 */
count: number, 
/**
 * How many of them have no estimate of cost.
 */
without_cost: number, 
/**
 * What the others cost together, by currency.
 */
costs: Array<CostRange>, 
/**
 * The gaps.
 */
rows: RowsLink, };
export type GridCell = { 
/**
 * Place of the week.
 */
week: number, 
/**
 * The state that comes first in the order of the period calendar.
 */
state: OccurrenceState, 
/**
 * Whether only the grace of its occurrences reaches into the week.
 */
grace: boolean, 
/**
 * Whether one of them is due in the week.
 */
due: boolean, 
/**
 * How many of them are missed.
 */
missed: number, 
/**
 * Whether one of them bears an exception.
 */
exception: boolean, 
/**
 * The occurrences, in order.
 */
occurrences: Array<GridOccurrence>, };
export type GridOccurrence = { 
/**
 * Which.
 */
key: OccurrenceKey, 
/**
 * Its state.
 */
state: OccurrenceState, 
/**
 * Whether an exception is recorded.
 */
exception: boolean, 
/**
 * What to say of it, such as `2026-Q2: missed, due 2026-06-30`.
 */
words: string, };
export type GridWeek = { 
/**
 * Its key, such as `2026-W14`.
 */
key: OccurrenceKey, 
/**
 * Its days, cut to the grid.
 */
days: Span, 
/**
 * Whether a day of it lies in the period; else it is grace or later.
 */
in_period: boolean, 
/**
 * Whether fieldwork begins in it or has begun.
 */
fieldwork: boolean, 
/**
 * Whether the day asked about lies in it.
 */
today: boolean, };
export type HeatCell = { "cell": "gaps", 
/**
 * Likelihood × impact.
 */
score: number, 
/**
 * Gaps.
 */
count: number, } | { "cell": "accepted_risk", 
/**
 * Whether every control was judged in operation.
 */
judged: boolean, } | { "cell": "clear" } | { "cell": "not_judged" } | { "cell": "not_mapped" };
export type HeatFigure = { 
/**
 * What it says.
 */
cell: HeatCell, 
/**
 * The worst level of its open gaps.
 */
level: Level | null, 
/**
 * The cell in words, for whoever doesn't see its colour.
 */
words: string, 
/**
 * What its open gaps cost together; a gap on several surfaces counts in each.
 */
costs: Array<CostRange>, 
/**
 * Its gaps: the open ones, or those whose risk is accepted.
 */
gaps: RowsLink, };
export type HeatMapSheet = { 
/**
 * The day on which one looks.
 */
today: string, 
/**
 * The columns: series of the criteria in scope.
 */
series: Array<HeatSeries>, 
/**
 * The rows, by the surfaces' codes.
 */
surfaces: Array<HeatSurface>, 
/**
 * Open gaps that name no surface or no criterion in scope, and so stand in no cell.
 */
elsewhere: RowsLink, };
export type HeatSeries = { 
/**
 * Its code, such as `CC6`.
 */
code: string, 
/**
 * Its title.
 */
title: string, };
export type HeatSurface = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * A cell for each series.
 */
cells: Array<HeatFigure>, };
export type Held = number;
export type HeldFile = { 
/**
 * Its name in the folder or archive.
 */
name: string, 
/**
 * References of the live items that hold a file of the same SHA-256.
 */
by: Array<string>, };
export type HistoryLine = { 
/**
 * Number of the row.
 */
seq: number, 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
who: string, 
/**
 * What was done, in words.
 */
words: string, 
/**
 * Whether the record came to be in it.
 */
made: boolean, 
/**
 * Whether the record was removed in it.
 */
removed: boolean, 
/**
 * What changed, by field.
 */
changes: Array<FieldChange>, 
/**
 * Whether it was undone since.
 */
undone: boolean, };
export type HoldAgain = { 
/**
 * What is held.
 */
held: Held, };
export type Holiday = { 
/**
 * Its id.
 */
id: HolidayId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The day; one holiday for each.
 */
day: string, 
/**
 * What it is called, such as `Boxing Day (in lieu)`.
 */
name: string, };
export type HolidayId = string;
export type ImportCriteriaText = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The CSV file.
 */
file: Held, 
/**
 * Whether to apply it; otherwise nothing changes.
 */
apply: boolean, };
export type ImportEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The files.
 */
from: ImportFrom, 
/**
 * The sheet that says which file is which evidence; none goes by the names alone.
 */
index: ChosenSheet | null, 
/**
 * What an item is where neither the index nor the requests that it answers say so.
 */
kind: EvidenceKind, 
/**
 * How sensitive an item is where the index doesn't say so.
 */
classification: Classification, 
/**
 * Whether files come in of which a live item holds the same bytes already.
 */
again: boolean, 
/**
 * Only shows what would be done; changes nothing. The files aren't read, so it can't know whether a live item holds
 * one of them already.
 */
preview: boolean, };
export type ImportFrom = { "folder": Array<FolderFile> } | { "archive": Held };
export type ImportedItem = { 
/**
 * Its number as printed; none in a preview.
 */
reference: string | null, 
/**
 * Title.
 */
title: string, 
/**
 * What it is.
 */
kind: EvidenceKind, 
/**
 * Its files, by their names in the folder or archive.
 */
files: Array<string>, 
/**
 * How its place is known, in words.
 */
placed_by: string, 
/**
 * Requests that it is an answer to, by our numbers.
 */
requests: Array<string>, 
/**
 * Codes of the controls that it supports.
 */
controls: Array<string>, 
/**
 * References of other items that hold a file of the same SHA-256; empty in a preview.
 */
same_as: Array<string>, 
/**
 * References of other items in which something of the same content is redacted: here nothing is. Empty in a preview.
 */
redacted_in: Array<string>, 
/**
 * What must be added before it can be relied on.
 */
missing: Array<string>, };
export type InsertableField = { 
/**
 * Its name in the text.
 */
name: string, 
/**
 * Where its value comes from: `noun.field` of the vault, or `typed`.
 */
source: string, 
/**
 * What may stand in it.
 */
kind: string, 
/**
 * What to write.
 */
meaning: string, 
/**
 * Whether it states a fact, so that evidence must stand behind it.
 */
claims_fact: boolean, 
/**
 * For what a line that holds it repeats; none when it stands once.
 */
row_of: RowKind | null, 
/**
 * What stands in it, or would: what the vault says, or what was given already.
 */
value: string | null, 
/**
 * Whether the present text has it.
 */
in_text: boolean, };
export type Instead = "account" | "compensating_control" | "performed_late" | "later_occurrences" | "other_period";
export type InternalStatus = { "internal": "open" } | { "internal": "in_progress" } | { "internal": "submitted_for_review" } | { "internal": "ready" } | { "internal": "blocked", 
/**
 * By what.
 */
reason: string, } | { "internal": "not_applicable", 
/**
 * Why.
 */
reason: string, };
export type IpeCard = { 
/**
 * System that produced it.
 */
system: string, 
/**
 * Environment, such as `production`.
 */
environment: string, 
/**
 * Query, filter or parameters.
 */
query: string, 
/**
 * Who ran it.
 */
run_by: string, 
/**
 * When it ran, with the zone.
 */
run_at: string | null, 
/**
 * Rows or items that it holds.
 */
row_count: number | null, 
/**
 * How the count or content was tied to the source.
 */
tie_out: string, };
export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;
export type KeepUnsaved = { 
/**
 * Where it was typed, as the window names it; at most 200 characters.
 */
place: string, 
/**
 * The text; at most 200,000 bytes. An empty one is forgotten.
 */
text: string, };
export type Key = { "key": "passphrase", "secret": Secret } | { "key": "recovery_code", "secret": Secret } | { "key": "keyring" };
export type KeyRotated = { 
/**
 * Records in it.
 */
records: number, 
/**
 * Evidence files in it, each read back against its SHA-256.
 */
files: number, 
/**
 * Bytes of those.
 */
bytes: number, 
/**
 * Pieces of evidence in it.
 */
chunks: number, 
/**
 * Those of them that an interrupted attempt had sealed already.
 */
found: number, 
/**
 * What is left to do for the person, each as a sentence.
 */
left: Array<string>, };
export type KeyringShown = { 
/**
 * Whether this machine has a keyring that answers. Without one nothing of it is worth showing.
 */
available: boolean, 
/**
 * How many slots the vault has that keyrings open, of this machine and others.
 */
slots: number, 
/**
 * The slot that this machine's keyring opens; known of an open vault only.
 */
here: string | null, 
/**
 * Why the keyring no longer notes how new the open vault is, as a sentence.
 */
trouble: string | null, };
export type Language = "en";
export type LeftBehind = { 
/**
 * Name of its noun.
 */
noun: string, 
/**
 * Its name, and which part of it.
 */
what: string, 
/**
 * Why.
 */
why: string, };
export type Level = "low" | "medium" | "high" | "critical";
export type Limit = "none" | "one_control" | { "gap": Level } | "no_control";
export type Lines = { 
/**
 * The lines shown.
 */
lines: Array<string>, 
/**
 * Lines of the whole text.
 */
total_lines: number, 
/**
 * Number of bytes that weren't valid in the text's encoding and were replaced by U+FFFD.
 */
replaced: number, 
/**
 * Whether the text is JSON that stands on one line in the original and was broken into indented lines here:
 * blanks and line ends between its tokens were added, nothing else. Stated beside the exhibit.
 */
indented: boolean, };
export type ListCommitments = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListControlTemplates = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those of this pack, such as `core`.
 */
pack: string | null, };
export type ListControls = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those that help to meet this criterion.
 */
criterion: CriterionCode | null, 
/**
 * Only those that act on this surface.
 */
surface: SurfaceCode | null, 
/**
 * Retired ones too.
 */
retired: boolean, };
export type ListCriteria = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListEngagements = Record<symbol, never>;
export type ListEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those that support this control.
 */
control: string | null, 
/**
 * Superseded and withdrawn ones too.
 */
all: boolean, };
export type ListFields = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, };
export type ListFindings = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those that aren't closed.
 */
open: boolean, };
export type ListFollowUps = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those of this control, by code or id.
 */
control: string | null, 
/**
 * Only those that the auditor waits for.
 */
open: boolean, 
/**
 * Only those whose day has gone by today.
 */
overdue: boolean, 
/**
 * Only those that this person promised, by name or id.
 */
promised_by: string | null, };
export type ListGaps = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those that count as open today.
 */
open: boolean, };
export type ListHolidays = Record<symbol, never>;
export type ListInsertableFields = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, };
export type ListLog = { 
/**
 * Rows at most, the newest ones.
 */
most: number, };
export type ListMessages = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListOccurrences = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string | null, 
/**
 * The day on which one looks; none takes today.
 */
as_of: string | null, };
export type ListOrganisations = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListPackets = Record<symbol, never>;
export type ListPageIds = { 
/**
 * What is listed.
 */
noun: PageNoun, 
/**
 * Which rows, sorted how; offset and limit don't count.
 */
query: PageQuery, };
export type ListPatterns = { 
/**
 * Short name of the surface.
 */
surface: SurfaceCode | null, };
export type ListPeople = Record<symbol, never>;
export type ListPlanRows = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListPopulations = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string | null, };
export type ListRatings = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListRecentVaults = Record<symbol, never>;
export type ListRequestTemplates = { 
/**
 * The profile.
 */
profile: string | null, 
/**
 * Code of the control.
 */
control: ControlCode | null, };
export type ListRequests = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those that the auditor waits for: never submitted, or returned.
 */
open: boolean, 
/**
 * Only those that are owed and whose due date has gone by today.
 */
overdue: boolean, 
/**
 * Only those that this person answers, by name or id.
 */
owner: string | null, };
export type ListSavedViews = Record<symbol, never>;
export type ListScenarioClocks = { 
/**
 * Its name, such as `failed-opinion`.
 */
scenario: string, 
/**
 * The instant from which they would count.
 */
at: string, };
export type ListScenarios = Record<symbol, never>;
export type ListSheetMappings = Record<symbol, never>;
export type ListSlots = Record<symbol, never>;
export type ListSurfaces = Record<symbol, never>;
export type ListTasks = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Only those that still have to be done.
 */
open: boolean, 
/**
 * Holidays beside those of the client's calendar, on which no work is done.
 */
holidays: Array<string>, };
export type ListTeams = Record<symbol, never>;
export type ListTemplates = Record<symbol, never>;
export type ListUnsaved = Record<symbol, never>;
export type ListUserControls = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListVersions = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, };
export type ListWalkthrough = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Codes or ids of the controls; none named takes all, by code.
 */
controls: Array<string>, };
export type ListWalkthroughChoices = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ListedOnly = { 
/**
 * Reference or id of the item.
 */
evidence: string, 
/**
 * Why, as the packet prints it.
 */
reason: string, };
export type LocateRow = { 
/**
 * What is listed.
 */
noun: PageNoun, 
/**
 * The row's id; of the log its number.
 */
id: string, 
/**
 * Which rows, sorted how; offset and limit don't count.
 */
query: PageQuery, };
export type LockReason = "asked" | "idle" | "sleep" | "screen" | "end" | "fault";
export type LockVault = Record<symbol, never>;
export type LogExtracted = { 
/**
 * Its first row.
 */
from: number, 
/**
 * The last row that was asked for.
 */
to: number, 
/**
 * Its last row: the newest one when it was made.
 */
head: number, 
/**
 * That row's hash.
 */
hash: Digest, 
/**
 * Length of the file in bytes.
 */
size: number, };
export type LogHeadShown = { 
/**
 * Its number.
 */
seq: number, 
/**
 * The first and last eight digits of its hash.
 */
short_hash: string, };
export type LogLine = { 
/**
 * Number, from 1 without a hole.
 */
seq: number, 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
who: string, 
/**
 * What, by name.
 */
action: Action, 
/**
 * The same in words.
 */
words: string, 
/**
 * The records that it touched, [`MOST_SUBJECTS`] at most.
 */
subjects: Array<LogSubject>, 
/**
 * How many it touched in all.
 */
touched: number, 
/**
 * The row that it undoes.
 */
undoes: number | null, 
/**
 * The newest row that undid it, itself not undone.
 */
undone_by: number | null, 
/**
 * Whether it is of a kind that can be undone.
 */
undoable: boolean, };
export type LogPage = { 
/**
 * Rows that meet the query.
 */
total: number, 
/**
 * Rows without its text and filters.
 */
all: number, 
/**
 * Rows passed over.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<LogLine>, };
export type LogPurged = { 
/**
 * How many rows those are.
 */
rows: number, 
/**
 * The row that says so.
 */
seq: number, };
export type LogRow = { 
/**
 * Number, from 1 without a hole.
 */
seq: number, 
/**
 * When, as recorded by the vault; whole milliseconds, since the hash covers no more.
 */
at: string, 
/**
 * Who, as named for the device.
 */
who: string, 
/**
 * What.
 */
action: Action, 
/**
 * The records that it touched, in ascending order.
 */
subjects: Array<Subject>, 
/**
 * `SHA-256(salt16 ‖ body)`; the body stands apart and can be purged.
 */
body: Digest, 
/**
 * Hash of the row before; 32 zero bytes before the first.
 */
prev: Digest, 
/**
 * Hash of this row.
 */
hash: Digest, };
export type LogSubject = { 
/**
 * Its noun.
 */
noun: Noun, 
/**
 * Its id.
 */
id: string, 
/**
 * What people call it; none when it is gone.
 */
reference: string | null, };
export type LoggedChange = { 
/**
 * Its number.
 */
seq: number, 
/**
 * What was done.
 */
action: Action, 
/**
 * Who did it.
 */
who: string, };
export type Logo = { 
/**
 * The PNG file, at most [`Logo::MOST_BYTES`]; in JSON as base64.
 */
png: string, };
export type Loss = { 
/**
 * The recorded day on which it was performed.
 */
performed_on: string | null, 
/**
 * The occurrence in whose time that day would lie afterwards.
 */
now_in: OccurrenceKey | null, 
/**
 * Whether a recorded exception would have no occurrence any more.
 */
exception: boolean, 
/**
 * Items that would no longer evidence it.
 */
evidence: Array<EvidenceId>, };
export type Lost = { 
/**
 * Which.
 */
key: OccurrenceKey, 
/**
 * Since when: the day after its last chance.
 */
since: string, 
/**
 * The day on which it was performed late, if it was.
 */
performed_late_on: string | null, 
/**
 * What an auditor accepts instead, the first first.
 */
instead: Array<Instead>, };
export type LostControl = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
reference: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Who owns it, or the role that answers for it.
 */
owner: string | null, 
/**
 * What is lost, and what an auditor would accept instead.
 */
lost: NotPossible, };
export type LostControls = { 
/**
 * How many controls.
 */
total: number, 
/**
 * How many occurrences of them.
 */
occurrences: number, 
/**
 * The controls that lost most of their own first, 50 at most.
 */
controls: Array<LostControl>, 
/**
 * The controls.
 */
rows: RowsLink, };
export type Made = { 
/**
 * The sample's passphrase.
 */
passphrase: string, 
/**
 * Name of the vault's folder.
 */
vault: string, 
/**
 * Number of evidence files written.
 */
files: number, 
/**
 * Number of changes made.
 */
steps: number, 
/**
 * The packets, each exported and verified.
 */
packets: Array<MadePacket>, };
export type MadePacket = { 
/**
 * Its file name.
 */
name: string, 
/**
 * What was exported.
 */
exported: Exported, 
/**
 * What its verification found.
 */
verified: Verified, };
export type MakeSample = { 
/**
 * The folder.
 */
folder: Held, 
/**
 * Whether its packets aren't signed: each sample has a key of its own, so that signed packets of two differ.
 */
unsigned: boolean, };
export type MakeSigningKey = Record<symbol, never>;
export type ManagementResponse = { 
/**
 * The response.
 */
text: string, 
/**
 * Who gives it for management.
 */
by: PersonId, 
/**
 * When.
 */
on: string, };
export type Mapping = { 
/**
 * Framework, such as `iso27001_2022`.
 */
framework: string, 
/**
 * Identifier in it, such as `A.5.18`.
 */
target: string, 
/**
 * How the two relate.
 */
relation: Relation, };
export type Message = { 
/**
 * Its id.
 */
id: MessageId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the engagement, from 1; printed as `MSG-003`.
 */
number: number, 
/**
 * The row of the plan that it belongs to.
 */
plan_row: PlanRowId | null, 
/**
 * Title.
 */
title: string, 
/**
 * Audience, in words.
 */
audience: string, 
/**
 * Inside or outside.
 */
track: Track, 
/**
 * The catalogue's template that it began from, such as `COMM-04`.
 */
template: string | null, 
/**
 * Prepared for counsel: never in a packet for others than the client.
 */
privileged: boolean, 
/**
 * Last day on which it may be sent as it is.
 */
valid_until: string | null, 
/**
 * Where it stands.
 */
state: MessageState, 
/**
 * Its versions, oldest first; at least one.
 */
versions: Array<MessageVersion>, 
/**
 * What stands in its merge fields.
 */
fields: { [key in string]: FieldValue }, 
/**
 * Fields whose value states a fact, each with the field that says whether it is confirmed, if the text has one.
 */
claims: { [key in string]: string | null }, 
/**
 * Roles of which one person signs; empty when nobody must.
 */
signing_roles: Array<string>, 
/**
 * Who signs.
 */
signatory: PersonId | null, 
/**
 * Roles of which one person each must approve.
 */
required_approvals: Array<string>, 
/**
 * Decisions, oldest first.
 */
approvals: Array<MessageApproval>, 
/**
 * Send records, oldest first.
 */
sends: Array<SendRecord>, 
/**
 * Gaps that it speaks of.
 */
gaps: Array<GapId>, 
/**
 * Findings that it speaks of. An image of a time before there were findings has none.
 */
findings: Array<FindingId>, 
/**
 * Evidence requests that it speaks of.
 */
requests: Array<RequestId>, 
/**
 * Questions that it answers, as asked.
 */
questions: Array<string>, 
/**
 * Controls that it speaks of.
 */
controls: Array<ControlId>, 
/**
 * Surfaces that it speaks of.
 */
surfaces: Array<SurfaceCode>, 
/**
 * The message that replaced it.
 */
superseded_by: MessageId | null, 
/**
 * Why it was withdrawn; empty in every other state.
 */
withdrawn_because: string, };
export type MessageApproval = { 
/**
 * The role that had to decide.
 */
role: string, 
/**
 * Who decided for it.
 */
person: PersonId, 
/**
 * What was decided.
 */
decision: Decision, 
/**
 * When.
 */
at: string, 
/**
 * Digest of the version that was decided on.
 */
digest: Digest, 
/**
 * Remark.
 */
note: string, };
export type MessageId = string;
export type MessagePreview = { 
/**
 * Its words with their look.
 */
reading: Reading, 
/**
 * The fields of its text, in the text's order.
 */
fields: Array<FieldRow>, 
/**
 * Names of the fields that are open.
 */
open_fields: Array<string>, 
/**
 * Names of the fields that state a fact without evidence behind it.
 */
unsupported: Array<string>, 
/**
 * Whether saving makes a new version.
 */
new_version: boolean, 
/**
 * Roles whose approval of the present text saving makes void.
 */
voids: Array<string>, 
/**
 * Words in it that no SOC 2 report supports, as they stand, each once.
 */
unfit_words: Array<string>, };
export type MessageRow = { 
/**
 * The message.
 */
message: Message, 
/**
 * Names of the merge fields that are still open.
 */
open_fields: Array<string>, 
/**
 * Names of the fields that state a fact without evidence behind it.
 */
unsupported: Array<string>, 
/**
 * Roles that haven't approved the present text.
 */
missing_approvals: Array<string>, 
/**
 * Whether somebody must sign it and nobody is named yet.
 */
unsigned: boolean, 
/**
 * The present text with its fields filled in.
 */
text: string, 
/**
 * What is worth a second look in the change that was just made; nothing that forbids it.
 */
notices: Array<string>, };
export type MessageState = "draft" | "in_review" | "approved" | "sent" | "superseded" | "withdrawn";
export type MessageVersion = { 
/**
 * Number, from 1.
 */
number: number, 
/**
 * Text in Markdown, with merge fields as `{{ name }}`.
 */
text: string, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * SHA-256 of the text with its fields filled in, which approvals name.
 */
digest: Digest, };
export type MoveEngagement = { 
/**
 * Title or id; none takes the newest.
 */
engagement: string | null, 
/**
 * The state.
 */
to: EngagementState, };
export type MoveFinding = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's reference, or id.
 */
finding: string, 
/**
 * The step.
 */
step: FindingStep, };
export type MoveGap = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
gap: string, 
/**
 * The step.
 */
step: GapStep, };
export type MoveRequest = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's id, or id.
 */
request: string, 
/**
 * The status.
 */
to: InternalStatus, };
export type MoveTask = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
task: string, 
/**
 * The step.
 */
step: TaskStep, };
export type NamePerson = { 
/**
 * The name.
 */
name: string, };
export type NamedColumn = { "by": "heading", 
/**
 * What stands in the first row.
 */
heading: string, } | { "by": "number", 
/**
 * The number, from 1.
 */
number: number, };
export type Nature = "manual" | "automated" | "it_dependent_manual";
export type NewEvidence = { 
/**
 * Its files, the main one first.
 */
files: Array<Held>, 
/**
 * Title; none takes the first file's name.
 */
title: string | null, 
/**
 * What it is.
 */
kind: EvidenceKind, 
/**
 * How sensitive it is.
 */
classification: Classification, 
/**
 * What of the period it speaks for.
 */
covers: Covers | null, 
/**
 * When it was captured on the source system.
 */
captured_at: string | null, 
/**
 * System that it comes from.
 */
source_system: string, 
/**
 * Who collected it.
 */
collected_by: string, 
/**
 * Codes of the controls that it supports.
 */
controls: Array<string>, 
/**
 * Completeness and accuracy card.
 */
ipe: IpeCard | null, 
/**
 * Approval of a document in force.
 */
approval: Approval | null, 
/**
 * Why a packet lists it without showing it.
 */
list_only: string | null, 
/**
 * The item that it replaces, by reference.
 */
supersedes: string | null, 
/**
 * For the consultant alone.
 */
internal_note: string, };
export type NewFieldValue = { 
/**
 * The words.
 */
text: string, 
/**
 * Reference of the evidence for a factual claim.
 */
evidence: string | null, };
export type NewHoliday = { 
/**
 * The day.
 */
day: string, 
/**
 * What it is called.
 */
name: string, };
export type NotPossible = { 
/**
 * What, such as `2026-Q2`.
 */
what: string, 
/**
 * How many of how many, such as `1 of 4`.
 */
count: string, 
/**
 * Occurrences that are lost.
 */
lost: number, 
/**
 * Occurrences that are expected or shown in the period.
 */
of: number, 
/**
 * Since when the newest one is lost.
 */
since: string | null, 
/**
 * What an auditor would accept instead, the first first.
 */
instead: Array<Instead>, 
/**
 * The same as sentences.
 */
instead_words: Array<string>, 
/**
 * The occurrences.
 */
keys: Array<OccurrenceKey>, };
export type NoteFollowUp = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string, 
/**
 * The question, as it was asked.
 */
question: string, 
/**
 * Who asked, in words; none takes the auditor's firm.
 */
asked_by: string | null, 
/**
 * Who promises the answer, by name or id.
 */
promised_by: string | null, 
/**
 * By when.
 */
due_on: string | null, };
export type Noun = "client" | "system" | "engagement" | "person" | "surface" | "criterion" | "control" | "evidence" | "rating" | "gap" | "plan_row" | "message" | "request" | "finding" | "task" | "organisation" | "user_control" | "commitment" | "team" | "occurrence" | "population" | "sheet_mapping" | "holiday" | "follow_up";
export type Occurrence = { 
/**
 * Its id.
 */
id: OccurrenceId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * The control.
 */
control: ControlId, 
/**
 * Which of the control's occurrences; one record for each.
 */
key: OccurrenceKey, 
/**
 * The day on which it was performed.
 */
performed_on: string | null, 
/**
 * Who performed it: a name or a role.
 */
performed_by: string, 
/**
 * What else there is to say.
 */
note: string, 
/**
 * How it deviated from the control as described; none when it didn't, as far as is known.
 */
exception: string | null, };
export type OccurrenceId = string;
export type OccurrenceKey = string;
export type OccurrenceRow = { 
/**
 * Its window.
 */
window: Window, 
/**
 * Its state.
 */
state: OccurrenceState, 
/**
 * Items that evidence it; with an exception recorded, the items that would.
 */
evidence: Array<EvidenceId>, 
/**
 * The recorded day on which it was performed, in time or not.
 */
performed_on: string | null, 
/**
 * Whether an exception is recorded.
 */
exception: boolean, };
export type OccurrenceSheet = { 
/**
 * The day on which one looks.
 */
as_of: string, 
/**
 * The audit period.
 */
period: Span, 
/**
 * The controls, by code.
 */
controls: Array<ControlOccurrences>, };
export type OccurrenceStanding = "missed" | "missed_or_withheld" | "last_chance" | "exception" | "performed" | "upcoming" | "evidenced" | "not_expected";
export type OccurrenceState = "upcoming" | "last_chance" | "missed" | "not_expected" | "performed" | "evidenced";
export type OccurrenceStrip = { 
/**
 * The marks in order, [`MOST_MARKS`] at most.
 */
marks: Array<StripMark>, 
/**
 * Occurrences that count: all but those that are not expected.
 */
expected: number, 
/**
 * Of these, evidenced or performed in time, without an exception.
 */
done: number, 
/**
 * Of these, missed.
 */
missed: number, 
/**
 * The day on which the next one that can still happen is due.
 */
next_due: string | null, 
/**
 * The last day for it.
 */
last_chance: string | null, };
export type OpenFolder = { 
/**
 * The folder.
 */
folder: Held, 
/**
 * An index in it, which is no evidence.
 */
index: Held | null, };
export type OpenFollowUps = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them are overdue.
 */
overdue: number, 
/**
 * The questions, the soonest due first.
 */
rows: RowsLink, };
export type OpenRole = { 
/**
 * The role.
 */
role: string, 
/**
 * Numbers of the rows that need it.
 */
rows: Array<number>, 
/**
 * Names of the people who hold it; none, or several.
 */
held_by: Array<string>, 
/**
 * The role that usually decides when nobody holds this one.
 */
stands_in: string | null, };
export type OpenedFolder = { 
/**
 * Its files.
 */
files: Array<FolderFile>, 
/**
 * What isn't evidence, or can't be read, with the reason.
 */
left_out: Array<UnplacedFile>, };
export type OperatingBasis = "over_time" | "configuration_and_history" | "document_in_force";
export type Opinion = "unmodified" | "qualified" | "adverse" | "disclaimer";
export type Organisation = { 
/**
 * Its id.
 */
id: OrganisationId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Name as printed; unique in its engagement.
 */
name: string, 
/**
 * Services that the system takes from it.
 */
services: Array<string>, 
/**
 * How the report treats it.
 */
method: SubserviceMethod, 
/**
 * Its newest report, if it has one.
 */
report: OrganisationReport | null, 
/**
 * Controls that are expected of it.
 */
complementary: Array<ComplementaryControl>, 
/**
 * Who read its report, and when.
 */
reviewed: ReportReview | null, 
/**
 * For the consultant alone.
 */
internal_note: string, };
export type OrganisationId = string;
export type OrganisationReport = { 
/**
 * What kind it is.
 */
kind: ReportKind, 
/**
 * Who issued it.
 */
auditor: string, 
/**
 * The days of which it speaks; the same day twice for one at a date.
 */
period: Span, 
/**
 * Exceptions that it notes, and what they mean for the client; empty when it notes none.
 */
exceptions: string, 
/**
 * Last day of which the organisation's own letter speaks that bridges the time since the report.
 */
bridge_until: string | null, 
/**
 * When the next report is due.
 */
next_due: string | null, };
export type OrganisationRow = { 
/**
 * The organisation.
 */
organisation: Organisation, 
/**
 * Name of who read its report.
 */
reviewer: string | null, 
/**
 * Days of the engagement's period of which neither its report nor its bridge letter speaks; none where the engagement
 * has no period or date yet.
 */
unreported: Array<Span> | null, 
/**
 * How many days those are.
 */
unreported_days: number | null, };
export type Orphan = { 
/**
 * The row.
 */
row: number, 
/**
 * The name that it gives.
 */
name: string, 
/**
 * Files of that name: none, or several in different folders.
 */
files: number, };
export type Outcome = { 
/**
 * The category.
 */
category: Category, 
/**
 * The opinion.
 */
opinion: Opinion, 
/**
 * Criteria that the opinion names.
 */
criteria: Array<CriterionCode>, 
/**
 * Date of the report.
 */
reported_on: string, };
export type Outlook = { 
/**
 * The day asked about.
 */
as_of: string, 
/**
 * Occurrences that accepted evidence shows.
 */
evidenced: number, 
/**
 * Occurrences that are recorded as performed and not evidenced.
 */
performed: number, 
/**
 * Windows in which none is expected and nothing is shown.
 */
not_expected: number, 
/**
 * Occurrences that bear an exception, whatever their state.
 */
exceptions: number, 
/**
 * Occurrences that can still happen, in order.
 */
possible: Array<Possible>, 
/**
 * Occurrences that are lost, in order.
 */
lost: Array<Lost>, 
/**
 * Whether operation may be untestable in this period: windows there are, but none expects an occurrence and
 * nothing is shown or performed. [`UNTESTABLE`] says what can be done.
 */
untestable: boolean, };
export type Overview = { 
/**
 * The engagement's id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its kind with its date or period.
 */
kind: EngagementKind, 
/**
 * How far it has come, in words.
 */
state: string, 
/**
 * The day on which one looks.
 */
today: string, 
/**
 * How far the dates are.
 */
dates: DatesAhead, 
/**
 * The ends of the calendar's quarters that lie in the period, as marks of a time line.
 */
quarters: Array<QuarterMark>, 
/**
 * What can still be fixed.
 */
fixable: FixableControls, 
/**
 * What cannot be fixed any more.
 */
lost: LostControls, 
/**
 * Requests by state.
 */
requests: RequestsByState, 
/**
 * Open gaps by level.
 */
gaps: GapsByLevel, 
/**
 * Overdue steps of findings and of the communication plan.
 */
escalation: EscalationSteps, 
/**
 * The next notification clock; none when none runs.
 */
clock: ClockShown | null, 
/**
 * Rows of the communication plan whose trigger hasn't come about.
 */
waiting_for_trigger: RowsLink, 
/**
 * What falls due next.
 */
deadlines: Deadlines, 
/**
 * The next task of the critical path; none when nothing is open.
 */
critical: CriticalTask | null, 
/**
 * Evidence that goes stale before fieldwork.
 */
stale: StaleItems, 
/**
 * Readiness today; none when no criterion in scope is relevant.
 */
readiness: ReadinessNow | null, 
/**
 * Questions of the auditor's that wait for an answer.
 */
follow_ups: OpenFollowUps, };
export type PacketForm = "archive" | "binder";
export type PacketId = string;
export type PageArea = { 
/**
 * The page, from 1.
 */
page: number, 
/**
 * Distance of its left side from the page's.
 */
x: number, 
/**
 * Distance of its upper side from the page's.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };
export type PageControls = { 
/**
 * Which rows.
 */
query: PageQuery, };
export type PageEvidence = { 
/**
 * Which rows.
 */
query: PageQuery, };
export type PageFindings = { 
/**
 * Which rows.
 */
query: PageQuery, };
export type PageGaps = { 
/**
 * Which rows.
 */
query: PageQuery, };
export type PageLog = { 
/**
 * Which rows.
 */
query: PageQuery, };
export type PageNoun = "control" | "evidence" | "request" | "gap" | "finding" | "task" | "log";
export type PageQuery = { 
/**
 * The engagement; none takes the newest. The log is the whole vault's.
 */
engagement: string | null, 
/**
 * Only rows whose code, title or reference holds this text, case ignored.
 */
text: string | null, 
/**
 * Only rows that meet all of these.
 */
filters: Array<ColumnFilter>, 
/**
 * By what they are sorted, the first counting most; none takes the noun's own order. Rows that are alike in all
 * follow their ids, so that no row stands on two pages.
 */
sort: Array<SortBy>, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to give, 1 to [`MOST_ROWS`].
 */
limit: number, };
export type PageRequests = { 
/**
 * Which rows.
 */
query: PageQuery, };
export type PageTasks = { 
/**
 * Which rows.
 */
query: PageQuery, };
export type Paper = "a4" | "letter";
export type PasteSheet = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The noun whose records are its rows.
 */
noun: SheetNoun, 
/**
 * The text, at most 2 MiB and 5,000 rows.
 */
text: string, 
/**
 * Where its columns get their headings from.
 */
under: PastedUnder, };
export type PastedSheet = { 
/**
 * By which they are previewed and applied, as a file is: good until the vault is locked, or later pastes take their
 * place.
 */
file: Held, 
/**
 * What the headings say.
 */
found: SheetFound, };
export type PastedUnder = { "under": "headings", } | { "under": "grid", 
/**
 * The fields on which its columns fell, from the first on, by name or by heading as exported. Columns beyond
 * the last one are not read.
 */
columns: Array<string>, 
/**
 * The records on which its rows fell, from the first on, by what the noun's key column holds (such as the
 * code). Rows beyond the last one are new records.
 */
rows: Array<string>, };
export type PatternRow = { 
/**
 * Code, such as `FP-001`.
 */
code: string, 
/**
 * Title.
 */
title: string, 
/**
 * What usually happens.
 */
description: string, 
/**
 * Surfaces on which it stands.
 */
surfaces: Array<SurfaceCode>, 
/**
 * Criteria that it bears on.
 */
criteria: Array<CriterionCode>, 
/**
 * Usual severity.
 */
severity: Severity, };
export type PerformOccurrence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string, 
/**
 * Which of its occurrences.
 */
key: OccurrenceKey, 
/**
 * When it was performed.
 */
on: string, 
/**
 * Who performed it: a name or a role.
 */
by: string, 
/**
 * What else there is to say; none keeps what is noted.
 */
note: string | null, };
export type PeriodCoverage = { 
/**
 * Days spoken for, as intervals in order; those that touch are one.
 */
covered: Array<Span>, 
/**
 * Days left out, as intervals in order.
 */
holes: Array<Span>, };
export type Person = { 
/**
 * Their id.
 */
id: PersonId, 
/**
 * Their revision.
 */
revision: number, 
/**
 * Name as printed.
 */
name: string, 
/**
 * Role, such as `Chief information security officer`; approvals are asked by role.
 */
role: string, 
/**
 * On whose side they stand.
 */
side: Side, 
/**
 * Team within it.
 */
team: string | null, 
/**
 * E-mail address.
 */
email: string | null, };
export type PersonId = string;
export type PictureHandle = number;
export type PlaceRecoverySheet = { 
/**
 * The file to write, a PDF of one page.
 */
to: Held | null, };
export type PlanRow = { 
/**
 * Its id.
 */
id: PlanRowId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Number in the plan, from 1.
 */
number: number, 
/**
 * Who is told.
 */
audience: string, 
/**
 * Inside or outside.
 */
track: Track, 
/**
 * What they are told, in a few words.
 */
subject: string, 
/**
 * What sets it off.
 */
trigger: string, 
/**
 * By which channel.
 */
channel: string, 
/**
 * Who sees to it.
 */
owner: PersonId | null, 
/**
 * Who sends or speaks.
 */
sender: PersonId | null, 
/**
 * When it is due.
 */
due: Due, 
/**
 * How often, in words; empty when once.
 */
cadence: string, 
/**
 * The catalogue's row that it began from, such as `fo_board`; none for a row that a person added.
 */
template: string | null, 
/**
 * When its trigger came about, once that is known.
 */
triggered_at: string | null, 
/**
 * For the consultant alone.
 */
internal_note: string, };
export type PlanRowId = string;
export type PlanTasks = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code of the plan: `12-week`, `60-day` or `30-day`.
 */
plan: string, 
/**
 * The day on which it begins, or the first business day after it.
 */
on: string, 
/**
 * Holidays beside those of the client's calendar, on which no work is done; they push the end out.
 */
holidays: Array<string>, };
export type PlannedRow = { 
/**
 * Its code in the catalogue.
 */
code: string, 
/**
 * Who is told.
 */
audience: string, 
/**
 * Inside or outside.
 */
track: Track, 
/**
 * What they are told.
 */
subject: string, 
/**
 * By which channel.
 */
channel: string, 
/**
 * Role that sees to it.
 */
owner_role: string, 
/**
 * Role that sends or speaks.
 */
sender_role: string, 
/**
 * Hours after the trigger; none when asked.
 */
due_hours: number | null, 
/**
 * How often.
 */
cadence: string, 
/**
 * Templates of its drafts.
 */
templates: Array<string>, 
/**
 * Codes of the clocks that may be shorter.
 */
clocks: Array<string>, };
export type PlannedTasks = { 
/**
 * The plan's name.
 */
name: string, 
/**
 * On what it rests.
 */
basis: string, 
/**
 * What this plan can't give.
 */
limits: Array<string>, 
/**
 * What no plan can do.
 */
note: string, 
/**
 * Last day of its tasks; none without tasks.
 */
ends_on: string | null, 
/**
 * Holidays of the client's calendar that lie in its days.
 */
holidays: Array<Holiday>, 
/**
 * The tasks with their days.
 */
tasks: Array<TaskRow>, };
export type Points = { 
/**
 * Shown.
 */
earned: number, 
/**
 * Not shown and not to be known yet; never part of the score.
 */
not_evaluable: number, };
export type Population = { 
/**
 * Its id.
 */
id: PopulationId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * The per-event control whose events these are.
 */
control: ControlId, 
/**
 * What is counted, such as `leavers`.
 */
name: string, 
/**
 * The system of record that they come from.
 */
source_system: string, 
/**
 * Query, filter or report that gives all of them.
 */
query: string, 
/**
 * How many there are; zero is a count like any other, and needs its evidence as any other does.
 */
count: number, 
/**
 * The days that they come from.
 */
covers: Span, 
/**
 * The item that holds them, as extracted.
 */
evidence: EvidenceId, 
/**
 * What else there is to say.
 */
note: string, };
export type PopulationId = string;
export type PopulationKind = "workers" | "joiners" | "leavers" | "access_grants" | "changes" | "incidents" | "vendors" | "assets" | "other";
export type PopulationRow = { 
/**
 * The population.
 */
population: Population, 
/**
 * Code of its control.
 */
control: string, 
/**
 * Reference of the item that holds it.
 */
evidence: string, 
/**
 * What keeps it from being relied on; empty when nothing.
 */
missing: Array<string>, };
export type Possible = { 
/**
 * Which.
 */
key: OccurrenceKey, 
/**
 * First day on which it can: the day asked about, or the window's first.
 */
from: string, 
/**
 * The day on which it is due.
 */
due: string, 
/**
 * The last day on which it can.
 */
last_chance: string, 
/**
 * Days from the day asked about to the last chance; 0 on that day itself.
 */
days_left: number, 
/**
 * Whether it is in its last chance.
 */
urgent: boolean, };
export type Preflight = { 
/**
 * The number that it would get.
 */
number: string, 
/**
 * The log row as of which it would be made.
 */
up_to: number, 
/**
 * Every section there is, in the order of a packet.
 */
sections: Array<PreflightSection>, 
/**
 * Every live evidence item of the engagement, by number.
 */
exhibits: Array<PreflightExhibit>, 
/**
 * What is open, as far as it is known before originals are read.
 */
open_points: Array<PreflightPoint>, 
/**
 * Items marked personal or restricted that it would show.
 */
sensitive: number, 
/**
 * What part of the engagement it would hold, in the words of its cover; none for all of it.
 */
part: string | null, };
export type PreflightExhibit = { 
/**
 * Its reference.
 */
evidence: string, 
/**
 * Its number as an exhibit.
 */
exhibit: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its state, in words.
 */
state: string, 
/**
 * How sensitive it is.
 */
classification: Classification, 
/**
 * Files that it has.
 */
files: number, 
/**
 * Bytes of them.
 */
size: number, 
/**
 * Pages that it would take, where that is known without reading it.
 */
pages: number | null, 
/**
 * What would become of it.
 */
place: PreflightPlace, 
/**
 * Why it wouldn't be shown, in words; empty where it would.
 */
why: string, 
/**
 * Whether it would be shown and is marked personal or restricted.
 */
sensitive: boolean, };
export type PreflightPacket = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * For whom.
 */
profile: AudienceProfile, 
/**
 * Sections outside the profile that are added all the same.
 */
also: Array<Section>, 
/**
 * The part of the engagement that it holds.
 */
part: ChosenPart, 
/**
 * How evidence that it shows may be marked; empty takes any.
 */
marked: Array<Classification>, 
/**
 * The log row as of which it is made; none takes the newest that changed anything.
 */
up_to: number | null, 
/**
 * The moment of reporting; none takes now, in UTC.
 */
as_of: AsOf | null, 
/**
 * Who reviewed the packet; none is an open point.
 */
reviewed_by: string | null, 
/**
 * Items that this packet would list without showing them.
 */
list_only: Array<ListedOnly>, };
export type PreflightPlace = "shown" | "listed_only" | "unreleased" | "withheld" | "not_part";
export type PreflightPoint = { 
/**
 * What kind of shortfall.
 */
kind: string, 
/**
 * What it is.
 */
words: string, 
/**
 * Whether and how it can still be cured.
 */
cure: string, 
/**
 * The section in which it stands; none for one at an exhibit.
 */
section: Section | null, 
/**
 * The noun of the record that it is about, where it is about one.
 */
noun: Noun | null, 
/**
 * That record's reference or code.
 */
reference: string | null, };
export type PreflightSection = { 
/**
 * The section.
 */
section: Section, 
/**
 * Its title as printed.
 */
title: string, 
/**
 * Whether a packet for this audience has it anyway.
 */
in_profile: boolean, 
/**
 * Whether this packet would have it.
 */
included: boolean, 
/**
 * Why it can't be added; none where it is there or can be added.
 */
refused: string | null, 
/**
 * How much it would hold; none where it isn't there, or isn't counted in rows.
 */
rows: number | null, 
/**
 * What is counted, in the plural.
 */
what: string, };
export type PreviewEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, 
/**
 * The file, or the twin of a redacted one; none takes the item's first.
 */
file: FileId | null, 
/**
 * The page or sheet, counted from 1; beyond the last one, the last.
 */
page: number, 
/**
 * Pixels that it is shown wide; 0 takes the most.
 */
width: number, };
export type PreviewMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * The text in Markdown; none for the present one.
 */
text: string | null, 
/**
 * New words by field name; empty words open the field.
 */
fields: { [key in string]: NewFieldValue }, };
export type PreviewOccurrences = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control; none looks at all live ones.
 */
control: string | null, 
/**
 * Changes of that control.
 */
changes: Array<ControlChange>, 
/**
 * A new audit period.
 */
period: Span | null, };
export type PreviewPacket = { 
/**
 * The file; it stays held.
 */
file: Held, 
/**
 * The page, counted from 1; beyond the last one, the last.
 */
page: number, 
/**
 * Pixels that it is shown wide; 0 takes the most.
 */
width: number, };
export type PreviewSheet = { 
/**
 * The sheet.
 */
from: ChosenSheet, };
export type PrintedChange = { 
/**
 * Heading of the field as exported.
 */
heading: string, 
/**
 * What it holds; none when nothing.
 */
from: string | null, 
/**
 * What it would hold; none when nothing.
 */
to: string | null, };
export type PrintedPreview = { 
/**
 * Rows that would be added.
 */
added: Array<PrintedRow>, 
/**
 * Rows that would change records.
 */
changed: Array<PrintedRow>, 
/**
 * Number of rows that say what the vault says.
 */
unchanged: number, 
/**
 * Rows that are refused, each a sentence that names row and cell.
 */
refused: Array<string>, 
/**
 * Rows that have nothing in a column that is read.
 */
skipped: Array<number>, };
export type PrintedRow = { 
/**
 * Number of the row, from 1.
 */
row: number, 
/**
 * Key of the record; empty where the vault will give it.
 */
key: string, 
/**
 * Key of a record that people call the same, where a row would be added.
 */
alike: string | null, 
/**
 * Its fields, or what would change in them.
 */
fields: Array<PrintedChange>, };
export type PublicKey = string;
export type PurgeEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, 
/**
 * Why.
 */
reason: string, 
/**
 * The item's reference as the person typed it, such as `EV-0007`.
 */
confirm: string, };
export type PurgeLog = { 
/**
 * Numbers of the rows.
 */
rows: Array<number>, 
/**
 * Why.
 */
reason: string, 
/**
 * The word `purge` as the person typed it.
 */
confirm: string, };
export type QuarterMark = { 
/**
 * Name of the quarter, such as `2026-Q3`.
 */
name: string, 
/**
 * Its days, cut to the period.
 */
days: Span, 
/**
 * Whether it is over.
 */
over: boolean, };
export type QuarterRule = "calendar" | "period";
export type Rate = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code of a control or of a criterion.
 */
subject: string, 
/**
 * Design or operation.
 */
aspect: Aspect, 
/**
 * The judgement.
 */
value: RatingValue, 
/**
 * Why.
 */
rationale: string, 
/**
 * References of the evidence on which it rests.
 */
evidence: Array<string>, 
/**
 * Who judges, by name or id.
 */
rated_by: string, 
/**
 * When; none takes today.
 */
rated_on: string | null, 
/**
 * Who looked it over and when.
 */
reviewed: RateReview | null, };
export type RateReview = { 
/**
 * Who, by name or id.
 */
by: string, 
/**
 * When.
 */
on: string, };
export type Rated = { 
/**
 * The rating.
 */
rating: Rating, 
/**
 * On what a claim about operation rests; the two exceptions name themselves.
 */
basis: OperatingBasis | null, 
/**
 * What a control's occurrences due by the day of the rating don't show, where its operation is rated effective all
 * the same: it stands as management's judgement, and packets with ratings name it as an open point.
 */
unevidenced: Unevidenced | null, };
export type Rating = { 
/**
 * Its id.
 */
id: RatingId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * What is rated.
 */
subject: RatingSubject, 
/**
 * Design or operation; the two are never merged.
 */
aspect: Aspect, 
/**
 * The judgement.
 */
value: RatingValue, 
/**
 * Why.
 */
rationale: string, 
/**
 * Evidence on which it rests.
 */
evidence: Array<EvidenceId>, 
/**
 * Who judged.
 */
rated_by: PersonId, 
/**
 * When.
 */
rated_on: string, 
/**
 * Who looked it over, and when; another person.
 */
reviewed: RatingReview | null, };
export type RatingId = string;
export type RatingReview = { 
/**
 * Who.
 */
by: PersonId, 
/**
 * When.
 */
on: string, };
export type RatingRow = { 
/**
 * Code of the control or criterion.
 */
subject: string, 
/**
 * The rating.
 */
rating: Rating, };
export type RatingSubject = { "subject": "criterion", "of": CriterionCode } | { "subject": "control", "of": ControlId };
export type RatingValue = "not_rated" | "not_evaluable_yet" | "deficient" | "partly" | "effective";
export type ReadOnlyReason = "older_or_cut_off" | "older_than_seen" | "damaged";
export type ReadSheet = { 
/**
 * The sheet.
 */
from: ChosenSheet, };
export type ReadinessEntry = { 
/**
 * The day of the log, in UTC. The score is looked at on it, with the records as they were then.
 */
day: string, 
/**
 * What the records gave on that day without its changes: what differs from the entry before came with the days.
 * None while there was no score.
 */
before: Figures | null, 
/**
 * The score after its changes. None while there was none.
 */
figures: Figures | null, 
/**
 * The rows of the log that changed records on which the score rests; none for a today without any.
 */
changes: Array<LoggedChange>, };
export type ReadinessHistory = { 
/**
 * Title of the engagement.
 */
engagement: string, 
/**
 * One entry for each day on which the log changed what the score rests on, in the log's order, and one for today.
 */
entries: Array<ReadinessEntry>, 
/**
 * What the score is and isn't.
 */
note: string, };
export type ReadinessNow = { 
/**
 * The three figures.
 */
figures: Figures, 
/**
 * What the score can become at most by what isn't evaluable yet.
 */
at_most: number, 
/**
 * Relevant criteria that it is the average of.
 */
criteria: number, 
/**
 * What holds it where it is, as sentences.
 */
reasons: Array<string>, 
/**
 * What the score is and isn't.
 */
note: string, };
export type ReadinessRow = { 
/**
 * What it rests on.
 */
standing: ReadinessStanding, 
/**
 * Points for design, before the limit.
 */
design: Points, 
/**
 * Points for operation, before the limit.
 */
operation: Points, 
/**
 * Points for what is shown, before the limit.
 */
shown: Points, 
/**
 * What holds it down.
 */
limit: Limit, 
/**
 * Its points after the limit, of [`POINTS`].
 */
points: Points, };
export type ReadinessSheet = { 
/**
 * Title of the engagement.
 */
engagement: string, 
/**
 * The day on which one looks.
 */
on: string, 
/**
 * The score; none when no criterion in scope is relevant.
 */
figures: Figures | null, 
/**
 * What the score can become at most by what isn't evaluable yet.
 */
at_most: number | null, 
/**
 * How the points of each criterion are shared out.
 */
weights: Weights, 
/**
 * The rule, one sentence a line.
 */
rule: Array<string>, 
/**
 * The criteria's points together; divided by their number and rounded down, they are the score and what isn't
 * evaluable yet.
 */
points: Points, 
/**
 * Each criterion's part, in the order of a report.
 */
rows: Array<CriterionReadiness>, 
/**
 * What the score is and isn't.
 */
note: string, };
export type ReadinessStanding = { 
/**
 * The criterion.
 */
criterion: CriterionCode, 
/**
 * Whether it has controls.
 */
coverage: CoverageState, 
/**
 * Its rating of design.
 */
design: RatingValue, 
/**
 * Its rating of operation.
 */
operation: RatingValue, 
/**
 * What each of its live controls owed and showed.
 */
shown: Array<Shown>, 
/**
 * Level of the worst open gap on it.
 */
worst_gap: Level | null, };
export type Reading = { 
/**
 * What must be said before the text, such as that it is a draft.
 */
marks: Array<string>, 
/**
 * What stands as title or subject: the text's own, or else the message's title.
 */
subject: Array<ReadingSpan>, 
/**
 * The text.
 */
blocks: Array<ReadingBlock>, };
export type ReadingBlock = { "block": "heading", 
/**
 * 1 to 6.
 */
level: number, 
/**
 * Its words.
 */
spans: Array<ReadingSpan>, } | { "block": "paragraph", 
/**
 * In how many lists and quotes it stands.
 */
depth: number, 
/**
 * Its words.
 */
spans: Array<ReadingSpan>, } | { "block": "item", 
/**
 * In how many lists and quotes its list stands.
 */
depth: number, 
/**
 * Its number; none for a bullet.
 */
number: number | null, 
/**
 * Its words.
 */
spans: Array<ReadingSpan>, } | { "block": "table", 
/**
 * Its rows, the head first, all of one length.
 */
rows: Array<Array<Array<ReadingSpan>>>, } | { "block": "code", 
/**
 * The lines.
 */
lines: Array<string>, } | { "block": "rule", };
export type ReadingSpan = { 
/**
 * The words; of an open field its name.
 */
text: string, 
/**
 * The merge field in whose place they stand.
 */
field: string | null, 
/**
 * Whether that field is open.
 */
open: boolean, 
/**
 * Strong.
 */
bold: boolean, 
/**
 * Stressed.
 */
italic: boolean, 
/**
 * Struck out.
 */
strike: boolean, 
/**
 * As a machine writes.
 */
code: boolean, 
/**
 * Whether a new line begins before it.
 */
line: boolean, };
export type RecentVault = { 
/**
 * Its folder.
 */
held: Held, 
/**
 * The folder's name, without `.vault`.
 */
name: string, 
/**
 * When it was opened last.
 */
opened_on: string, 
/**
 * Whether it is still there.
 */
there: boolean, };
export type RecordSend = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * Who sent it, by name or id.
 */
by: string, 
/**
 * To whom, in words.
 */
to: string, 
/**
 * By which channel.
 */
channel: string, 
/**
 * When; none takes now.
 */
at: string | null, };
export type RecordedOccurrence = { 
/**
 * Code of the control.
 */
control: string, 
/**
 * The window.
 */
window: Window, 
/**
 * The record; none when nothing is recorded any more.
 */
record: Occurrence | null, 
/**
 * Whether the recorded day lies after the last chance: it is performed late, and stays missed.
 */
late: boolean, };
export type RedactEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, 
/**
 * The file; none takes the item's only one.
 */
file: FileId | null, 
/**
 * What is taken out, beside what is out already.
 */
what: ToRedact, 
/**
 * Why, of all that is out. Packets say it.
 */
reason: string, };
export type RedactedCell = { 
/**
 * The row, by the number that a preview and a packet give it: the first one is the heading and counts as 0, and
 * lines without anything aren't counted.
 */
row: number, 
/**
 * The column, from 1.
 */
column: number, };
export type RedactedColumn = { 
/**
 * The column, from 1.
 */
column: number, 
/**
 * The first row that is redacted: 1 where the heading goes too, 2 where it stays.
 */
from_row: number, };
export type Redaction = { 
/**
 * What packets hold in place of the file.
 */
twin: Twin, 
/**
 * SHA-256 of a salt of 32 bytes, which stays in the vault, and then the original. Says nothing of the original to
 * whoever doesn't have the salt, however few originals are possible.
 */
cover: Digest, 
/**
 * What was taken out.
 */
removed: Removed, 
/**
 * Things on its pages that could not be drawn, and so aren't in the twin.
 */
undrawn: number, 
/**
 * Why.
 */
reason: string, 
/**
 * Who redacted it, as named for the device; empty where nobody may be named.
 */
by: string, 
/**
 * When.
 */
at: string, };
export type RedoLog = { 
/**
 * Number of the row that was undone, or of its undoing; none takes the newest undoing, as long as nothing else was
 * changed after it.
 */
seq: number | null, };
export type Redone = { 
/**
 * The row that was done again.
 */
redone: LogRow, 
/**
 * Number, from 1 without a hole.
 */
seq: number, 
/**
 * When, as recorded by the vault; whole milliseconds, since the hash covers no more.
 */
at: string, 
/**
 * Who, as named for the device.
 */
who: string, 
/**
 * What.
 */
action: Action, 
/**
 * The records that it touched, in ascending order.
 */
subjects: Array<Subject>, 
/**
 * `SHA-256(salt16 ‖ body)`; the body stands apart and can be purged.
 */
body: Digest, 
/**
 * Hash of the row before; 32 zero bytes before the first.
 */
prev: Digest, 
/**
 * Hash of this row.
 */
hash: Digest, };
export type ReferenceRange = { 
/**
 * Lower end, US dollars.
 */
low: number, 
/**
 * Upper end, US dollars.
 */
high: number, 
/**
 * What the range speaks of.
 */
basis: string, };
export type RefusedRow = { 
/**
 * Line of the file on which the row begins, from 1.
 */
line: number, 
/**
 * Why, without the row's content.
 */
reason: string, };
export type Relation = "equal" | "subset" | "intersects";
export type ReleaseEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * References or ids.
 */
evidence: Array<string>, 
/**
 * The client's releasing person, by name or id.
 */
by: string, };
export type RemoveClientLogo = Record<symbol, never>;
export type RemoveCommitment = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
commitment: string, };
export type RemoveFinding = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's reference, or id.
 */
finding: string, };
export type RemoveFirmLogo = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type RemoveFollowUp = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
follow_up: string, };
export type RemoveGap = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
gap: string, };
export type RemoveHolidays = { 
/**
 * Days or ids.
 */
holidays: Array<string>, };
export type RemoveOccurrence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string, 
/**
 * Which of its occurrences; a record whose window the period no longer has can be removed too.
 */
key: OccurrenceKey, };
export type RemoveOrganisation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Name or id.
 */
organisation: string, };
export type RemovePerson = { 
/**
 * Name or id.
 */
person: string, };
export type RemovePlanRow = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Number or id.
 */
row: string, };
export type RemovePopulation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Name or id.
 */
population: string, };
export type RemoveRequest = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's id, or id.
 */
request: string, };
export type RemoveSavedView = { 
/**
 * The list.
 */
list: string, 
/**
 * Name of the view.
 */
name: string, };
export type RemoveSheetMapping = { 
/**
 * Name or id.
 */
mapping: string, };
export type RemoveSurface = { 
/**
 * Short name or id.
 */
surface: string, };
export type RemoveTask = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
task: string, };
export type RemoveTeam = { 
/**
 * Name or id.
 */
team: string, };
export type RemoveUserControl = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
user_control: string, };
export type Removed = { "of": "areas", 
/**
 * The areas.
 */
areas: Array<PageArea>, } | { "of": "cells", 
/**
 * The columns.
 */
columns: Array<RedactedColumn>, 
/**
 * The cells.
 */
cells: Array<RedactedCell>, };
export type RenewRecoveryCode = Record<symbol, never>;
export type ReplaceSigningKey = { 
/**
 * Why; the list of keys and the activity log keep it.
 */
reason: string, };
export type Replaced = { 
/**
 * Since when.
 */
at: string, 
/**
 * By whom.
 */
by: string, 
/**
 * Why.
 */
reason: string, };
export type ReportEngagement = { 
/**
 * Title or id; none takes the newest.
 */
engagement: string | null, 
/**
 * The opinions.
 */
outcomes: Array<Outcome>, };
export type ReportKind = "soc1_type_i" | "soc1_type_ii" | "soc2_type_i" | "soc2_type_ii" | "other";
export type ReportReview = { 
/**
 * Who.
 */
by: PersonId, 
/**
 * When.
 */
on: string, };
export type RequestDecision = { "decision": "accepted" } | { "decision": "returned", 
/**
 * The auditor's remark, character for character.
 */
remark: string, 
/**
 * By when the auditor wants the next answer; none keeps the due date.
 */
due_on: string | null, };
export type RequestId = string;
export type RequestLine = { 
/**
 * Its id.
 */
id: RequestId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Number in the engagement.
 */
number: number, 
/**
 * The number as printed, such as `REQ-012`.
 */
reference: string, 
/**
 * The auditor's id.
 */
auditor_id: string | null, 
/**
 * The auditor's wording.
 */
wording: string, 
/**
 * What the answer is, where the request says so.
 */
kind: EvidenceKind | null, 
/**
 * Where it stands for us.
 */
internal: InternalStatus, 
/**
 * Where it stands for the auditor.
 */
auditor: AuditorStatus, 
/**
 * Who answers it.
 */
owner: PersonId | null, 
/**
 * That person's name.
 */
owner_name: string | null, 
/**
 * Who looks the answer over.
 */
reviewer: PersonId | null, 
/**
 * That person's name.
 */
reviewer_name: string | null, 
/**
 * When it was received.
 */
received_on: string, 
/**
 * By when the auditor wants the answer.
 */
due_on: string | null, 
/**
 * Whether the auditor's testing waits for it.
 */
blocks_testing: boolean, 
/**
 * Whether the auditor waits for us: never submitted, or returned.
 */
owed: boolean, 
/**
 * Whether it is owed and its due date has gone by.
 */
overdue: boolean, 
/**
 * Rounds so far.
 */
rounds: number, 
/**
 * References of the evidence that is gathered for it, in order.
 */
evidence: Array<string>, 
/**
 * Codes of the controls that it bears on, in order.
 */
controls: Array<string>, 
/**
 * Criteria that it bears on, in order.
 */
criteria: Array<CriterionCode>, };
export type RequestPage = { 
/**
 * Rows that meet the query.
 */
total: number, 
/**
 * Rows without its text and filters.
 */
all: number, 
/**
 * Rows passed over.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<RequestLine>, };
export type RequestRow = { 
/**
 * The request.
 */
request: EvidenceRequest, 
/**
 * Name of who answers it.
 */
owner: string | null, 
/**
 * Codes of the controls that it bears on.
 */
controls: Array<string>, 
/**
 * References of the evidence that is gathered for it.
 */
evidence: Array<string>, 
/**
 * Whether the auditor waits for us: never submitted, or returned.
 */
owed: boolean, 
/**
 * Whether it is owed and its due date has gone by today.
 */
overdue: boolean, };
export type RequestStanding = "accepted" | "submitted" | "in_work" | "returned" | "blocked" | "not_started" | "not_applicable";
export type RequestTemplateRow = { 
/**
 * Code, such as `PBC-001`.
 */
code: string, 
/**
 * What is asked for.
 */
text: string, 
/**
 * What the answer is.
 */
kind: EvidenceKind, 
/**
 * Whether it asks about the whole period; otherwise about one moment.
 */
over_the_period: boolean, 
/**
 * The population that it asks for, if it does.
 */
population: PopulationKind | null, 
/**
 * Codes of the requests for the populations from which its sample is drawn.
 */
drawn_from: Array<string>, 
/**
 * What shows that the answer is complete and accurate.
 */
completeness: string, 
/**
 * Controls that it supports.
 */
controls: Array<ControlCode>, 
/**
 * Criteria that it bears on.
 */
criteria: Array<CriterionCode>, 
/**
 * Why the auditor's testing waits for it; none when nothing does.
 */
blocker: string | null, 
/**
 * Business days in which an answer is usually wanted.
 */
due_business_days: number, };
export type RequestsByState = { 
/**
 * How many in all.
 */
total: number, 
/**
 * How many are overdue.
 */
overdue: number, 
/**
 * The states that have any, in the order of the work.
 */
states: Array<RequestsInState>, };
export type RequestsInState = { 
/**
 * The state.
 */
standing: RequestStanding, 
/**
 * The state in words.
 */
words: string, 
/**
 * How many.
 */
count: number, 
/**
 * How many of them are owed and overdue.
 */
overdue: number, 
/**
 * How many of them the auditor's testing waits for.
 */
blocking: number, 
/**
 * For how many days the oldest answer has lain with the auditor.
 */
waiting_days: number | null, 
/**
 * The requests.
 */
rows: RowsLink, 
/**
 * The overdue ones.
 */
overdue_rows: RowsLink, };
export type RespondFinding = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's reference, or id.
 */
finding: string, 
/**
 * The response.
 */
text: string, 
/**
 * Who gives it for management, by name or id.
 */
by: string, 
/**
 * When; none takes today.
 */
on: string | null, };
export type RestoreVault = { 
/**
 * The backup's folder.
 */
backup: Held, 
/**
 * What opens it.
 */
key: Key, 
/**
 * The folder to make; `NAME.vault`.
 */
folder: Held, };
export type Retest = { 
/**
 * Who retested.
 */
by: PersonId, 
/**
 * When.
 */
on: string, 
/**
 * On which evidence.
 */
evidence: Array<EvidenceId>, 
/**
 * What was done and seen.
 */
note: string, };
export type ReviewEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * References or ids.
 */
evidence: Array<string>, 
/**
 * What the review decides.
 */
verdict: Verdict, 
/**
 * Who reviews, by name or id; a person of the firm or the client.
 */
reviewer: string, };
export type ReviewOrganisation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Name or id.
 */
organisation: string, 
/**
 * Who, by name or id.
 */
by: string, 
/**
 * When; none takes today.
 */
on: string | null, };
export type Reviewed = { 
/**
 * Who.
 */
by: PersonId, 
/**
 * When.
 */
at: string, };
export type RevokeRelease = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * References or ids.
 */
evidence: Array<string>, 
/**
 * Why.
 */
reason: string, };
export type RevokeSlot = { 
/**
 * The slot's id.
 */
slot: string, };
export type RiskAcceptance = { 
/**
 * Who accepts it.
 */
approver: PersonId, 
/**
 * Last day on which the acceptance holds.
 */
until: string, 
/**
 * Why.
 */
reason: string, };
export type RollForwardEngagement = { 
/**
 * Title or id of the earlier one; none takes the newest.
 */
engagement: string | null, 
/**
 * Title of the new one; no other may bear it.
 */
title: string, 
/**
 * The new period, which must end after what the earlier engagement speaks of.
 */
period: Span, 
/**
 * Whether evidence crosses that speaks for days of the new period. Evidence never leaves an engagement again, so a
 * rolling forward that carried some can't be undone as a whole.
 */
evidence: boolean, };
export type RolledForward = { 
/**
 * The new engagement.
 */
engagement: Engagement, 
/**
 * Criteria that it took over.
 */
criteria: number, 
/**
 * Live controls.
 */
controls: number, 
/**
 * Subservice organisations.
 */
organisations: number, 
/**
 * User entity controls.
 */
user_controls: number, 
/**
 * Commitments and requirements.
 */
commitments: number, 
/**
 * Evidence items, to be reviewed and released anew.
 */
evidence: number, 
/**
 * Gaps that are open in the new period.
 */
gaps: number, 
/**
 * Findings that aren't closed.
 */
findings: number, 
/**
 * What stayed behind, and why. Evidence that was withdrawn or replaced is only counted.
 */
not_carried: Array<LeftBehind>, 
/**
 * Evidence items that stayed behind because they were withdrawn or replaced.
 */
evidence_not_live: number, 
/**
 * Days of the new period that the earlier engagement's period has as well: what ran on them is reported twice.
 */
overlap: Span | null, };
export type RotateKey = { 
/**
 * The passphrase from then on. It may be the present one.
 */
passphrase: Secret, };
export type Round = { 
/**
 * When it was submitted.
 */
submitted_on: string, 
/**
 * The items that were submitted.
 */
evidence: Array<EvidenceId>, 
/**
 * What was said with them, or in their place.
 */
answer: string, 
/**
 * How the auditor took it; none while they look.
 */
end: RoundEnd | null, };
export type RoundEnd = { "end": "accepted", 
/**
 * When.
 */
on: string, } | { "end": "returned", 
/**
 * When.
 */
on: string, 
/**
 * The auditor's remark, character for character.
 */
remark: string, };
export type RowKind = "gap" | "finding" | "request" | "question";
export type RowsLink = { 
/**
 * Their noun.
 */
noun: Noun, 
/**
 * Their ids, in order; 500 at most.
 */
ids: Array<string>, 
/**
 * How many more there are.
 */
more: number, };
export type SalvageVault = { 
/**
 * The damaged vault's folder.
 */
damaged: Held, 
/**
 * What opens it, and will open the new one.
 */
key: Key, 
/**
 * The folder to make; `NAME.vault`.
 */
folder: Held, 
/**
 * Who works on this device; needed where the damaged vault doesn't say any more.
 */
person: string | null, };
export type SaveEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, 
/**
 * The folder.
 */
folder: Held, 
/**
 * The files as packets hold them: the twin of each that is redacted.
 */
redacted: boolean, };
export type SaveMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * In which form.
 */
form: DraftForm, 
/**
 * The file to write; must not exist.
 */
file: Held, };
export type SaveSettings = { 
/**
 * The settings, all of them.
 */
settings: Settings, };
export type SaveSheetMapping = { 
/**
 * Its name.
 */
name: string, 
/**
 * The noun whose sheets it reads.
 */
of: SheetNoun, 
/**
 * What it decides.
 */
decided: SheetDecisions, };
export type SaveView = { 
/**
 * The list, as the window names it; at most 80 characters.
 */
list: string, 
/**
 * Name of the view; at most 80 characters.
 */
name: string, 
/**
 * The layout; at most 20,000 bytes.
 */
layout: string, };
export type Saved = { 
/**
 * The file names.
 */
names: Array<string>, };
export type SavedMessage = { 
/**
 * Reference of the message.
 */
reference: string, 
/**
 * Which version.
 */
version: number, 
/**
 * In which form.
 */
form: DraftForm, 
/**
 * SHA-256 of its text, which approvals name.
 */
text_digest: Digest, 
/**
 * SHA-256 of the file.
 */
sha256: Digest, 
/**
 * Length of the file in bytes.
 */
size: number, 
/**
 * What stands on every page of it, such as that it is a draft.
 */
marks: Array<string>, 
/**
 * Names of the fields that are still open in it.
 */
open_fields: Array<string>, 
/**
 * Headers of a mail that are to be filled in, since the vault doesn't know them.
 */
to_fill_in: Array<string>, };
export type SavedViewRow = { 
/**
 * The list, as the window names it.
 */
list: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The layout, as the window wrote it.
 */
layout: string, };
export type ScenarioRow = { 
/**
 * Name on the command line, such as `failed-opinion`.
 */
scenario: string, 
/**
 * Name as printed.
 */
name: string, 
/**
 * When it fits.
 */
when_to_use: string, 
/**
 * The event from whose instant its times count.
 */
trigger: string, 
/**
 * Rows of the plan that it starts.
 */
rows: number, 
/**
 * Drafts that it starts.
 */
drafts: number, };
export type ScenarioSheet = { 
/**
 * The scenario.
 */
scenario: ScenarioRow, 
/**
 * What is settled before any text leaves.
 */
before_anything_leaves: Array<string>, 
/**
 * What no message of it can do.
 */
limits: Array<string>, 
/**
 * Preparation plans that usually go with it.
 */
plans: Array<string>, 
/**
 * Exercises that rehearse it.
 */
rehearsed_by: Array<string>, 
/**
 * Its rows.
 */
rows: Array<PlannedRow>, };
export type SchedulePreview = { 
/**
 * Occurrences that would be new.
 */
adds: Array<Window>, 
/**
 * Occurrences that would be no more.
 */
drops: Array<DroppedWindow>, 
/**
 * Occurrences that would stay and be otherwise.
 */
changes: Array<ChangedWindow>, 
/**
 * Occurrences that would stay as they are.
 */
keeps: Array<OccurrenceKey>, };
export type ScopeCriterion = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
criterion: string, 
/**
 * Why it isn't relevant; none scopes it in.
 */
not_relevant: string | null, };
export type SearchFound = { 
/**
 * The best hits, best first.
 */
hits: Array<SearchHit>, 
/**
 * How many there are in all, or were counted.
 */
total: number, 
/**
 * Whether there may be more than were counted.
 */
at_least: boolean, };
export type SearchHit = { 
/**
 * The record's noun; of a file that of its evidence item.
 */
noun: Noun, 
/**
 * The record's id.
 */
id: string, 
/**
 * What people call it, such as `CORE-24`; empty for what has no such name.
 */
reference: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its engagement; none for what belongs to the whole vault.
 */
engagement: EngagementId | null, 
/**
 * Words of its state, such as `withdrawn`; empty for what has none.
 */
state: string, 
/**
 * The file in whose text the words were found; none where they were found in the record.
 */
file: FoundIn | null, 
/**
 * The words around what was found.
 */
snippet: Array<SnippetPart>, };
export type Secret = string;
export type Section = "how_to_read" | "readiness" | "scope" | "organisations" | "coverage" | "control_matrix" | "period_calendar" | "ratings" | "gaps" | "requests" | "findings" | "follow_ups" | "remediation_plan" | "clocks" | "communication_plan" | "evidence_index" | "exhibits" | "open_points" | "activity_log" | "check_record";
export type Seen = { 
/**
 * The SHA-256 of the file.
 */
file: Digest, 
/**
 * The hash of the newest row of the activity log.
 */
head: Digest, 
/**
 * The SHA-256 of the preview, with the engagement and the noun.
 */
preview: Digest, };
export type SendRecord = { 
/**
 * When.
 */
at: string, 
/**
 * By whom.
 */
by: PersonId, 
/**
 * To whom, in words.
 */
to: string, 
/**
 * Which version.
 */
version: number, 
/**
 * By which channel.
 */
channel: string, };
export type SetClientLogo = { 
/**
 * A PNG or JPEG picture.
 */
file: Held, };
export type SetFirmLogo = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * A PNG or JPEG picture.
 */
file: Held, };
export type Settings = { 
/**
 * Light or dark.
 */
theme: Theme, 
/**
 * The language.
 */
language: Language, 
/**
 * Minutes without a touch after which the vault is locked: 1 to 60.
 */
idle_minutes: number, 
/**
 * How days are written.
 */
date_format: DateFormat, 
/**
 * Whether the names and places of vaults are remembered on this device.
 */
remember_vaults: boolean, 
/**
 * Whether the rail shows pictures alone.
 */
rail_collapsed: boolean, 
/**
 * Size of the text in per cent: 100 to 200.
 */
text_zoom: number, };
export type SettingsShown = { 
/**
 * The settings.
 */
settings: Settings, 
/**
 * What the person should know of them.
 */
notice: string | null, 
/**
 * Whether this device keeps settings at all.
 */
kept: boolean, };
export type Severity = { 
/**
 * How likely it is to do harm, 1 to 5.
 */
likelihood: number, 
/**
 * How much harm it would do, 1 to 5.
 */
impact: number, };
export type SheetApplied = { 
/**
 * Number of the row of the activity log, which undoes all of it.
 */
log_row: number, 
/**
 * Records that were added.
 */
added: number, 
/**
 * Records that were changed.
 */
changed: number, 
/**
 * Rows that said what the vault says.
 */
unchanged: number, 
/**
 * Rows that were refused, each a sentence that names row and cell.
 */
refused: Array<string>, };
export type SheetDecisions = { 
/**
 * Headings that are decided.
 */
columns: Array<DecidedColumn>, 
/**
 * Row of the headings, counted from 1; found where none is given.
 */
heading_row: number | null, 
/**
 * How dates such as `04/05/2026` are meant, in a column whose other dates don't tell.
 */
date_order: DateOrder | null, 
/**
 * Offset from UTC, in minutes, of instants that name no zone.
 */
utc_offset_minutes: number | null, 
/**
 * ISO 4217 code that `$` stands for.
 */
dollar: string | null, };
export type SheetExported = { 
/**
 * The noun.
 */
noun: SheetNoun, 
/**
 * Rows below the headings.
 */
rows: number, 
/**
 * Whether it has the columns that are for the consultant alone.
 */
internal: boolean, 
/**
 * Length of the file in bytes.
 */
size: number, 
/**
 * The SHA-256 of the file.
 */
sha256: Digest, };
export type SheetForm = "xlsx" | "csv";
export type SheetFound = { 
/**
 * The sheets of the file.
 */
sheets: Array<SheetName>, 
/**
 * Name of the one that is read; none for separated values.
 */
sheet: string | null, 
/**
 * Row of the headings, counted from 1.
 */
heading_row: number, 
/**
 * The columns that are read.
 */
columns: Array<FoundColumn>, 
/**
 * Fields that several headings name, each with what names it. Nothing is read before one is decided for.
 */
ambiguous: Array<string>, 
/**
 * Columns that name nothing known, or were left out. Not read.
 */
unknown: Array<string>, 
/**
 * Columns that the program works out itself. Not read.
 */
derived: Array<string>, 
/**
 * Headings that the mapping decides and the sheet doesn't have.
 */
absent: Array<string>, 
/**
 * Fields that a new row needs and the sheet has no column for.
 */
missing: Array<string>, };
export type SheetMapping = { 
/**
 * Its id.
 */
id: SheetMappingId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Name; unique in the vault.
 */
name: string, 
/**
 * The noun whose sheets it reads.
 */
of: SheetNoun, 
/**
 * What it decides: an object, with columns by their names.
 */
mapping: JsonValue, };
export type SheetMappingId = string;
export type SheetName = { 
/**
 * Its name; none for separated values.
 */
name: string | null, 
/**
 * Whether the workbook hides it.
 */
hidden: boolean, 
/**
 * Rows down to the last that holds anything.
 */
rows: number, };
export type SheetNoun = "control" | "request" | "gap" | "finding" | "task" | "person" | "evidence";
export type SheetPreview = { 
/**
 * What was seen, to be named when the sheet is applied.
 */
seen: Seen, 
/**
 * What its headings say.
 */
found: SheetFound, 
/**
 * What it would change.
 */
preview: PrintedPreview, 
/**
 * What else would change with it, in sentences.
 */
consequences: Array<string>, };
export type ShowCalendar = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Codes or ids of the controls; none given takes all that have occurrences.
 */
controls: Array<string>, 
/**
 * Only controls with an occurrence that is missed or in its last chance.
 */
pressing: boolean, 
/**
 * How many rows are passed over.
 */
from: number, 
/**
 * Rows at most; none takes 200, more are never given.
 */
most: number | null, };
export type ShowClient = Record<symbol, never>;
export type ShowClientLogo = Record<symbol, never>;
export type ShowCommitment = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
commitment: string, };
export type ShowControl = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
control: string, };
export type ShowCoverage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ShowEngagement = { 
/**
 * Title or id; none takes the newest.
 */
engagement: string | null, };
export type ShowEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, };
export type ShowFinding = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's reference, or id.
 */
finding: string, };
export type ShowFirmLogo = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ShowFollowUp = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
follow_up: string, };
export type ShowGap = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
gap: string, };
export type ShowHeatMap = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ShowHistory = { 
/**
 * Its noun.
 */
noun: Noun, 
/**
 * Its id.
 */
id: string, 
/**
 * Only rows before this one, to go on from an earlier answer.
 */
before: number | null, 
/**
 * Lines at most; none takes 50, more than 100 are never given.
 */
most: number | null, };
export type ShowKeyring = { 
/**
 * The vault's folder, which stays held; none for the open vault.
 */
folder: Held | null, };
export type ShowLimits = { 
/**
 * Pages of a paged document, at most.
 */
pages: number, 
/**
 * Rows of a table, at most, the header row not counted.
 */
rows: number, 
/**
 * Columns of a table, at most.
 */
columns: number, 
/**
 * Characters of one cell, at most; a longer cell is cut and ends in `…`.
 */
cell_chars: number, 
/**
 * Lines of a text, at most.
 */
lines: number, 
/**
 * Characters of one line, at most; a longer line is folded by the packet, and cut here only past this.
 */
line_chars: number, };
export type ShowMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, };
export type ShowOrganisation = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Name or id.
 */
organisation: string, };
export type ShowOverview = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ShowReadiness = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * The day on which one looks, with what is recorded now; none takes today.
 */
on: string | null, };
export type ShowReadinessHistory = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ShowRequest = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's id, or id.
 */
request: string, };
export type ShowScenario = { 
/**
 * Its name, such as `failed-opinion`.
 */
scenario: string, };
export type ShowSettings = Record<symbol, never>;
export type ShowSigningKeys = Record<symbol, never>;
export type ShowTask = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
task: string, };
export type ShowTaskChart = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, };
export type ShowTeam = { 
/**
 * Name or id.
 */
team: string, };
export type ShowUserControl = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id.
 */
user_control: string, };
export type ShowVaultStatus = Record<symbol, never>;
export type ShowWalkthrough = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code or id of the control.
 */
control: string, };
export type Shown = { 
/**
 * Of what it owed, what accepted evidence shows.
 */
evidenced: number, 
/**
 * What it owed so far.
 */
owed: number, };
export type ShownBy = "occurrences" | "population" | "configuration";
export type ShownPicture = { 
/**
 * By which it is fetched.
 */
picture: PictureHandle, 
/**
 * Whether it is a vector picture, sharp at any size.
 */
vector: boolean, 
/**
 * Width, in points (1/72 inch) as the document states it.
 */
width: number, 
/**
 * Height, in points.
 */
height: number, };
export type Side = "client" | "firm" | "auditor" | "other";
export type SignedBy = { 
/**
 * Its fingerprint in groups of four digits.
 */
fingerprint: string, 
/**
 * Whether it is the one that was asked for. If none was, nothing shows whose it is.
 */
expected: boolean, };
export type SigningKey = { 
/**
 * Its public half.
 */
public_key: PublicKey, 
/**
 * When it was made.
 */
made_at: string, 
/**
 * By whom.
 */
made_by: string, 
/**
 * When another took its place; none while none did.
 */
replaced: Replaced | null, 
/**
 * Whether the vault has its private half. A copy that was given away has none of the keys that its vault had.
 */
signs: boolean, };
export type SigningKeyRow = { 
/**
 * Its fingerprint in groups of four digits, as two people compare it.
 */
fingerprint: string, 
/**
 * The public key as other programs read it.
 */
pem: string, 
/**
 * What the vault knows of it.
 */
key: SigningKey, };
export type SigningKeys = { 
/**
 * The one that signs; none before one is made, and in a copy that was given away.
 */
present: SigningKeyRow | null, 
/**
 * Those that sign no more here, the newest first: packets that they signed are told by them.
 */
earlier: Array<SigningKeyRow>, };
export type SlotRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * What opens it: passphrase, recovery code, keyring.
 */
kind: string, 
/**
 * Memory of its key derivation in KiB, for a passphrase.
 */
memory_kib: number | null, 
/**
 * Passes of its key derivation, for a passphrase.
 */
passes: number | null, };
export type SnippetPart = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether this is what was found.
 */
hit: boolean, };
export type SortBy = { 
/**
 * The column's name.
 */
column: string, 
/**
 * Whether the greatest comes first.
 */
descending: boolean, };
export type Source = { "heading": string } | { "letters": string };
export type Span = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, };
export type StaleItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its number as printed.
 */
reference: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The request for which it was gathered.
 */
request: string, 
/**
 * Who answers that.
 */
owner: string | null, 
/**
 * The first day on which it is stale.
 */
stale_from: string, 
/**
 * Whether it is already.
 */
stale: boolean, 
/**
 * Why, in words.
 */
words: string, };
export type StaleItems = { 
/**
 * The day by which it would have to be fresh: fieldwork, or today where none is set or it has begun.
 */
by: string, 
/**
 * How many.
 */
total: number, 
/**
 * The soonest, 50 at most.
 */
items: Array<StaleItem>, 
/**
 * The items.
 */
rows: RowsLink, };
export type StartControls = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Short names of the catalogue.
 */
codes: Array<ControlCode>, 
/**
 * Packs, such as `core`.
 */
packs: Array<string>, };
export type StartEngagement = { 
/**
 * The profile.
 */
profile: string, 
/**
 * Title as printed.
 */
title: string, 
/**
 * Name of the system, used when the vault has none yet.
 */
system: string, 
/**
 * Kind with its date or period.
 */
kind: EngagementKind, 
/**
 * Categories in scope; none takes those that the profile proposes. Security is added.
 */
categories: Array<Category> | null, 
/**
 * The consultant's firm.
 */
preparer_firm: string, 
/**
 * The auditor's firm.
 */
auditor_firm: string | null, 
/**
 * Why the work begins.
 */
trigger: Trigger, 
/**
 * When it began.
 */
triggered_on: string | null, };
export type StartGap = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code of the pattern.
 */
pattern: string, 
/**
 * Who or what brought it to light.
 */
source: GapSource, 
/**
 * When it was found; none takes today.
 */
found_on: string | null, 
/**
 * Surfaces, when not all of the pattern's.
 */
surfaces: Array<SurfaceCode> | null, };
export type StartMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Code of the template.
 */
template: string, 
/**
 * Title, when not the template's.
 */
title: string | null, 
/**
 * Number of the plan's row that it belongs to.
 */
plan_row: string | null, 
/**
 * Prepared for counsel; a template that is so by itself can't be started otherwise.
 */
privileged: boolean, };
export type StartRequests = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Codes of the catalogue.
 */
codes: Array<string>, 
/**
 * The profile whose whole list is started.
 */
profile: string | null, 
/**
 * When the requests are taken as received; none takes today. Due dates count from it.
 */
received_on: string | null, 
/**
 * Holidays beside those of the client's calendar, on which no business is done.
 */
holidays: Array<string>, };
export type StartScenario = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Its name, such as `failed-opinion`.
 */
scenario: string, 
/**
 * When its trigger came about: the instant from which its times count.
 */
at: string, 
/**
 * Starts it though it was started before.
 */
again: boolean, };
export type Started = { 
/**
 * The engagement.
 */
engagement: Engagement, 
/**
 * Number of surfaces added.
 */
surfaces: number, 
/**
 * Number of criteria in scope.
 */
criteria: number, 
/**
 * Number of controls added.
 */
controls: number, };
export type StartedControls = { 
/**
 * The controls that were added.
 */
added: Array<Control>, 
/**
 * Short names that the engagement had already; these were left as they are.
 */
already: Array<ControlCode>, };
export type StartedRequests = { 
/**
 * The new requests.
 */
requests: Array<RequestRow>, 
/**
 * Codes that stand in the list already.
 */
already: Array<string>, 
/**
 * Holidays of the client's calendar that moved a due date.
 */
holidays: Array<Holiday>, };
export type StartedRow = { 
/**
 * The row.
 */
row: PlanRow, 
/**
 * When it is due; none when asked.
 */
due_at: string | null, 
/**
 * Name of who sees to it.
 */
owner: string | null, 
/**
 * Name of who sends or speaks.
 */
sender: string | null, 
/**
 * Its drafts.
 */
messages: Array<Message>, };
export type StartedScenario = { 
/**
 * Its name, such as `failed-opinion`.
 */
scenario: string, 
/**
 * Name as printed.
 */
name: string, 
/**
 * The event from whose instant its times count.
 */
trigger: string, 
/**
 * That instant.
 */
at: string, 
/**
 * The rows, by number.
 */
rows: Array<StartedRow>, 
/**
 * Roles that nobody holds, or several people do.
 */
open_roles: Array<OpenRole>, 
/**
 * What is settled before any text leaves.
 */
before_anything_leaves: Array<string>, 
/**
 * What no message of it can do.
 */
limits: Array<string>, 
/**
 * Clocks of laws and contracts that may be shorter than the rows' times.
 */
clocks: Array<ClockRow>, };
export type StayActive = Record<symbol, never>;
export type StillPossible = { 
/**
 * What, such as `2026-Q4` or `2 performed, not evidenced`.
 */
what: string, 
/**
 * When, in words.
 */
when: string, 
/**
 * The last day on which it can be done; none for what can be mended as long as the records exist.
 */
until: string | null, 
/**
 * Days to that day.
 */
days_left: number | null, 
/**
 * Whether it is in its last chance.
 */
urgent: boolean, 
/**
 * The occurrences that it speaks of.
 */
keys: Array<OccurrenceKey>, };
export type Strength = { 
/**
 * From 0, guessed at once, to 4, as strong as a vault deserves.
 */
score: number, 
/**
 * How many guesses it takes, as a power of ten; 0 for none.
 */
guesses_log10: number, 
/**
 * The score in a word.
 */
words: string, 
/**
 * What makes it weak, and what would make it stronger, as sentences.
 */
advice: Array<string>, 
/**
 * Whether a vault takes it at all.
 */
accepted: boolean, 
/**
 * Whether a packet's container takes it, at which a guess costs far less than at a vault.
 */
accepted_for_sending: boolean, };
export type StripMark = { 
/**
 * The days that it stands for.
 */
days: Span, 
/**
 * The state that it shows.
 */
state: OccurrenceState, 
/**
 * Whether an exception is recorded for what it shows.
 */
exception: boolean, };
export type Subject = { 
/**
 * Its noun.
 */
noun: Noun, 
/**
 * Its id.
 */
id: string, };
export type SubmitMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, };
export type SubmitRequest = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference, the auditor's id, or id.
 */
request: string, 
/**
 * References of the evidence; none takes what is gathered for the request.
 */
evidence: Array<string> | null, 
/**
 * What was said with it, or in its place.
 */
answer: string, 
/**
 * When; none takes today.
 */
on: string | null, };
export type SubserviceMethod = "carve_out" | "inclusive";
export type SupersedeMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * Reference or id of the message that replaces it.
 */
by: string, };
export type Surface = { 
/**
 * Its id.
 */
id: SurfaceId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Short name, unique in the vault.
 */
code: SurfaceCode, 
/**
 * Name as printed, such as `CRM integration`.
 */
name: string, 
/**
 * What of it is in scope.
 */
description: string, 
/**
 * Assets that it is made of.
 */
assets: Array<string>, 
/**
 * Classes of data that it holds or carries.
 */
data_classes: Array<string>, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * Person who answers for it.
 */
owner: PersonId | null, 
/**
 * Between whom its trust boundary runs, such as `client / Salesforce`.
 */
trust_boundary: string, 
/**
 * Criteria that it bears on most.
 */
primary_criteria: Array<CriterionCode>, };
export type SurfaceCode = string;
export type SurfaceId = string;
export type System = { 
/**
 * Its id.
 */
id: SystemId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Name of the system.
 */
name: string, 
/**
 * Services provided to user entities.
 */
services: Array<string>, 
/**
 * What the system is made of.
 */
components: Components, 
/**
 * What lies inside and outside the system.
 */
boundaries: string, };
export type SystemId = string;
export type Table = { 
/**
 * Name of the sheet; none for CSV.
 */
name: string | null, 
/**
 * Column heads; empty where the file has none.
 */
header: Array<string>, 
/**
 * The rows shown; each as long as the longest of header and rows (short rows padded with empty cells).
 */
rows: Array<Array<string>>, 
/**
 * Rows of the whole table, the header row not counted.
 */
total_rows: number, 
/**
 * Columns of the whole table.
 */
total_columns: number, };
export type TakeRedactionBack = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, 
/**
 * The file; none takes the item's only one that is redacted.
 */
file: FileId | null, 
/**
 * Why.
 */
reason: string, };
export type Task = { 
/**
 * Its id.
 */
id: TaskId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Short name.
 */
code: TaskCode, 
/**
 * Title.
 */
title: string, 
/**
 * What is to be done.
 */
description: string, 
/**
 * Phase of the plan that it belongs to.
 */
phase: string, 
/**
 * Which kind of work it is.
 */
track: WorkTrack, 
/**
 * Who does it.
 */
owner: PersonId | null, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * First day on which it may begin; what it waits for may move it on.
 */
starts_on: string, 
/**
 * How many working days it takes, 1 to [`MOST_WORKING_DAYS`].
 */
working_days: number, 
/**
 * Tasks that it waits for, and how long.
 */
depends_on: { [key in TaskId]: Wait }, 
/**
 * Controls that it builds or mends.
 */
controls: Array<ControlId>, 
/**
 * Gaps that it closes.
 */
gaps: Array<GapId>, 
/**
 * Days on which it can't be worked at.
 */
freezes: Array<Freeze>, 
/**
 * What shows that it is done.
 */
done_when: string, 
/**
 * Where it stands.
 */
state: TaskState, 
/**
 * When it was done, and what shows it.
 */
done: Done | null, 
/**
 * For the consultant alone.
 */
internal_note: string, };
export type TaskChart = { 
/**
 * The day on which one looks.
 */
today: string, 
/**
 * From the first day of any bar to the last; none without bars.
 */
days: Span | null, 
/**
 * The last day of what is still open; none when nothing is.
 */
ends_on: string | null, 
/**
 * The audit period.
 */
period: Span | null, 
/**
 * First day of fieldwork.
 */
fieldwork_from: string | null, 
/**
 * Day on which the report is due.
 */
report_due: string | null, 
/**
 * The phases, in the order of their first days.
 */
phases: Array<ChartPhase>, 
/**
 * The tasks by phase, first day, last day and code; what was dropped isn't among them.
 */
bars: Array<ChartBar>, 
/**
 * Days on which some task can't be worked at, each named once, by first day.
 */
freezes: Array<Freeze>, 
/**
 * How many tasks were dropped.
 */
dropped: number, };
export type TaskCode = ControlCode;
export type TaskDependency = { 
/**
 * The task that is waited for.
 */
task: TaskId, 
/**
 * Its code.
 */
code: TaskCode, 
/**
 * How long it is waited for.
 */
wait: Wait, };
export type TaskId = string;
export type TaskLine = { 
/**
 * Its id.
 */
id: TaskId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Short name.
 */
code: TaskCode, 
/**
 * Title.
 */
title: string, 
/**
 * Phase of the plan.
 */
phase: string, 
/**
 * Which kind of work it is.
 */
track: WorkTrack, 
/**
 * Where it stands.
 */
state: TaskState, 
/**
 * First day on which it may begin, as it was set.
 */
starts_on: string, 
/**
 * Its earliest first day, after what it waits for; none when it was dropped.
 */
starts: string | null, 
/**
 * Its earliest last day.
 */
ends: string | null, 
/**
 * How many working days it takes.
 */
working_days: number, 
/**
 * Who does it.
 */
owner: PersonId | null, 
/**
 * That person's name.
 */
owner_name: string | null, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * Tasks that it waits for, by code.
 */
dependencies: Array<TaskDependency>, 
/**
 * Codes of the controls that it builds or mends, in order.
 */
controls: Array<string>, 
/**
 * References of the gaps that it closes, in order.
 */
gaps: Array<string>, };
export type TaskPage = { 
/**
 * Rows that meet the query.
 */
total: number, 
/**
 * Rows without its text and filters.
 */
all: number, 
/**
 * Rows passed over.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<TaskLine>, };
export type TaskRow = { 
/**
 * The task.
 */
task: Task, 
/**
 * Its earliest days, after what it waits for; none when it was dropped.
 */
days: Span | null, 
/**
 * Name of who does it.
 */
owner: string | null, 
/**
 * Codes of the tasks that it waits for, and how long.
 */
waits_for: { [key in string]: Wait }, 
/**
 * Codes of the controls that it builds or mends.
 */
controls: Array<string>, 
/**
 * References of the gaps that it closes.
 */
gaps: Array<string>, };
export type TaskState = { "state": "planned" } | { "state": "in_progress" } | { "state": "blocked", 
/**
 * By what.
 */
reason: string, } | { "state": "done" } | { "state": "dropped", 
/**
 * Why.
 */
reason: string, };
export type TaskStep = { "to": "planned" } | { "to": "in_progress" } | { "to": "blocked", 
/**
 * By what.
 */
reason: string, } | { "to": "done", 
/**
 * When; none takes today.
 */
on: string | null, 
/**
 * References of the evidence that shows it.
 */
evidence: Array<string>, 
/**
 * What was done, or why no evidence is needed.
 */
note: string, } | { "to": "dropped", 
/**
 * Why.
 */
reason: string, };
export type Team = { 
/**
 * Its id.
 */
id: TeamId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * Name; unique in the vault.
 */
name: string, 
/**
 * Who leads it, one of its members.
 */
lead: PersonId | null, 
/**
 * Its members.
 */
members: Array<PersonId>, };
export type TeamId = string;
export type TeamRow = { 
/**
 * The team.
 */
team: Team, 
/**
 * Name of who leads it.
 */
lead: string | null, 
/**
 * Names of its members.
 */
members: Array<string>, };
export type TemplateRow = { 
/**
 * Code, such as `COMM-04`.
 */
code: string, 
/**
 * Title.
 */
title: string, 
/**
 * For whom.
 */
audience: string, 
/**
 * Inside or outside.
 */
track: Track, 
/**
 * What sets it off.
 */
trigger: string, 
/**
 * Roles that must approve.
 */
approvals: Array<string>, 
/**
 * Roles of which one person signs; empty when nobody must.
 */
signed_by: Array<string>, 
/**
 * Its merge fields.
 */
fields: Array<string>, };
export type TextExtracted = { 
/**
 * Files that were read now, those without text included.
 */
done: number, 
/**
 * Files that are still to be read.
 */
left: number, };
export type Theme = "system" | "light" | "dark";
export type ToRedact = { "of": "areas", 
/**
 * The areas.
 */
areas: Array<PageArea>, } | { "of": "cells", 
/**
 * The columns.
 */
columns: Array<NamedColumn>, 
/**
 * The cells.
 */
cells: Array<RedactedCell>, };
export type Track = "internal" | "external";
export type Trigger = "procurement_hold" | "lapsed_report" | "incident" | "regulator_inquiry" | "qualified_or_adverse_report" | "type_i_to_type_ii" | "planned";
export type Twin = { 
/**
 * Its id.
 */
id: FileId, 
/**
 * Its name: that of the file, with `redacted` before the ending.
 */
name: string, 
/**
 * What it is.
 */
file_type: FileType, 
/**
 * Length in bytes.
 */
size: number, 
/**
 * SHA-256 of its bytes.
 */
sha256: Digest, };
export type UndoLog = { 
/**
 * Number of the row; none takes the newest that can be undone.
 */
seq: number | null, };
export type Undone = { 
/**
 * The row that was undone.
 */
undone: LogRow, 
/**
 * Number, from 1 without a hole.
 */
seq: number, 
/**
 * When, as recorded by the vault; whole milliseconds, since the hash covers no more.
 */
at: string, 
/**
 * Who, as named for the device.
 */
who: string, 
/**
 * What.
 */
action: Action, 
/**
 * The records that it touched, in ascending order.
 */
subjects: Array<Subject>, 
/**
 * `SHA-256(salt16 ‖ body)`; the body stands apart and can be purged.
 */
body: Digest, 
/**
 * Hash of the row before; 32 zero bytes before the first.
 */
prev: Digest, 
/**
 * Hash of this row.
 */
hash: Digest, };
export type Unevidenced = { 
/**
 * Occurrences due so far, evidenced or not.
 */
due: number, 
/**
 * Of those, missed.
 */
missed: number, 
/**
 * Performed in time, with an exception recorded.
 */
exceptions: number, 
/**
 * Recorded as performed in time, and nothing shows it.
 */
performed: number, };
export type Unlock = { 
/**
 * The vault's folder.
 */
folder: Held, 
/**
 * What opens it.
 */
key: Key, 
/**
 * Who works on this device; needed at the first unlock on it, and to change the name later.
 */
person: string | null, };
export type Unlocked = { 
/**
 * Its client.
 */
client: Client, 
/**
 * Who works in it.
 */
person: string, 
/**
 * What was noticed: a header mended, opened for reading only and why, what a full disk put off.
 */
notices: Array<string>, };
export type UnplacedFile = { 
/**
 * Its name in the folder or archive.
 */
name: string, 
/**
 * Why, as the end of a sentence.
 */
reason: string, };
export type UnsavedText = { 
/**
 * Where it was typed.
 */
place: string, 
/**
 * The text.
 */
text: string, 
/**
 * When it was kept.
 */
at: string, };
export type UserControl = { 
/**
 * Its id.
 */
id: UserControlId, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The engagement.
 */
engagement: EngagementId, 
/**
 * Short name, such as `CUEC-01`.
 */
code: UserControlCode, 
/**
 * What user entities are expected to do.
 */
statement: string, 
/**
 * Criteria that can't be met without it.
 */
criteria: Array<CriterionCode>, 
/**
 * Why the client can't do it for them.
 */
why: string, };
export type UserControlCode = ControlCode;
export type UserControlId = string;
export type VaultCondition = { "condition": "sound" } | { "condition": "read_only", 
/**
 * Why.
 */
reason: ReadOnlyReason, 
/**
 * The same as a sentence, with figures.
 */
why: string, };
export type VaultCopied = { 
/**
 * Name of its folder.
 */
name: string, 
/**
 * Whether that folder lies in the one that was named.
 */
within: boolean, 
/**
 * Whether an earlier copy was there.
 */
was_there: boolean, 
/**
 * The newest row of the activity log that it holds.
 */
seq: number, 
/**
 * Records in it.
 */
records: number, 
/**
 * Evidence files in it, each read back against its SHA-256.
 */
files: number, 
/**
 * Bytes of those.
 */
bytes: number, 
/**
 * Pieces of evidence in it.
 */
chunks: number, 
/**
 * Pieces of these that were written now.
 */
new_chunks: number, 
/**
 * Whether the log of the vault notes it; not where the vault was locked before it could.
 */
noted: boolean, };
export type VaultSalvaged = { 
/**
 * Records in it.
 */
records: number, 
/**
 * Records of these that only the activity log still had.
 */
from_log: number, 
/**
 * Evidence files in it, each read back against its SHA-256.
 */
files: number, 
/**
 * The newest row of the old activity log, which stays in the damaged vault alone.
 */
old_seq: number, 
/**
 * All that is lost or in doubt, by item.
 */
lost: Array<string>, };
export type VaultStatus = { 
/**
 * The newest row of its log; none when the log can't be read.
 */
head: LogHeadShown | null, 
/**
 * Bytes that its folder takes.
 */
size: number, 
/**
 * The client's legal name; none when it can't be read.
 */
client: string | null, 
/**
 * Who works in it; empty in a vault that can only be read.
 */
person: string, 
/**
 * Its condition.
 */
condition: VaultCondition, 
/**
 * The schema of its database.
 */
schema: number, 
/**
 * Rows of the log that were written since it was opened.
 */
changes: number, 
/**
 * Texts that aren't saved.
 */
unsaved: number, 
/**
 * How its last backup stands.
 */
backup: BackupStanding, };
export type Verdict = { "verdict": "in_review" } | { "verdict": "accepted" } | { "verdict": "returned", 
/**
 * Why.
 */
reason: string, };
export type Verified = { 
/**
 * Whether every check holds, of each file and of them together.
 */
holds: boolean, 
/**
 * Whether the file is an encrypted container: it must be opened first, and nothing was checked.
 */
container: boolean, 
/**
 * Each check with what it found, in words; the seal first, the signature second.
 */
checks: Array<VerifiedCheck>, 
/**
 * SHA-256 of the file.
 */
sha256: Digest, 
/**
 * The key that signed the file; none for an unsigned one, and where not every check holds.
 */
signed_by: SignedBy | null, 
/**
 * Which of several volumes it is; none for a packet in one.
 */
volume: VerifiedVolume | null, 
/**
 * The other files, as they were named.
 */
others: Array<VerifiedFile>, 
/**
 * Whether they are the volumes of one packet; empty where one file was named.
 */
together: Array<VerifiedCheck>, };
export type VerifiedCheck = { 
/**
 * Whether it holds; none when the file alone can't tell.
 */
holds: boolean | null, 
/**
 * What was found, in words.
 */
text: string, };
export type VerifiedFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether every check of it holds.
 */
holds: boolean, 
/**
 * Whether it is an encrypted container.
 */
container: boolean, 
/**
 * Each check with what it found, in words; the seal first, the signature second.
 */
checks: Array<VerifiedCheck>, 
/**
 * SHA-256 of the file.
 */
sha256: Digest, 
/**
 * The key that signed it; none for an unsigned one, and for one that doesn't hold.
 */
signed_by: SignedBy | null, 
/**
 * Which of several volumes it is; none for a packet in one.
 */
volume: VerifiedVolume | null, };
export type VerifiedVolume = { 
/**
 * Number, from 1.
 */
number: number, 
/**
 * How many there are.
 */
of: number, };
export type VerifyPacket = { 
/**
 * The PDF file.
 */
file: Held, 
/**
 * The packet's other volumes, in any order. With them it is verified whether all belong together and none is missing.
 */
others: Array<Held>, 
/**
 * By which key it must be signed: a fingerprint, or a public key in PEM form; none asks for no key.
 */
key: string | null, };
export type VersionRow = { 
/**
 * Number, from 1.
 */
number: number, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * SHA-256 of the text with its fields filled in, which approvals name.
 */
digest: Digest, 
/**
 * Text in Markdown, with its merge fields.
 */
text: string, 
/**
 * The text with its fields filled in as they were; none when the log no longer says what stood in them.
 */
filled: string | null, 
/**
 * Roles that approved it, and whose last decision on it is that.
 */
approved_by: Array<string>, 
/**
 * Sendings of it.
 */
sendings: number, 
/**
 * Whether it is the present one.
 */
present: boolean, };
export type VolumeLimits = { 
/**
 * Pages of exhibits; those of the report don't count.
 */
pages: number, 
/**
 * Bytes of attached originals, and in a binder copy of the pages taken out of them.
 */
bytes: number, };
export type Wait = "finish" | "start" | "partial";
export type WalkthroughChoice = { 
/**
 * The control.
 */
control: ControlId, 
/**
 * Code.
 */
code: ControlCode, 
/**
 * Title.
 */
title: string, 
/**
 * Its criteria that are in scope.
 */
criteria: Array<CriterionCode>, 
/**
 * Evidence items that its page would show.
 */
exhibits: number, 
/**
 * Live items that its page would only count, since the client hasn't released them.
 */
withheld: number, };
export type WalkthroughChoices = { 
/**
 * What stands around every page.
 */
frame: WalkthroughFrame, 
/**
 * The controls.
 */
controls: Array<WalkthroughChoice>, };
export type WalkthroughCriterion = { 
/**
 * Its code.
 */
code: CriterionCode, 
/**
 * Its title.
 */
title: string, 
/**
 * What it asks for, in our words.
 */
summary: string, };
export type WalkthroughExhibit = { 
/**
 * The item.
 */
evidence: EvidenceId, 
/**
 * Its reference, such as `EV-0012`.
 */
reference: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What it is.
 */
kind: EvidenceKind, 
/**
 * How sensitive it is.
 */
classification: Classification, 
/**
 * What of the period it speaks for.
 */
covers: Covers | null, 
/**
 * When it was captured on the source system.
 */
captured_at: string | null, 
/**
 * When the vault received it.
 */
received_at: string, 
/**
 * Its files, the main one first; none of an item that is listed without being shown.
 */
files: Array<WalkthroughFile>, 
/**
 * Why it is listed without being shown.
 */
not_shown: string | null, };
export type WalkthroughFile = { 
/**
 * The file.
 */
file: FileId, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is.
 */
file_type: FileType, 
/**
 * Length in bytes.
 */
size: number, };
export type WalkthroughFrame = { 
/**
 * What is walked through, such as `SOC 2 Type II`.
 */
title: string, 
/**
 * The audit period, where there is one.
 */
period: Span | null, 
/**
 * The day on which one looks.
 */
as_of: string, 
/**
 * Whose tests these are, and that they are no examination; stands on every page.
 */
notice: string, };
export type WalkthroughOccurrence = { 
/**
 * Which.
 */
key: OccurrenceKey, 
/**
 * Its days.
 */
days: Span, 
/**
 * The last day on which it counts as in time.
 */
last_chance: string, 
/**
 * How it stands; each standing has a mark of its own.
 */
standing: OccurrenceStanding, 
/**
 * The same in words.
 */
words: string, 
/**
 * When it was performed, in time or not.
 */
performed_on: string | null, 
/**
 * Whether that was after its last chance.
 */
late: boolean, 
/**
 * The exception that is recorded of it.
 */
exception: string | null, 
/**
 * Exhibits that show it.
 */
exhibits: Array<string>, 
/**
 * What auditors accept in its place, the first first; empty unless it is lost.
 */
instead: Array<string>, };
export type WalkthroughPages = { 
/**
 * What stands around every page.
 */
frame: WalkthroughFrame, 
/**
 * A page for each control.
 */
pages: Array<WalkthroughSheet>, };
export type WalkthroughPopulation = { 
/**
 * What is counted.
 */
name: string, 
/**
 * The system that it comes from.
 */
source_system: string, 
/**
 * What gives all of them.
 */
query: string, 
/**
 * How many there are.
 */
count: number, 
/**
 * The days that they come from.
 */
covers: Span, 
/**
 * The exhibit that holds them.
 */
exhibit: string, 
/**
 * What keeps it from being relied on.
 */
lacks: Array<string>, };
export type WalkthroughSheet = { 
/**
 * The control, to note a question against.
 */
control: ControlId, 
/**
 * Its place among the chosen ones, from 1.
 */
position: number, 
/**
 * How many were chosen.
 */
count: number, 
/**
 * Code.
 */
code: ControlCode, 
/**
 * Title.
 */
title: string, 
/**
 * Statement.
 */
statement: string, 
/**
 * Preventive, detective or corrective.
 */
control_type: ControlType, 
/**
 * Manual, automated or IT-dependent manual.
 */
nature: Nature, 
/**
 * How often it operates.
 */
frequency: Frequency, 
/**
 * Role that answers for it.
 */
owner_role: string, 
/**
 * Whether a criterion rests on it.
 */
key: boolean, 
/**
 * Whether it is designed and doesn't operate yet.
 */
planned: boolean, 
/**
 * Its criteria that are in scope.
 */
criteria: Array<WalkthroughCriterion>, 
/**
 * Other frameworks' identifiers.
 */
mappings: Array<Mapping>, 
/**
 * Management's own test of design.
 */
design: WalkthroughTest, 
/**
 * Management's own test of operation; none in a Type I, which says nothing of it.
 */
operation: WalkthroughTest | null, 
/**
 * What shows that it operated.
 */
shown_by: ShownBy, 
/**
 * Its occurrences, in order; none for a control that is shown otherwise, or doesn't operate yet.
 */
occurrences: Array<WalkthroughOccurrence>, 
/**
 * Its populations whose evidence is released.
 */
populations: Array<WalkthroughPopulation>, 
/**
 * What is missing over the elapsed period, as sentences.
 */
remarks: Array<string>, 
/**
 * Released evidence, by number.
 */
exhibits: Array<WalkthroughExhibit>, 
/**
 * Items and populations of the control that the client hasn't released; nothing else is said of them.
 */
withheld: number, };
export type WalkthroughTest = { 
/**
 * What is done.
 */
procedure: string, 
/**
 * The result, "not rated" where nobody has judged.
 */
result: RatingValue, 
/**
 * The result in words.
 */
words: string, 
/**
 * Why; empty where nobody has judged.
 */
rationale: string, 
/**
 * When it was judged.
 */
rated_on: string | null, 
/**
 * Exhibits on which it rests.
 */
exhibits: Array<string>, };
export type Wanted = "vault" | "evidence" | "evidence_folder" | "sheet" | "any_file" | "packet" | "message" | "folder" | "recovery_sheet";
export type Weights = { 
/**
 * For the rating of design.
 */
design: number, 
/**
 * For the rating of operation.
 */
operation: number, 
/**
 * For what its controls owed so far and is evidenced.
 */
shown: number, };
export type Window = { 
/**
 * Its key, which follows from the whole window.
 */
key: OccurrenceKey, 
/**
 * Its days, cut to the period and to the control's start. The last of them is the day on which it is due.
 */
days: Span, 
/**
 * Days of the whole window that the period's first day cut off, as far as the control operated on them.
 */
before: Span | null, 
/**
 * Whether an occurrence is expected in it: it is whole, or three fifths of its whole window at least.
 */
expected: boolean, 
/**
 * The last day on which it can happen: the due day plus the grace.
 */
last_chance: string, };
export type WithdrawEvidence = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
evidence: string, 
/**
 * Why.
 */
reason: string, };
export type WithdrawFollowUp = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
follow_up: string, 
/**
 * Why, in words that the auditor may read.
 */
reason: string, };
export type WithdrawMessage = { 
/**
 * The engagement; none takes the newest.
 */
engagement: string | null, 
/**
 * Reference or id.
 */
message: string, 
/**
 * Why.
 */
reason: string, };
export type WorkTrack = "compliance" | "engineering" | "security_operations" | "documentation" | "management";

/** Every command with its request and its response. */
export interface Wire {
  "file.choose": { request: ChooseFiles; response: Array<Chosen> };
  "file.destination": { request: ChooseDestination; response: Chosen | null };
  "file.again": { request: HoldAgain; response: Held };
  "job.cancel": { request: CancelJob; response: null };
  "job.active": { request: StayActive; response: null };
  "vault.create": { request: Create; response: Created };
  "vault.unlock": { request: Unlock; response: Unlocked };
  "vault.confirm": { request: ConfirmKey; response: null };
  "vault.check": { request: Check; response: Checked };
  "vault.name_person": { request: NamePerson; response: null };
  "vault.status": { request: ShowVaultStatus; response: VaultStatus };
  "vault.backup": { request: BackUpVault; response: VaultCopied };
  "vault.restore": { request: RestoreVault; response: VaultCopied };
  "vault.salvage": { request: SalvageVault; response: VaultSalvaged };
  "vault.lock": { request: LockVault; response: null };
  "vault.keyring": { request: ShowKeyring; response: KeyringShown };
  "vault.accept_older": { request: AcceptOlder; response: null };
  "vault.strength": { request: EstimateStrength; response: Strength };
  "vault.recent": { request: ListRecentVaults; response: Array<RecentVault> };
  "vault.forget_recent": { request: ForgetRecent; response: null };
  "settings.show": { request: ShowSettings; response: SettingsShown };
  "settings.save": { request: SaveSettings; response: Settings };
  "saved_view.list": { request: ListSavedViews; response: Array<SavedViewRow> };
  "saved_view.save": { request: SaveView; response: null };
  "saved_view.remove": { request: RemoveSavedView; response: null };
  "unsaved.keep": { request: KeepUnsaved; response: null };
  "unsaved.list": { request: ListUnsaved; response: Array<UnsavedText> };
  "unsaved.forget": { request: ForgetUnsaved; response: null };
  "slot.list": { request: ListSlots; response: Array<SlotRow> };
  "slot.change_passphrase": { request: ChangePassphrase; response: null };
  "slot.renew_recovery_code": { request: RenewRecoveryCode; response: null };
  "slot.recovery_sheet": { request: PlaceRecoverySheet; response: null };
  "slot.add_keyring": { request: AddKeyring; response: SlotRow };
  "slot.rotate_key": { request: RotateKey; response: KeyRotated };
  "slot.revoke": { request: RevokeSlot; response: string | null };
  "signing_key.show": { request: ShowSigningKeys; response: SigningKeys };
  "signing_key.make": { request: MakeSigningKey; response: SigningKeyRow };
  "signing_key.replace": { request: ReplaceSigningKey; response: SigningKeyRow };
  "client.show": { request: ShowClient; response: Client };
  "client.edit": { request: EditClient; response: Client };
  "client.logo": { request: ShowClientLogo; response: ShownPicture | null };
  "client.set_logo": { request: SetClientLogo; response: Client };
  "client.remove_logo": { request: RemoveClientLogo; response: Client };
  "system.edit": { request: EditSystem; response: System };
  "engagement.start": { request: StartEngagement; response: Started };
  "engagement.list": { request: ListEngagements; response: Array<Engagement> };
  "engagement.show": { request: ShowEngagement; response: EngagementOverview };
  "engagement.edit": { request: EditEngagement; response: Engagement };
  "engagement.logo": { request: ShowFirmLogo; response: ShownPicture | null };
  "engagement.set_logo": { request: SetFirmLogo; response: Engagement };
  "engagement.remove_logo": { request: RemoveFirmLogo; response: Engagement };
  "engagement.move": { request: MoveEngagement; response: Engagement };
  "engagement.report": { request: ReportEngagement; response: Engagement };
  "engagement.roll_forward": { request: RollForwardEngagement; response: RolledForward };
  "organisation.add": { request: AddOrganisation; response: OrganisationRow };
  "organisation.list": { request: ListOrganisations; response: Array<OrganisationRow> };
  "organisation.show": { request: ShowOrganisation; response: OrganisationRow };
  "organisation.edit": { request: EditOrganisation; response: OrganisationRow };
  "organisation.review": { request: ReviewOrganisation; response: OrganisationRow };
  "organisation.remove": { request: RemoveOrganisation; response: null };
  "user_control.add": { request: AddUserControl; response: UserControl };
  "user_control.list": { request: ListUserControls; response: Array<UserControl> };
  "user_control.show": { request: ShowUserControl; response: UserControl };
  "user_control.edit": { request: EditUserControl; response: UserControl };
  "user_control.remove": { request: RemoveUserControl; response: null };
  "commitment.add": { request: AddCommitment; response: Commitment };
  "commitment.list": { request: ListCommitments; response: Array<Commitment> };
  "commitment.show": { request: ShowCommitment; response: Commitment };
  "commitment.edit": { request: EditCommitment; response: Commitment };
  "commitment.remove": { request: RemoveCommitment; response: null };
  "person.add": { request: AddPerson; response: Person };
  "person.list": { request: ListPeople; response: Array<Person> };
  "person.edit": { request: EditPerson; response: Person };
  "person.remove": { request: RemovePerson; response: null };
  "team.add": { request: AddTeam; response: TeamRow };
  "team.list": { request: ListTeams; response: Array<TeamRow> };
  "team.show": { request: ShowTeam; response: TeamRow };
  "team.edit": { request: EditTeam; response: TeamRow };
  "team.remove": { request: RemoveTeam; response: null };
  "holiday.add": { request: AddHolidays; response: Array<Holiday> };
  "holiday.list": { request: ListHolidays; response: Array<Holiday> };
  "holiday.remove": { request: RemoveHolidays; response: null };
  "surface.add": { request: AddSurface; response: Surface };
  "surface.list": { request: ListSurfaces; response: Array<Surface> };
  "surface.edit": { request: EditSurface; response: Surface };
  "surface.remove": { request: RemoveSurface; response: null };
  "criterion.list": { request: ListCriteria; response: Array<CriterionRow> };
  "criterion.scope": { request: ScopeCriterion; response: Criterion };
  "criterion.import_text": { request: ImportCriteriaText; response: CriteriaTextImported };
  "control.list": { request: ListControls; response: Array<Control> };
  "control.show": { request: ShowControl; response: ControlSheet };
  "control.templates": { request: ListControlTemplates; response: Array<ControlTemplateRow> };
  "control.start": { request: StartControls; response: StartedControls };
  "control.add": { request: AddControl; response: Control };
  "control.edit": { request: EditControls; response: Array<Control> };
  "control.change": { request: ChangeControl; response: Control };
  "coverage.show": { request: ShowCoverage; response: CoverageSheet };
  "calendar.show": { request: ShowCalendar; response: CalendarSheet };
  "heat_map.show": { request: ShowHeatMap; response: HeatMapSheet };
  "overview.show": { request: ShowOverview; response: Overview };
  "occurrence.list": { request: ListOccurrences; response: OccurrenceSheet };
  "occurrence.perform": { request: PerformOccurrence; response: RecordedOccurrence };
  "occurrence.except": { request: ExceptOccurrence; response: RecordedOccurrence };
  "occurrence.remove": { request: RemoveOccurrence; response: null };
  "occurrence.preview": { request: PreviewOccurrences; response: Array<ControlPreview> };
  "population.add": { request: AddPopulation; response: PopulationRow };
  "population.list": { request: ListPopulations; response: Array<PopulationRow> };
  "population.edit": { request: EditPopulation; response: PopulationRow };
  "population.remove": { request: RemovePopulation; response: null };
  "evidence.attach": { request: AttachEvidence; response: Array<Attached> };
  "evidence.folder": { request: OpenFolder; response: OpenedFolder };
  "evidence.import": { request: ImportEvidence; response: EvidenceImported };
  "evidence.list": { request: ListEvidence; response: Array<EvidenceRow> };
  "evidence.show": { request: ShowEvidence; response: EvidenceSheet };
  "evidence.edit": { request: EditEvidence; response: EvidenceItem };
  "evidence.review": { request: ReviewEvidence; response: Array<EvidenceItem> };
  "evidence.release": { request: ReleaseEvidence; response: Array<EvidenceItem> };
  "evidence.revoke_release": { request: RevokeRelease; response: Array<EvidenceItem> };
  "evidence.withdraw": { request: WithdrawEvidence; response: EvidenceItem };
  "evidence.purge": { request: PurgeEvidence; response: EvidencePurged };
  "evidence.redact": { request: RedactEvidence; response: EvidenceRedacted };
  "evidence.take_redaction_back": { request: TakeRedactionBack; response: EvidenceItem };
  "evidence.preview": { request: PreviewEvidence; response: EvidencePreview };
  "evidence.save": { request: SaveEvidence; response: Saved };
  "rating.set": { request: Rate; response: Rated };
  "rating.list": { request: ListRatings; response: Array<RatingRow> };
  "readiness.show": { request: ShowReadiness; response: ReadinessSheet };
  "readiness.history": { request: ShowReadinessHistory; response: ReadinessHistory };
  "gap.patterns": { request: ListPatterns; response: Array<PatternRow> };
  "gap.start": { request: StartGap; response: Gap };
  "gap.add": { request: AddGap; response: Gap };
  "gap.list": { request: ListGaps; response: Array<Gap> };
  "gap.show": { request: ShowGap; response: Gap };
  "gap.edit": { request: EditGap; response: Gap };
  "gap.move": { request: MoveGap; response: Gap };
  "gap.remove": { request: RemoveGap; response: null };
  "request.templates": { request: ListRequestTemplates; response: Array<RequestTemplateRow> };
  "request.start": { request: StartRequests; response: StartedRequests };
  "request.add": { request: AddRequest; response: RequestRow };
  "request.list": { request: ListRequests; response: Array<RequestRow> };
  "request.show": { request: ShowRequest; response: RequestRow };
  "request.edit": { request: EditRequest; response: RequestRow };
  "request.move": { request: MoveRequest; response: RequestRow };
  "request.submit": { request: SubmitRequest; response: RequestRow };
  "request.decide": { request: DecideRequest; response: RequestRow };
  "request.remove": { request: RemoveRequest; response: null };
  "finding.add": { request: AddFinding; response: FindingRow };
  "finding.list": { request: ListFindings; response: Array<FindingRow> };
  "finding.show": { request: ShowFinding; response: FindingRow };
  "finding.edit": { request: EditFinding; response: FindingRow };
  "finding.respond": { request: RespondFinding; response: FindingRow };
  "finding.move": { request: MoveFinding; response: FindingRow };
  "finding.remove": { request: RemoveFinding; response: null };
  "follow_up.note": { request: NoteFollowUp; response: FollowUpRow };
  "follow_up.list": { request: ListFollowUps; response: Array<FollowUpRow> };
  "follow_up.show": { request: ShowFollowUp; response: FollowUpRow };
  "follow_up.edit": { request: EditFollowUp; response: FollowUpRow };
  "follow_up.answer": { request: AnswerFollowUp; response: FollowUpRow };
  "follow_up.withdraw": { request: WithdrawFollowUp; response: FollowUpRow };
  "follow_up.remove": { request: RemoveFollowUp; response: null };
  "walkthrough.choices": { request: ListWalkthroughChoices; response: WalkthroughChoices };
  "walkthrough.show": { request: ShowWalkthrough; response: WalkthroughPages };
  "walkthrough.list": { request: ListWalkthrough; response: WalkthroughPages };
  "task.plan": { request: PlanTasks; response: PlannedTasks };
  "task.add": { request: AddTask; response: TaskRow };
  "task.list": { request: ListTasks; response: Array<TaskRow> };
  "task.chart": { request: ShowTaskChart; response: TaskChart };
  "task.show": { request: ShowTask; response: TaskRow };
  "task.edit": { request: EditTask; response: TaskRow };
  "task.move": { request: MoveTask; response: TaskRow };
  "task.remove": { request: RemoveTask; response: null };
  "scenario.list": { request: ListScenarios; response: Array<ScenarioRow> };
  "scenario.show": { request: ShowScenario; response: ScenarioSheet };
  "scenario.clocks": { request: ListScenarioClocks; response: Array<ClockRow> };
  "scenario.start": { request: StartScenario; response: StartedScenario };
  "plan_row.add": { request: AddPlanRow; response: PlanRow };
  "plan_row.list": { request: ListPlanRows; response: Array<PlanRow> };
  "plan_row.edit": { request: EditPlanRow; response: PlanRow };
  "plan_row.remove": { request: RemovePlanRow; response: null };
  "message.templates": { request: ListTemplates; response: Array<TemplateRow> };
  "message.start": { request: StartMessage; response: Message };
  "message.list": { request: ListMessages; response: Array<MessageRow> };
  "message.show": { request: ShowMessage; response: MessageRow };
  "message.fields": { request: ListFields; response: Array<FieldRow> };
  "message.insertable": { request: ListInsertableFields; response: Array<InsertableField> };
  "message.preview": { request: PreviewMessage; response: MessagePreview };
  "message.versions": { request: ListVersions; response: Array<VersionRow> };
  "message.copy": { request: CopyMessage; response: CopiedMessage };
  "message.edit": { request: EditMessage; response: MessageRow };
  "message.submit": { request: SubmitMessage; response: MessageRow };
  "message.decide": { request: DecideMessage; response: MessageRow };
  "message.record_send": { request: RecordSend; response: MessageRow };
  "message.supersede": { request: SupersedeMessage; response: MessageRow };
  "message.withdraw": { request: WithdrawMessage; response: MessageRow };
  "message.save": { request: SaveMessage; response: SavedMessage };
  "sheet.read": { request: ReadSheet; response: SheetFound };
  "sheet.paste": { request: PasteSheet; response: PastedSheet };
  "sheet.preview": { request: PreviewSheet; response: SheetPreview };
  "sheet.apply": { request: ApplySheet; response: SheetApplied };
  "sheet.export": { request: ExportSheet; response: SheetExported };
  "sheet_mapping.save": { request: SaveSheetMapping; response: SheetMapping };
  "sheet_mapping.list": { request: ListSheetMappings; response: Array<SheetMapping> };
  "sheet_mapping.remove": { request: RemoveSheetMapping; response: null };
  "packet.preflight": { request: PreflightPacket; response: Preflight };
  "packet.preview": { request: PreviewPacket; response: FilePreview };
  "control.page": { request: PageControls; response: ControlPage };
  "evidence.page": { request: PageEvidence; response: EvidencePage };
  "request.page": { request: PageRequests; response: RequestPage };
  "gap.page": { request: PageGaps; response: GapPage };
  "finding.page": { request: PageFindings; response: FindingPage };
  "task.page": { request: PageTasks; response: TaskPage };
  "log.page": { request: PageLog; response: LogPage };
  "page.facets": { request: CountFacets; response: Array<Facet> };
  "page.locate": { request: LocateRow; response: number | null };
  "page.ids": { request: ListPageIds; response: Array<string> };
  "packet.export": { request: ExportPacket; response: Exported };
  "packet.verify": { request: VerifyPacket; response: Verified };
  "packet.list": { request: ListPackets; response: Array<ExportedPacket> };
  "search.find": { request: FindText; response: SearchFound };
  "text.pending": { request: CountPendingTexts; response: number };
  "text.extract": { request: ExtractTexts; response: TextExtracted };
  "record.history": { request: ShowHistory; response: Array<HistoryLine> };
  "log.list": { request: ListLog; response: Array<LogRow> };
  "log.undo": { request: UndoLog; response: Undone };
  "log.redo": { request: RedoLog; response: Redone };
  "log.extract": { request: ExtractLog; response: LogExtracted };
  "log.purge": { request: PurgeLog; response: LogPurged };
  "sample.make": { request: MakeSample; response: Made };
}
