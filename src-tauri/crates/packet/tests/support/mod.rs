//! A small engagement of an invented online shop, its evidence in memory, and a sink that keeps what it is given.
#![allow(dead_code, missing_docs)]

mod gap;
mod matrix;
mod own;
pub mod pdf;
mod period;
mod shelf;
mod sign;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, Utc};
use model::activity::{Action, LOG_START, LogRow, Subject};
use model::client::Client;
use model::communication::*;
use model::control::*;
use model::coverage::coverage;
use model::criterion::{Category, Criterion, CriterionCode};
use model::custody::{CustodyEvent, CustodyKind};
use model::engagement::{Engagement, EngagementKind, EngagementState, Trigger};
use model::evidence::*;
use model::exhibit::{Begins, FileType, Lines, NotShown, Page, Picture, Runs, ShowLimits, Shown, Table, Word};
use model::gap::*;
use model::own_pages::*;
use model::packet::*;
use model::person::{Person, Side};
use model::rating::{Aspect, Rating, RatingReview, RatingSubject, RatingValue};
use model::record::Noun;
use model::surface::{Surface, SurfaceCode};
use model::system::{Components, System};
use model::time::{AsOf, Span};
use uuid::Uuid;

pub use gap::*;
pub use matrix::*;
pub use own::*;
pub use period::*;
pub use shelf::*;
pub use sign::*;
pub use work::*;

