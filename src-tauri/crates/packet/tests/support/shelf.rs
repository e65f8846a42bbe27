//! Its evidence: what each file shows, and the bytes that it is.

use super::*;

/// What an evidence file shows and what it is.
#[derive(Clone)]
pub struct Original {
    pub name: String,
    pub file_type: FileType,
    pub bytes: Vec<u8>,
    pub shown: Result<Shown, NotShown>,
    /// Its own pages, where it is a PDF.
    pub own: Result<OwnPages, NotShown>,
}

/// The evidence of the sample: bytes and faces by file id.
#[derive(Clone, Default)]
pub struct Shelf(pub BTreeMap<Uuid, Original>);

impl Exhibits for Shelf {
    fn shown(&self, file: &EvidenceFile, _limits: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError> {
        Ok(self.0[&file.id.uuid()].shown.clone())
    }

    fn own_pages(&self, file: &EvidenceFile) -> Result<Result<OwnPages, NotShown>, ExhibitError> {
        Ok(self.0[&file.id.uuid()].own.clone())
    }

    fn original(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), ExhibitError> {
        let lost = |source: io::Error| ExhibitError { what: "original".to_owned(), source: Some(Box::new(source)) };
        to.write_all(&self.0[&file.id.uuid()].bytes).map_err(lost)
    }
}

/// A page whose words are drawn as bars, where the boxes of its words are.
pub fn page(number: usize, width: f32, height: f32, words: &str) -> Page {
    let title = word_boxes(words, (40.0, 70.0), 24.0);
    let line =
        word_boxes(&format!("Page {number}. All equipment is named, owned and looked after."), (40.0, 110.0), 12.0);
    let words = [title, line].concat();
    let bar = |word: &Word| {
        format!(
            r##"<rect x="{}" y="{}" width="{}" height="{}" fill="#334"/>"##,
            word.x, word.y, word.width, word.height
        )
    };
    let bars: String = words.iter().map(bar).collect();
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#fff"/><rect x="40" y="40" width="{}" height="6" fill="#334"/>{bars}</svg>"##,
        width - 80.0
    );
    Page { width_pt: width, height_pt: height, picture: Picture::Svg(svg), has_text: true, words, undrawn: 0 }
}

/// Words in one line, each letter half as wide as it is high.
pub fn word_boxes(line: &str, (mut x, y): (f32, f32), height: f32) -> Vec<Word> {
    let boxed = |(place, text): (usize, &str)| {
        let width = text.chars().count() as f32 * height * 0.5;
        let begins = if place == 0 { Begins::Paragraph } else { Begins::Word };
        let word = Word { text: text.to_owned(), x, y, width, height, runs: Runs::Right, begins };
        x += width + height * 0.3;
        word
    };
    line.split_whitespace().enumerate().map(boxed).collect()
}

pub fn screenshot() -> (Vec<u8>, Shown) {
    let (width, height) = (960, 540);
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        if y < 40 {
            image::Rgb([28, 62, 92])
        } else if (y / 22) % 2 == 0 && x > 160 {
            image::Rgb([238, 242, 244])
        } else {
            image::Rgb([250, 251, 252])
        }
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a PNG");
    let page = Page {
        width_pt: 720.0,
        height_pt: 405.0,
        picture: Picture::Png { bytes: bytes.clone(), width, height },
        has_text: false,
        words: vec![],
        undrawn: 0,
    };
    (bytes, Shown::Pages { pages: vec![page], total_pages: 1 })
}

pub fn users(rows: usize, total: u64) -> Table {
    let header = [
        "username",
        "profile",
        "permission_set",
        "last_login_utc",
        "reviewer",
        "decision",
        "decided_on",
        "removal_ticket",
    ];
    Table {
        name: None,
        header: header.map(text).to_vec(),
        rows: (0..rows)
            .map(|row| {
                let removed = row % 9 == 5;
                vec![
                    format!("a.user{row:03}"),
                    text(["Service Agent", "Standard", "Commerce Admin"][row % 3]),
                    text(["Orders_Edit", "Orders_Read", "Case_Edit"][row % 3]),
                    format!("2026-09-{:02}T{:02}:03Z", row % 27 + 1, row % 24),
                    text("m.holt"),
                    text(if removed { "remove" } else { "keep" }),
                    text("2026-09-29"),
                    if removed { format!("SD-{}", 4400 + row) } else { String::new() },
                ]
            })
            .collect(),
        total_rows: total,
        total_columns: 8,
    }
}

