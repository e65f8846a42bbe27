//! Ratings never claim more than the evidence shows.

use commands::Code;
use commands::rating::{ListRatings, Rate, Rated};
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
