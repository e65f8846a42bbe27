//! Evidence items.

mod import;
mod redact;

use std::path::{Path, PathBuf};

use commands::evidence::{
    AttachEvidence, Attached, EditEvidence, EvidenceRow, EvidenceSheet, ListEvidence, NewEvidence, PurgeEvidence,
    ReleaseEvidence, ReviewEvidence, RevokeRelease, SaveEvidence, ShowEvidence, Verdict, WithdrawEvidence,
};
use model::evidence::{Approval, Covers, EvidenceItem, EvidenceState, IpeCard};

use super::Session;
use crate::args::{AddArgs, EvidenceVerb, IpeArgs, facts};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table};

/// Verbs of evidence items.
pub fn evidence(session: &mut Session, verb: EvidenceVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        EvidenceVerb::Add(args) => add(session, *args),
        EvidenceVerb::Import(args) => import::import(session, *args),
        EvidenceVerb::List { control, all } => {
            let list = session.app.call(ListEvidence { engagement, control, all })?;
            session.out.show(&list, |list| list_table(list))
        }
        EvidenceVerb::Show { evidence } => {
            let sheet = session.app.call(ShowEvidence { engagement, evidence })?;
            session.out.show(&sheet, sheet_lines)
        }
        EvidenceVerb::Edit { evidence, set } => {
            let changed = session.app.call(EditEvidence { engagement, evidence, facts: facts(&set.facts) })?;
            session.out.show(&changed, |it| format!("Changed {}: {}.", it.reference(), it.state.name()))
        }
        EvidenceVerb::Ipe { evidence, ipe } => fill_card(session, evidence, ipe),
        EvidenceVerb::Review { evidence, by, accept, return_for } => {
            let verdict = match (accept, return_for) {
                (true, _) => Verdict::Accepted,
                (false, Some(reason)) => Verdict::Returned { reason },
                (false, None) => Verdict::InReview,
            };
            let items = session.app.call(ReviewEvidence { engagement, evidence, verdict, reviewer: by })?;
            session.out.show(&items, |items| states(items))
        }
        EvidenceVerb::Release { evidence, by } => {
            let items = session.app.call(ReleaseEvidence { engagement, evidence, by })?;
            session.out.show(&items, |items| states(items))
        }
        EvidenceVerb::Revoke { evidence, reason } => {
            let items = session.app.call(RevokeRelease { engagement, evidence, reason })?;
            session.out.show(&items, |items| states(items))
        }
        EvidenceVerb::Withdraw { evidence, reason } => {
            let item = session.app.call(WithdrawEvidence { engagement, evidence, reason })?;
            session.out.show(&item, |it| format!("{}: {}.", it.reference(), it.state.name()))
        }
        EvidenceVerb::Purge { evidence, reason, confirm } => {
            let purged = session.app.call(PurgeEvidence { engagement, evidence, reason, confirm })?;
            session.out.show(&purged, |it| {
                let (files, bytes) = (counted(it.files, "file"), counted(it.bytes, "byte"));
                let mut text =
                    format!("{}: {files} of {bytes} purged. The log says so in row {}.", it.evidence, it.seq);
                if !it.kept_by.is_empty() {
                    text.push_str(&format!("\nThe same content is still a file of {}.", it.kept_by.join(", ")));
                }
                text + "\nCopies and backups made before still have it."
            })
        }
        EvidenceVerb::Redact(args) => redact::redact(session, *args),
        EvidenceVerb::Unredact { evidence, file, reason } => redact::take_back(session, evidence, file, reason),
        EvidenceVerb::Save { evidence, redacted, folder } => {
            let held = session.hold_folder(&folder)?;
            let saved = session.app.call(SaveEvidence { engagement, evidence, folder: held, redacted })?;
            let folder = super::shown(&folder);
            session.out.show(&saved, |it| {
                it.names.iter().map(|name| format!("Saved {name} in {folder}.")).collect::<Vec<_>>().join("\n")
            })
        }
    }
}