pub fn id<T: From<Uuid>>(number: u128) -> T {
    T::from(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("an instant").to_utc()
}

pub fn zoned(text: &str) -> model::time::ZonedInstant {
    DateTime::parse_from_rfc3339(text).expect("an instant")
}

pub fn text(words: &str) -> String {
    words.to_owned()
}

pub fn options(profile: AudienceProfile) -> PacketOptions {
    PacketOptions {
        form: PacketForm::Archive,
        profile,
        also: BTreeSet::new(),
        part: model::packet::Part::Whole,
        marked: BTreeSet::new(),
        as_of: AsOf { at: zoned("2026-11-20T18:00:00+00:00") },
        number: text("HPL-2026-R3"),
        reviewed_by: Some(text("Tomas Lindqvist, Larkfield Advisory, 20 November 2026")),
        limits: ShowLimits::default(),
        embed_limit: PacketOptions::EMBED_LIMIT,
        volume: VolumeLimits::default(),
        bates_from: 1,
        log_rows: 20,
        program: text("Vouchsafe 0.1.0"),
        signed_by: None,
        presentation: Presentation::default(),
    }
}

/// The engagement with `controls` controls, and its evidence.
pub fn sample(controls_count: usize) -> (PacketSource, Shelf) {
    let criteria = criteria();
    let controls = controls(controls_count, &criteria);
    let mut shelf = Shelf::default();
    let mut evidence = Vec::new();
    let mut custody = Vec::new();
    for (index, (kind, title, files)) in originals().into_iter().enumerate() {
        let number = index as u32 + 1;
        let mut named = Vec::new();
        for (place, original) in files.into_iter().enumerate() {
            let file: model::id::FileId = id(9_000 + index as u128 * 10 + place as u128);
            let sha256 = digest(&original.bytes);
            named.push(EvidenceFile {
                id: file,
                name: original.name.clone(),
                file_type: original.file_type,
                size: original.bytes.len() as u64,
                sha256,
                redaction: None,
            });
            shelf.0.insert(file.uuid(), original);
        }
        evidence.push(item(number, kind, title, named, &controls));
        for (kind, when, seq) in [
            (CustodyKind::Received, "2026-09-30T08:31:00Z", 2),
            (CustodyKind::Accepted, "2026-10-02T10:00:00Z", 3),
            (CustodyKind::Released, "2026-10-07T08:00:00Z", 4),
        ] {
            custody.push(CustodyEvent {
                id: id(9_500 + custody.len() as u128),
                evidence: id(5_000 + u128::from(number)),
                at: at(when),
                who: text("Ines Okafor"),
                kind,
                note: String::new(),
                log_seq: seq,
            });
        }
    }
    let organisations = organisations();
    let coverage = coverage(&criteria, &controls, &organisations);
    let source = PacketSource {
        client: Client {
            id: id(1),
            revision: 1,
            legal_name: text("Harbour & Pine Ltd"),
            short_code: text("HPL"),
            industry: text("retail"),
            sector: text("online shop, home goods"),
            jurisdictions: vec![text("United Kingdom"), text("Germany")],
            logo: None,
        },
        system: system(),
        engagement: engagement(),
        people: people(),
        surfaces: surfaces(),
        coverage,
        ratings: ratings(&controls, &criteria),
        organisations,
        user_controls: user_controls(),
        commitments: commitments(),
        teams: teams(),
        holidays: vec![],
        occurrences: occurrences(&controls),
        populations: populations(&controls),
        gaps: gaps(&controls),
        requests: requests(&controls),
        findings: findings(&controls),
        follow_ups: follow_ups(&controls),
        tasks: tasks(&controls),
        criteria,
        controls,
        plan_rows: plan_rows(),
        messages: messages(),
        evidence,
        withheld: vec![],
        custody,
        log: log(24),
        log_end: None,
        figures: None,
        prepared_by: text("Ines Okafor"),
    };
    (source, shelf)
}

pub fn system() -> System {
    System {
        id: id(2),
        revision: 1,
        name: text("Harbour & Pine shop platform and order services"),
        services: vec![
            text("Online shop, order handling, customer account, returns"),
            text("Order and case records kept in step with Salesforce"),
        ],
        components: Components {
            infrastructure: vec![text("Two regions of a hosting provider"), text("network edge")],
            software: vec![text("shop platform"), text("order services"), text("Salesforce")],
            people: vec![text("42 staff in engineering and operations")],
            procedures: vec![text("change, access and incident procedures")],
            data: vec![text("orders"), text("customer accounts")],
        },
        boundaries: text("From the network edge to the hand-over of payment; card data is never stored."),
    }
}

pub fn engagement() -> Engagement {
    Engagement {
        id: id(3),
        revision: 1,
        system: id(2),
        title: text("SOC 2 Type II readiness 2026"),
        kind: EngagementKind::TypeIi { period: Span { from: day("2026-01-01"), to: day("2026-12-31") } },
        categories: [Category::Security, Category::Availability, Category::ProcessingIntegrity].into(),
        preparer_firm: text("Larkfield Advisory"),
        firm_logo: None,
        firm_colour: None,
        firm_footer: String::new(),
        paper: Paper::A4,
        auditor_firm: Some(text("Brae & Whitlock LLP")),
        trigger: Trigger::ProcurementHold,
        triggered_on: Some(day("2026-09-14")),
        trigger_note: text("INTERNAL-NOTE-TRIGGER enterprise customer"),
        fieldwork_from: Some(day("2027-01-18")),
        report_due: Some(day("2027-03-01")),
        state: EngagementState::PeriodRunning,
        outcomes: vec![],
    }
}

/// A chained log of `rows` rows.
pub fn log(rows: u64) -> Vec<LogRow> {
    let actions =
        [Action::AttachEvidence, Action::ReviewEvidence, Action::EditControl, Action::Rate, Action::ReleaseEvidence];
    let mut log: Vec<LogRow> = Vec::new();
    for seq in 1..=rows {
        let prev = log.last().map_or(LOG_START, |row| row.hash);
        let subject = if seq % 3 == 0 {
            Subject { noun: Noun::Control, id: id::<model::id::ControlId>(2_000 + u128::from(seq)).uuid() }
        } else {
            Subject { noun: Noun::Evidence, id: id::<EvidenceIdAlias>(5_001).uuid() }
        };
        let mut row = LogRow {
            seq,
            at: at("2026-10-05T09:00:00Z") + chrono::Duration::seconds(3_607 * seq as i64),
            who: text("Ines Okafor"),
            action: actions[seq as usize % actions.len()],
            subjects: vec![subject],
            body: digest(&seq.to_be_bytes()),
            prev,
            hash: LOG_START,
        };
        row.hash = row.computed_hash();
        log.push(row);
    }
    log
}

type EvidenceIdAlias = model::id::EvidenceId;

/// Keeps what it is given.
#[derive(Default)]
pub struct Kept {
    pub volumes: Vec<Vec<u8>>,
    pub originals: BTreeMap<String, Vec<u8>>,
    /// How often what it had was dropped.
    pub times: u32,
}

impl packet::VolumeSink for Kept {
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()> {
        assert_eq!(number as usize, self.volumes.len() + 1);
        self.volumes.push(pdf.to_vec());
        Ok(())
    }

    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        fill(&mut bytes)?;
        self.originals.insert(name.to_owned(), bytes);
        Ok(())
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        self.times += 1;
        self.volumes.clear();
        self.originals.clear();
        Ok(())
    }
}

/// Renders and hands back the packet and what became of it.
pub fn render(source: &PacketSource, shelf: &Shelf, options: &PacketOptions) -> (Vec<u8>, packet::Rendered, Kept) {
    let mut kept = Kept::default();
    let mut go = |_| std::ops::ControlFlow::Continue(());
    let rendered = packet::render(source, shelf, &Pen, options, &mut kept, &packet::Watch::default(), &mut go)
        .unwrap_or_else(|error| {
            let mut words = error.to_string();
            if let packet::Error::Typeset(error) = &error {
                for message in error.messages() {
                    words.push_str(&format!("\n{message}"));
                }
            }
            panic!("{words}")
        });
    (kept.volumes[0].clone(), rendered, kept)
}
