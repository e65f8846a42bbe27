//! Ratings never claim more than the evidence shows.

use commands::Code;
use commands::control::ChangeControl;
use commands::occurrence::{ExceptOccurrence, PerformOccurrence};
use commands::rating::{ListRatings, Rate, Rated};
use model::control::{ControlChange, ControlState};
use model::evidence::{Covers, EvidenceKind};
use model::rating::{Aspect, OperatingBasis, RatingValue};

use crate::stage::{Stage, day, extract};

fn rate(
    stage: &mut Stage,
    subject: &str,
    aspect: Aspect,
    value: RatingValue,
    evidence: &[String],
) -> Result<Rated, commands::Failure> {
    stage.app.call(Rate {
        engagement: None,
        subject: subject.to_owned(),
        aspect,
        value,
        rationale: "as the evidence shows".to_owned(),
        evidence: evidence.to_vec(),
        rated_by: "Ines Okafor".to_owned(),
        rated_on: Some(day("2026-11-20")),
        reviewed: None,
    })
}

#[test]
fn point_in_time_evidence_supports_design_but_never_operation() {
    let mut stage = Stage::engaged();
    let shot = stage.attach("screen.txt", b"a screen", |new| {
        extract(new);
        new.kind = EvidenceKind::Screenshot;
        new.covers = Some(Covers::AsOf { on: day("2026-04-01") });
    });
    let shot = vec![shot.expect("attached").item.reference()];
    let early = rate(&mut stage, "CORE-24", Aspect::Design, RatingValue::Effective, &shot);
    assert_eq!(early.expect_err("not accepted yet").code, Code::Invalid);
    stage.accept(&shot[0]);
    rate(&mut stage, "CORE-24", Aspect::Design, RatingValue::Effective, &shot).expect("design");
    let failure = rate(&mut stage, "CORE-24", Aspect::Operation, RatingValue::Partly, &shot).expect_err("one day only");
    assert_eq!(failure.field.as_deref(), Some("evidence"));
    rate(&mut stage, "CORE-24", Aspect::Operation, RatingValue::NotEvaluableYet, &shot).expect("claims nothing");
}

#[test]
fn evidence_over_time_supports_operation_and_a_criterion_follows_its_controls() {
    let mut stage = Stage::engaged();
    let claim = rate(&mut stage, "CC6.2", Aspect::Operation, RatingValue::Effective, &[]);
    assert_eq!(claim.expect_err("no control is rated").field.as_deref(), Some("value"));
    let extract = stage.attach("users.csv", b"user,role\nann,admin\n", extract).expect("attached").item.reference();
    stage.accept(&extract);
    let evidence = vec![extract];
    let rated = rate(&mut stage, "CORE-24", Aspect::Operation, RatingValue::Partly, &evidence).expect("rates");
    assert_eq!(rated.basis, Some(OperatingBasis::OverTime));
    let better = rate(&mut stage, "CC6.2", Aspect::Operation, RatingValue::Effective, &[]);
    assert_eq!(better.expect_err("better than its controls").field.as_deref(), Some("value"));
    rate(&mut stage, "CC6.2", Aspect::Operation, RatingValue::Partly, &[]).expect("as good as its best");
    rate(&mut stage, "CC6.2", Aspect::Operation, RatingValue::Deficient, &[]).expect("replaces the first");
    let rows = stage.app.call(ListRatings { engagement: None }).expect("lists");
    assert_eq!(rows.iter().filter(|row| row.subject == "CC6.2").count(), 1);
}

#[test]
fn effective_beside_what_is_not_evidenced_is_told_with_its_counts() {
    let mut stage = Stage::engaged();
    let changes = vec![ControlChange::State(ControlState::InPlace)];
    stage.app.call(ChangeControl { engagement: None, control: "CORE-24".to_owned(), changes }).expect("in place");
    let extract = stage.attach("users.csv", b"user,role\nann,admin\n", extract).expect("attached").item.reference();
    stage.accept(&extract);
    let key = |text: &str| text.parse().expect("a key");
    let perform = PerformOccurrence {
        engagement: None,
        control: "CORE-24".to_owned(),
        key: key("2026-Q3"),
        on: day("2026-08-03"),
        by: "K. Moreau".to_owned(),
        note: None,
    };
    stage.app.call(perform).expect("recorded");
    let note = "Two leavers were found late.".to_owned();
    let except = ExceptOccurrence {
        engagement: None,
        control: "CORE-24".to_owned(),
        key: key("2026-Q3"),
        exception: Some(note),
    };
    stage.app.call(except).expect("recorded");
    stage.host.pass_days(400);
    let evidence = vec![extract];
    let rated =
        rate(&mut stage, "CORE-24", Aspect::Operation, RatingValue::Effective, &evidence).expect("management's");
    let told = rated.unevidenced.expect("named");
    assert_eq!((told.due, told.missed, told.exceptions, told.performed), (3, 1, 1, 0), "{told}");
    assert_eq!(told.to_string(), "2 of 3 occurrences due so far are not evidenced (1 missed, 1 with an exception)");
    let partly = rate(&mut stage, "CORE-24", Aspect::Operation, RatingValue::Partly, &evidence).expect("rates");
    assert_eq!(partly.unevidenced, None);
    let design = rate(&mut stage, "CORE-24", Aspect::Design, RatingValue::Effective, &evidence).expect("rates");
    assert_eq!(design.unevidenced, None);
}