fn states(items: &[EvidenceItem]) -> String {
    items.iter().map(|it| format!("{}: {}.", it.reference(), it.state.name())).collect::<Vec<_>>().join("\n")
}

fn add(session: &mut Session, args: AddArgs) -> Result<(), Problem> {
    if args.each && args.title.is_some() {
        return Err(Problem::Usage(
            "--title names one item; with --each every file's own name is its title".to_owned(),
        ));
    }
    let groups: Vec<Vec<PathBuf>> =
        if args.each { args.files.iter().map(|file| vec![file.clone()]).collect() } else { vec![args.files.clone()] };
    let items = groups.iter().map(|files| new_item(session, &args, files)).collect();
    let request = AttachEvidence { engagement: session.engagement.clone(), items };
    let attached = session.app.call(request)?;
    session.out.show(&attached, |attached| attached.iter().map(attached_lines).collect::<Vec<_>>().join("\n"))
}

fn new_item(session: &mut Session, args: &AddArgs, files: &[PathBuf]) -> NewEvidence {
    let hold = |file: &PathBuf| session.app.hold(Path::new(file));
    NewEvidence {
        files: files.iter().map(hold).collect(),
        title: args.title.clone(),
        kind: args.kind,
        classification: args.classification,
        covers: args.covers,
        captured_at: args.captured,
        source_system: args.source.clone(),
        collected_by: args.collected_by.clone(),
        controls: args.controls.clone(),
        ipe: card(&args.ipe, None),
        approval: args.approved_by.clone().zip(args.approved_on).map(|(by, on)| Approval { by, on }),
        list_only: args.list_only.clone(),
        supersedes: args.supersedes.clone(),
        internal_note: args.note.clone(),
    }
}

/// The card with what was said in place of what it had; none when nothing was said.
fn card(args: &IpeArgs, old: Option<IpeCard>) -> Option<IpeCard> {
    let IpeArgs { ipe_system, ipe_environment, ipe_query, ipe_run_by, ipe_run_at, ipe_rows, ipe_tie_out } = args;
    let texts = [ipe_system, ipe_environment, ipe_query, ipe_run_by, ipe_tie_out];
    let said = texts.iter().any(|text| text.is_some()) || ipe_run_at.is_some() || ipe_rows.is_some();
    if !said {
        return old;
    }
    let old = old.unwrap_or_default();
    Some(IpeCard {
        system: ipe_system.clone().unwrap_or(old.system),
        environment: ipe_environment.clone().unwrap_or(old.environment),
        query: ipe_query.clone().unwrap_or(old.query),
        run_by: ipe_run_by.clone().unwrap_or(old.run_by),
        run_at: ipe_run_at.or(old.run_at),
        row_count: ipe_rows.or(old.row_count),
        tie_out: ipe_tie_out.clone().unwrap_or(old.tie_out),
    })
}

fn fill_card(session: &mut Session, evidence: String, ipe: IpeArgs) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    let sheet = session.app.call(ShowEvidence { engagement: engagement.clone(), evidence: evidence.clone() })?;
    let card = card(&ipe, sheet.row.item.ipe);
    let card = serde_json::to_value(card).map_err(std::io::Error::other)?;
    let facts = commands::Facts::from([("ipe".to_owned(), card)]);
    let changed = session.app.call(EditEvidence { engagement, evidence, facts })?;
    session.out.show(&changed, |it| {
        let missing = it.missing();
        let open =
            if missing.is_empty() { "complete".to_owned() } else { format!("still open: {}", missing.join("; ")) };
        format!("Changed {}: {open}.", it.reference())
    })
}

