//! What every story begins with: a folder of its own, a vault with an engagement, people, and files to attach.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use commands::engagement::StartEngagement;
use commands::evidence::{AttachEvidence, Attached, NewEvidence, ReleaseEvidence, ReviewEvidence, Verdict};
use commands::packet::{ChosenPart, ExportPacket};
use commands::person::AddPerson;
use commands::vault::{Create, Key, Unlock};
use commands::{App, Failure, Held, Secret};
use model::engagement::{EngagementKind, Trigger};
use model::evidence::{Approval, Classification, Covers, EvidenceKind, IpeCard};
use model::packet::{AudienceProfile, PacketOptions, VolumeLimits};
use model::person::Side;
use model::time::{Day, Span};
use tempfile::TempDir;
use tests::host::{PASSPHRASE, TestHost};

/// A stage for one story.
pub struct Stage {
    pub app: App,
    pub host: Arc<TestHost>,
    pub folder: TempDir,
}

/// A day from text.
pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The audit period of every story.
pub fn period() -> Span {
    Span::new(day("2026-01-01"), day("2026-12-31")).expect("a span")
}

impl Stage {
    /// A vault without an engagement.
    pub fn bare() -> Self {
        Self::on(TestHost::default().with_program(env!("CARGO_BIN_EXE_flow-child")))
    }

    /// The same on a host of one's own.
    pub fn on(host: TestHost) -> Self {
        let folder = TempDir::new().expect("a folder");
        let host = Arc::new(host);
        let mut app = App::new(Arc::clone(&host) as Arc<dyn commands::Host>);
        let request = create(&mut app, &folder.path().join("client.vault"));
        app.call(request).expect("the vault is created");
        Self { app, host, folder }
    }

    /// A vault with an engagement of the shop profile and four people.
    pub fn engaged() -> Self {
        let mut stage = Self::bare();
        stage.app.call(start()).expect("the engagement starts");
        for (name, role, side) in [
            ("Ines Okafor", "Consultant", Side::Firm),
            ("Tomas Lindqvist", "Partner", Side::Firm),
            ("Priya Raman", "Chief information security officer", Side::Client),
            ("Jonas Reuter", "General counsel", Side::Client),
        ] {
            let (name, role) = (name.to_owned(), role.to_owned());
            stage.app.call(AddPerson { name, role, side, team: None, email: None }).expect("the person is added");
        }
        stage
    }

    /// The vault's folder.
    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("client.vault")
    }

    /// Locks the vault and opens it again in a new app, as a new run of the program would.
    pub fn reopen(mut self) -> Self {
        self.app.lock().expect("the vault locks");
        let host = Arc::new(TestHost::starting_at(1_000_000).with_program(env!("CARGO_BIN_EXE_flow-child")));
        let mut app = App::new(Arc::clone(&host) as Arc<dyn commands::Host>);
        unlock(&mut app, &self.vault(), PASSPHRASE).expect("the vault opens");
        Self { app, host, folder: self.folder }
    }

    /// Writes a file to attach.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("the file is written");
        path
    }

    /// Attaches one file with nothing but its kind and what it covers.
    pub fn attach(
        &mut self,
        name: &str,
        bytes: &[u8],
        change: impl FnOnce(&mut NewEvidence),
    ) -> Result<Attached, Failure> {
        let path = self.file(name, bytes);
        let mut new = new_evidence();
        new.files = vec![self.app.hold(&path)];
        change(&mut new);
        let mut attached = self.app.call(AttachEvidence { engagement: None, items: vec![new] })?;
        Ok(attached.remove(0))
    }

    /// Attaches, accepts and releases one file.
    pub fn released(&mut self, name: &str, bytes: &[u8], change: impl FnOnce(&mut NewEvidence)) -> String {
        let reference = self.attach(name, bytes, change).expect("the file is attached").item.reference();
        self.accept(&reference);
        let evidence = vec![reference.clone()];
        let request = ReleaseEvidence { engagement: None, evidence, by: "Priya Raman".to_owned() };
        self.app.call(request).expect("the item is released");
        reference
    }

    /// Accepts an item.
    pub fn accept(&mut self, reference: &str) {
        let request = ReviewEvidence {
            engagement: None,
            evidence: vec![reference.to_owned()],
            verdict: Verdict::Accepted,
            reviewer: "Tomas Lindqvist".to_owned(),
        };
        self.app.call(request).expect("the item is accepted");
    }
}