pub fn wide() -> Table {
    Table {
        name: Some(text("Changes")),
        header: (0..12).map(|column| format!("column_{column}")).collect(),
        rows: (0..14)
            .map(|row| {
                (0..12)
                    .map(|column| {
                        if column == 3 {
                            "a_very_long_unbroken_token_that_needs_to_fold_somewhere_inside".to_owned()
                        } else {
                            format!("value {row}.{column} with words")
                        }
                    })
                    .collect()
            })
            .collect(),
        total_rows: 14,
        total_columns: 15,
    }
}

pub fn originals() -> Vec<(EvidenceKind, &'static str, Vec<Original>)> {
    let original = |name: &str, file_type, bytes: &[u8], shown: Result<Shown, NotShown>| Original {
        name: name.to_owned(),
        file_type,
        bytes: bytes.to_vec(),
        own: if file_type == FileType::Pdf && shown.is_ok() { Ok(own_pages()) } else { Err(NotShown::Locked) },
        shown,
    };
    let pages = |pages: Vec<Page>, total_pages| Ok(Shown::Pages { pages, total_pages });
    let (png, picture) = screenshot();
    let lines: Vec<String> = (0..90)
        .map(|line| format!("2026-10-{:02}T08:14:{:02}Z info  sign-in user=u{line:04} ip=192.0.2.{line} result=success session=0f3c{line:04x} agent=\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)\"", line % 30 + 1, line % 60))
        .collect();
    vec![
        (
            EvidenceKind::Policy,
            "Access Control Policy, version 4.2",
            vec![original(
                "access-control-policy-v4.2.pdf",
                FileType::Pdf,
                b"%PDF-1.4 policy",
                pages(
                    vec![
                        page(1, 595.0, 842.0, "Access Control Policy"),
                        page(2, 595.0, 842.0, "Access Control Policy"),
                        page(3, 842.0, 595.0, "Annex: roles"),
                    ],
                    3,
                ),
            )],
        ),
        (
            EvidenceKind::Population,
            "User access review, Salesforce, Q3",
            vec![original(
                "user-access-review-2026-Q3.csv",
                FileType::Csv,
                b"username,profile\na,b\n",
                Ok(Shown::Tables(vec![users(110, 4_212)])),
            )],
        ),
        (
            EvidenceKind::Screenshot,
            "Active users, Salesforce setup screen",
            vec![original("salesforce active users – 2026.png", FileType::Png, &png, Ok(picture))],
        ),
        (
            EvidenceKind::Log,
            "Identity provider sign-in log, period extract",
            vec![original(
                "sign-in-log-2026.jsonl",
                FileType::Json,
                lines.join("\n").as_bytes(),
                Ok(Shown::Lines(Lines { lines, total_lines: 4_118_226, replaced: 2, indented: false })),
            )],
        ),
        (
            EvidenceKind::ChangeHistory,
            "Changes of the order sync, with its dead letters",
            vec![
                original("changes.xlsx", FileType::Xlsx, b"PK changes", Ok(Shown::Tables(vec![wide(), users(6, 6)]))),
                original(
                    "dead-letters-emoji-\u{1f4e6}.csv",
                    FileType::Csv,
                    "ключ,значение\n".as_bytes(),
                    Ok(Shown::Tables(vec![Table {
                        name: None,
                        header: vec![text("ключ"), text("значение")],
                        rows: vec![vec![text("замовлення"), text("доставлено \u{1f4e6} 中\u{202e}gpj")]],
                        total_rows: 1,
                        total_columns: 2,
                    }])),
                ),
            ],
        ),
        (
            EvidenceKind::Contract,
            "Hosting agreement with its annexes",
            vec![original("hosting-agreement.pdf", FileType::Pdf, b"%PDF-1.7 locked", Err(NotShown::Locked))],
        ),
        (
            EvidenceKind::Report,
            "Board security committee, minutes Q1 to Q3",
            vec![original(
                "board-minutes.pdf",
                FileType::Pdf,
                b"%PDF-1.7 minutes",
                pages(vec![page(1, 612.0, 792.0, "Minutes")], 12),
            )],
        ),
        (
            EvidenceKind::Ticket,
            "Tickets of the removals decided in Q3",
            vec![original("tickets.zip", FileType::Zip, b"PK tickets", Err(NotShown::NoPages))],
        ),
        (
            EvidenceKind::Report,
            "UNRELEASED-MARKER draft penetration test",
            vec![original(
                "unreleased-marker-pentest.pdf",
                FileType::Pdf,
                b"%PDF-1.7 UNRELEASED-BYTES",
                pages(vec![page(1, 595.0, 842.0, "UNRELEASED-PAGE")], 1),
            )],
        ),
        (
            EvidenceKind::Configuration,
            "Sign-in policy, as exported from the tenant",
            vec![original(
                "sign-in-policy.json",
                FileType::Json,
                b"{\"second_factor\": true}",
                Ok(Shown::Lines(Lines {
                    lines: vec![text("{\"second_factor\": true}")],
                    total_lines: 1,
                    replaced: 0,
                    indented: false,
                })),
            )],
        ),
    ]
}