fn attached_lines(it: &Attached) -> String {
    let size: u64 = it.item.files.iter().map(|file| file.size).sum();
    let mut text = format!("Attached {}: {} ({size} bytes).", it.item.reference(), it.item.title);
    if !it.same_as.is_empty() {
        text.push_str(&format!(
            "\n  The same file is in {} already; its bytes are stored once.",
            it.same_as.join(", ")
        ));
    }
    if !it.redacted_in.is_empty() {
        text.push_str(&format!(
            "\n  What is redacted in {} isn't here: redact this item, too, before it is released.",
            it.redacted_in.join(", ")
        ));
    }
    if !it.missing.is_empty() {
        text.push_str(&format!("\n  Still missing: {}.", it.missing.join("; ")));
    }
    text
}

fn covers(covers: Option<Covers>) -> String {
    match covers {
        None => String::new(),
        Some(Covers::AsOf { on }) => format!("as of {on}"),
        Some(Covers::Period { span }) => format!("{} to {}", span.from, span.to),
        Some(Covers::InForce { from, until }) => match until {
            Some(until) => format!("in force {from} to {until}"),
            None => format!("in force from {from}"),
        },
    }
}

fn list_table(list: &[EvidenceRow]) -> String {
    let row = |it: &EvidenceRow| {
        vec![
            it.item.reference(),
            it.item.title.clone(),
            it.item.kind.name().to_owned(),
            covers(it.item.covers),
            it.controls.join(", "),
            it.item.state.name().to_owned(),
            if it.missing.is_empty() { String::new() } else { format!("{} open", it.missing.len()) },
        ]
    };
    table(&["Evidence", "Title", "Kind", "Covers", "Controls", "State", "Missing"], list.iter().map(row))
}

fn sheet_lines(it: &EvidenceSheet) -> String {
    let item = &it.row.item;
    let state = match &item.state {
        EvidenceState::Returned { reason } | EvidenceState::Withdrawn { reason } => {
            format!("{}: {reason}", item.state.name())
        }
        other => other.name().to_owned(),
    };
    let mut text = lines(&[
        ("Evidence", item.reference()),
        ("Title", item.title.clone()),
        ("Kind", item.kind.name().to_owned()),
        ("Classification", item.classification.name().to_owned()),
        ("State", state),
        ("Version", item.version.to_string()),
        ("Covers", covers(item.covers)),
        ("Captured", or_empty(item.captured_at.map(|at| at.to_rfc3339()))),
        ("Received", item.received_at.to_rfc3339()),
        ("Reviewed", or_empty(item.reviewed.as_ref().map(|reviewed| reviewed.at.to_rfc3339()))),
        ("Source", item.source_system.clone()),
        ("Collected by", item.collected_by.clone()),
        ("Controls", it.row.controls.join(", ")),
        ("Approved by", or_empty(item.approval.as_ref().map(|approval| format!("{}, {}", approval.by, approval.on)))),
        ("List only", or_empty(item.list_only.clone())),
        ("Missing", joined(&it.row.missing)),
        ("Note", item.internal_note.clone()),
    ]);
    for file in &item.files {
        text.push_str(&format!("\n\n{} ({} bytes)\n  SHA-256 {}", file.name, file.size, file.sha256));
        text.push_str(&redact::lines_of(file));
    }
    if let Some(card) = &item.ipe {
        text.push_str("\n\nCompleteness and accuracy\n");
        text.push_str(&lines(&[
            ("System", card.system.clone()),
            ("Environment", card.environment.clone()),
            ("Query or filter", card.query.clone()),
            ("Run by", card.run_by.clone()),
            ("Run at", or_empty(card.run_at.map(|at| at.to_rfc3339()))),
            ("Rows", or_empty(card.row_count)),
            ("Tie-out", card.tie_out.clone()),
        ]));
    }
    let events = it.custody.iter().map(|event| {
        vec![
            event.at.to_rfc3339(),
            event.who.clone(),
            event.kind.name().to_owned(),
            event.note.clone(),
            event.log_seq.to_string(),
        ]
    });
    text.push_str(&format!("\n\nCustody\n{}", table(&["When", "Who", "What", "Note", "Log row"], events)));
    text
}