/// A request for a new vault.
pub fn create(app: &mut App, folder: &Path) -> Create {
    Create {
        folder: app.hold(folder),
        passphrase: Secret::new(PASSPHRASE.to_owned()),
        legal_name: "Harbour & Pine Ltd".to_owned(),
        short_code: "HPL".to_owned(),
        industry: "retail".to_owned(),
        sector: "online shop".to_owned(),
        jurisdictions: vec!["United Kingdom".to_owned()],
        person: "Ines Okafor".to_owned(),
        start: None,
    }
}

/// A request for an engagement of the shop profile.
pub fn start() -> StartEngagement {
    StartEngagement {
        profile: "ecommerce-crm".to_owned(),
        title: "SOC 2 Type II readiness 2026".to_owned(),
        system: "Shop platform".to_owned(),
        kind: EngagementKind::TypeIi { period: period() },
        categories: None,
        preparer_firm: "Larkfield Advisory".to_owned(),
        auditor_firm: Some("Brae & Whitlock LLP".to_owned()),
        trigger: Trigger::ProcurementHold,
        triggered_on: Some(day("2026-09-14")),
    }
}

/// Opens a vault.
pub fn unlock(app: &mut App, folder: &Path, passphrase: &str) -> Result<commands::vault::Unlocked, Failure> {
    let folder = app.hold(folder);
    let key = Key::Passphrase(Secret::new(passphrase.to_owned()));
    app.call(Unlock { folder, key, person: None })
}

/// A policy in force over the period.
pub fn new_evidence() -> NewEvidence {
    NewEvidence {
        files: Vec::new(),
        title: None,
        kind: EvidenceKind::Policy,
        classification: Classification::Internal,
        covers: Some(Covers::InForce { from: day("2025-12-01"), until: None }),
        captured_at: None,
        source_system: "Document management".to_owned(),
        collected_by: "Ines Okafor".to_owned(),
        controls: vec!["CORE-24".to_owned()],
        ipe: None,
        approval: Some(Approval { by: "Priya Raman, CISO".to_owned(), on: day("2025-11-28") }),
        list_only: None,
        supersedes: None,
        internal_note: String::new(),
    }
}

/// Makes a policy into an extract over the first quarter, with a whole card.
pub fn extract(new: &mut NewEvidence) {
    let at = chrono::DateTime::parse_from_rfc3339("2026-04-02T09:00:00+01:00").expect("an instant");
    new.kind = EvidenceKind::SystemReport;
    new.approval = None;
    new.covers = Some(Covers::Period { span: Span::new(day("2026-01-01"), day("2026-03-31")).expect("a span") });
    new.captured_at = Some(at);
    new.ipe = Some(IpeCard {
        system: "Salesforce".to_owned(),
        environment: "production".to_owned(),
        query: "all active users".to_owned(),
        run_by: "K. Moreau".to_owned(),
        run_at: Some(at),
        row_count: Some(24),
        tie_out: "24 of 24 on the setup screen".to_owned(),
    });
}

/// A packet as it is asked for with nothing chosen but its place and audience.
pub fn export_of(file: Held, profile: AudienceProfile) -> ExportPacket {
    ExportPacket {
        engagement: None,
        file,
        form: Default::default(),
        profile,
        also: Default::default(),
        part: ChosenPart::Whole,
        marked: Default::default(),
        number: None,
        reviewed_by: None,
        as_of: None,
        up_to: None,
        limits: model::exhibit::ShowLimits::default(),
        embed_limit: PacketOptions::EMBED_LIMIT,
        volume: VolumeLimits::default(),
        list_only: Vec::new(),
        unsigned: false,
        show_sensitive: true,
        container: None,
        paper: None,
        confidentiality: Default::default(),
        draft: false,
    }
}