pub fn digest(bytes: &[u8]) -> Digest {
    let mut digest = Digest([0; 32]);
    digest.0.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref());
    digest
}

pub fn item(
    number: u32,
    kind: EvidenceKind,
    title: &str,
    files: Vec<EvidenceFile>,
    controls: &[Control],
) -> EvidenceItem {
    let in_force = matches!(kind.needs(), Needs::Approval);
    let covers = if in_force {
        Covers::InForce { from: day("2026-02-09"), until: None }
    } else if kind == EvidenceKind::Screenshot {
        Covers::AsOf { on: day("2026-09-28") }
    } else {
        Covers::Period { span: Span { from: day("2026-01-01"), to: day("2026-09-29") } }
    };
    let ipe = IpeCard {
        system: text("Salesforce"),
        environment: text("production"),
        query: text("SELECT Username, Profile.Name, LastLoginDate FROM User WHERE IsActive = true"),
        run_by: text("K. Moreau, IT operations"),
        run_at: Some(zoned("2026-09-29T16:40:00+01:00")),
        row_count: Some(4_212),
        tie_out: if kind == EvidenceKind::Screenshot {
            String::new()
        } else {
            text("4,212 of 4,212 usernames matched")
        },
    };
    let unreleased = title.starts_with("UNRELEASED");
    EvidenceItem {
        id: id(5_000 + u128::from(number)),
        revision: 1,
        engagement: id(3),
        number,
        title: title.to_owned(),
        kind,
        classification: Classification::Confidential,
        covers: Some(covers),
        captured_at: Some(zoned("2026-09-29T16:40:00+01:00")),
        received_at: at("2026-09-30T08:31:00Z"),
        reviewed: Some(Reviewed { by: id(100), at: at("2026-10-02T10:00:00Z") }),
        source_system: text("Salesforce (production)"),
        collected_by: text("Marianne Holt"),
        state: if unreleased {
            EvidenceState::Accepted
        } else {
            EvidenceState::Released { by: id(102), at: at("2026-10-07T08:00:00Z") }
        },
        version: 1,
        supersedes: None,
        controls: controls.iter().skip(number as usize).step_by(5).take(4).map(|control| control.id).collect(),
        files,
        ipe: matches!(kind.needs(), Needs::IpeCard).then_some(ipe),
        approval: (in_force && number == 1)
            .then(|| Approval { by: text("Priya Raman, Chief information security officer"), on: day("2026-02-03") }),
        list_only: (number == 8).then(|| text("Personal data of leavers; listed by the client’s choice.")),
        internal_note: text("INTERNAL-NOTE-EVIDENCE asked twice for a fresh one"),
    }
}
