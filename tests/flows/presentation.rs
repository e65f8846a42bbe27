//! How what leaves looks: logos, the firm's colour and line, paper, marks and drafts, from the vault to the file.

use commands::client::ShowClient;
use commands::engagement::{EditEngagement, ShowEngagement};
use commands::log::{ListLog, UndoLog};
use commands::logo::{RemoveClientLogo, RemoveFirmLogo, SetClientLogo, SetFirmLogo, ShowClientLogo, ShowFirmLogo};
use commands::packet::{ExportPacket, PreviewPacket, VerifyPacket};
use commands::preview::FilePreview;
use commands::vault::Check;
use commands::{Code, Failure};
use model::activity::Action;
use model::engagement::Engagement;
use model::packet::{AudienceProfile, Confidentiality, Paper};
use serde_json::{Value, json};

use crate::stage::{Stage, export_of, extract};

const LOGO: &[u8] = include_bytes!("../../icons/256.png");

fn edit(stage: &mut Stage, field: &str, value: Value) -> Result<Engagement, Failure> {
    let facts = [(field.to_owned(), value)].into_iter().collect();
    stage.app.call(EditEngagement { engagement: None, facts })
}

fn set_client(stage: &mut Stage, name: &str, bytes: &[u8]) -> Result<model::client::Client, Failure> {
    let path = stage.file(name, bytes);
    let file = stage.app.hold(&path);
    stage.app.call(SetClientLogo { file })
}

#[test]
fn a_logo_is_set_shown_undone_and_removed() {
    let mut stage = Stage::engaged();
    assert_eq!(stage.app.call(ShowClientLogo {}).expect("looks"), None);
    let client = set_client(&mut stage, "logo.png", LOGO).expect("sets");
    let logo = client.logo.clone().expect("a logo");
    assert_eq!(logo.size(), Some((256, 256)));
    assert_ne!(logo.png, LOGO, "it was written anew");
    let shown = stage.app.call(ShowClientLogo {}).expect("looks").expect("a picture");
    assert_eq!(stage.app.picture(shown.picture), Some(("image/png", logo.png.clone())));
    let path = stage.file("firm.png", LOGO);
    let file = stage.app.hold(&path);
    let engagement = stage.app.call(SetFirmLogo { engagement: None, file }).expect("sets");
    assert_eq!(engagement.firm_logo, Some(logo));
    assert!(stage.app.call(ShowFirmLogo { engagement: None }).expect("looks").is_some());
    let actions: Vec<Action> =
        stage.app.call(ListLog { most: 2 }).expect("lists").iter().map(|row| row.action).collect();
    assert_eq!(actions, [Action::EditClient, Action::EditEngagement]);
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    assert_eq!(stage.app.call(ShowEngagement { engagement: None }).expect("shows").engagement.firm_logo, None);
    assert_eq!(stage.app.call(RemoveFirmLogo { engagement: None }).expect_err("none is there").code, Code::NotFound);
    assert_eq!(stage.app.call(RemoveClientLogo {}).expect("removes").logo, None);
    let mut stage = stage.reopen();
    assert_eq!(stage.app.call(ShowClient {}).expect("shows").logo, None);
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn what_is_no_picture_leaves_the_client_as_it_was() {
    let mut stage = Stage::engaged();
    let before = stage.app.call(ListLog { most: 1 }).expect("lists");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>";
    for (name, bytes) in [("a.png", &svg[..]), ("b.svg", svg), ("c.png", b"%PDF-1.7"), ("d.png", &LOGO[..2000])] {
        let failure = set_client(&mut stage, name, bytes).expect_err(name);
        assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("file")), "{name}: {failure:?}");
    }
    let folder = stage.folder.path().to_owned();
    let file = stage.app.hold(&folder);
    assert_eq!(stage.app.call(SetClientLogo { file }).expect_err("a folder").code, Code::Unreadable);
    let path = stage.file("e.png", LOGO);
    let file = stage.app.hold(&path);
    let nowhere = SetFirmLogo { engagement: Some("another".to_owned()), file };
    assert_eq!(stage.app.call(nowhere).expect_err("no such engagement").code, Code::NotFound);
    assert_eq!(stage.app.call(ShowClient {}).expect("shows").logo, None);
    assert_eq!(stage.app.call(ListLog { most: 1 }).expect("lists"), before);
}

#[test]
fn a_colour_that_is_hard_to_read_and_a_long_line_are_refused_with_the_reason() {
    let mut stage = Stage::engaged();
    for (field, value, told) in [
        ("firm_colour", json!("#ffcc00"), "4.5:1"),
        ("firm_colour", json!("red"), "such as #0d5757"),
        ("firm_footer", json!("x".repeat(121)), "at most 120 characters"),
        ("firm_footer", json!("one\ntwo"), "one line"),
        ("paper", json!("a5"), "a4, letter"),
    ] {
        let failure = edit(&mut stage, field, value).expect_err(field);
        assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some(field)), "{failure:?}");
        assert!(failure.message.contains(told), "{failure:?}");
    }
    let set = edit(&mut stage, "firm_colour", json!("#0B3D91")).expect("sets");
    assert_eq!(set.firm_colour.map(String::from).as_deref(), Some("#0b3d91"));
    assert_eq!(edit(&mut stage, "firm_colour", Value::Null).expect("clears").firm_colour, None);
    edit(&mut stage, "firm_footer", json!("x".repeat(120))).expect("as many as go in");
}

#[test]
fn a_packet_takes_the_engagements_paper_and_a_draft_is_told_as_one() {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    edit(&mut stage, "paper", json!("letter")).expect("sets");
    edit(&mut stage, "firm_colour", json!("#0b3d91")).expect("sets");
    edit(&mut stage, "firm_footer", json!("Larkfield Advisory, Bristol")).expect("sets");
    set_client(&mut stage, "logo.png", LOGO).expect("sets");
    let mut export = |name: &str, paper: Option<Paper>, draft: bool| {
        let file = stage.app.hold(&stage.folder.path().join(name));
        let confidentiality = Confidentiality::StrictlyConfidential;
        let request = ExportPacket { paper, draft, confidentiality, ..export_of(file, AudienceProfile::Auditor) };
        stage.app.call(request).expect("exports");
        stage.folder.path().join(name)
    };
    let letter = export("letter.pdf", None, true);
    let a4 = export("a4.pdf", Some(Paper::A4), false);
    let said = |stage: &mut Stage, path: &std::path::Path| {
        let file = stage.app.hold(path);
        let verified = stage.app.call(VerifyPacket { file, others: vec![], key: None }).expect("is read");
        assert!(verified.holds);
        verified.checks.iter().any(|check| check.text.contains("It is a draft: not for reliance"))
    };
    assert!(said(&mut stage, &letter));
    assert!(!said(&mut stage, &a4));
    let size = |stage: &mut Stage, path: &std::path::Path| {
        let file = stage.app.hold(path);
        let page = stage.app.call(PreviewPacket { file, page: 1, width: 0 }).expect("is drawn");
        let FilePreview::Page { picture, .. } = page else { panic!("no page: {page:?}") };
        (picture.width.round(), picture.height.round())
    };
    assert_eq!(size(&mut stage, &letter), (612.0, 792.0));
    assert_eq!(size(&mut stage, &a4), (595.0, 842.0));
    let custody = stage.app.call(commands::evidence::ShowEvidence { engagement: None, evidence: "EV-0001".to_owned() });
    let notes: Vec<String> = custody.expect("shows").custody.into_iter().map(|event| event.note).collect();
    assert!(notes.iter().any(|note| note.ends_with(", a draft")), "{notes:?}");
}
