//! Tests of requests: the auditor's words, two statuses, rounds, due dates and order.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::fixture::{assert_breaks, day, evidence, id, released, request, span};

fn statuses() -> [InternalStatus; 6] {
    let reason = || "the vendor has not answered".to_owned();
    [
        InternalStatus::Open,
        InternalStatus::InProgress,
        InternalStatus::SubmittedForReview,
        InternalStatus::Ready,
        InternalStatus::Blocked { reason: reason() },
        InternalStatus::NotApplicable { reason: reason() },
    ]
}

const AUDITOR: [AuditorStatus; 4] =
    [AuditorStatus::Requested, AuditorStatus::Submitted, AuditorStatus::Accepted, AuditorStatus::Returned];

fn ready() -> EvidenceRequest {
    EvidenceRequest { internal: InternalStatus::Ready, ..request() }
}

fn submitted() -> EvidenceRequest {
    ready().submit(day("2027-01-18"), "See the list".to_owned()).expect("a ready request can be submitted")
}

#[test]
fn the_auditors_words_are_kept_character_for_character() {
    assert_eq!(request().check(), Ok(()));
    let stored = serde_json::to_string(&request()).expect("an object");
    let read: EvidenceRequest = serde_json::from_str(&stored).expect("reads back");
    assert_eq!(read.auditor_id.as_deref(), Some(" 4.2.1 b"));
    assert_eq!(read.wording, "Please provide a listing of  terminated users,\nwith last day and date of removal.");
    assert_eq!(request().reference(), "REQ-012");
    assert_breaks(EvidenceRequest { wording: "\u{200b}".to_owned(), ..request() }.check(), "wording");
    assert_breaks(EvidenceRequest { auditor_id: Some(String::new()), ..request() }.check(), "auditor_id");
    assert_breaks(EvidenceRequest { number: 0, ..request() }.check(), "number");
    assert_eq!(EvidenceRequest { auditor_id: None, ..request() }.check(), Ok(()), "before the auditor's list has come");
}

#[test]
fn its_days_are_in_order() {
    assert_breaks(EvidenceRequest { due_on: Some(day("2027-01-10")), ..request() }.check(), "due_on");
    assert_eq!(EvidenceRequest { due_on: Some(day("2027-01-11")), ..request() }.check(), Ok(()));
    let backwards = Span { from: day("2026-02-02"), to: day("2026-02-01") };
    assert_breaks(EvidenceRequest { period: Some(backwards), ..request() }.check(), "period");
    let point_in_time = Some(span("2026-12-31", "2026-12-31"));
    assert_eq!(EvidenceRequest { period: point_in_time, ..request() }.check(), Ok(()));
}

#[test]
fn it_is_due_in_business_days_from_its_receipt() {
    let days = BusinessDays::without([day("2027-01-18")]);
    let due = |count| request().due_in(count, &days).map(|request| request.due_on);
    assert_eq!(due(2), Ok(Some(day("2027-01-13"))));
    assert_eq!(due(5), Ok(Some(day("2027-01-19"))), "a weekend and a holiday lie between");
    assert_eq!(due(0), Ok(Some(day("2027-01-11"))));
    let last = EvidenceRequest { received_on: Day::MAX, due_on: None, ..request() };
    assert_breaks(last.due_in(1, &days), "due_on");
}

#[test]
fn our_own_steps_are_these_and_no_others() {
    // Rows from, columns to, both in the order of `statuses`.
    let allowed = [
        [0, 1, 0, 0, 1, 1],
        [1, 0, 1, 0, 1, 1],
        [0, 1, 0, 1, 1, 1],
        [0, 1, 0, 0, 0, 0],
        [1, 1, 0, 0, 0, 1],
        [1, 1, 0, 0, 0, 0],
    ];
    for (from, row) in statuses().into_iter().zip(allowed) {
        for (to, allowed) in statuses().into_iter().zip(row) {
            assert_eq!(from.may_become(&to), allowed == 1, "{from:?} to {to:?}");
            let moved = EvidenceRequest { internal: from.clone(), ..request() }.move_to(to.clone());
            assert_eq!(moved.is_ok(), allowed == 1, "{from:?} to {to:?}");
        }
    }
    for reason in ["", " \u{200b}"] {
        let blank = InternalStatus::NotApplicable { reason: reason.to_owned() };
        assert_breaks(request().move_to(blank), "internal");
        let blank = InternalStatus::Blocked { reason: reason.to_owned() };
        assert_breaks(request().move_to(blank), "internal");
    }
}

#[test]
fn the_auditors_steps_are_these_and_no_others() {
    use AuditorStatus::{Accepted, Requested, Returned, Submitted};
    let allowed = [
        (Requested, Submitted),
        (Submitted, Accepted),
        (Submitted, Returned),
        (Accepted, Returned),
        (Returned, Submitted),
    ];
    for from in AUDITOR {
        for to in AUDITOR {
            assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from:?} to {to:?}");
        }
    }
}

#[test]
fn our_status_says_nothing_of_the_auditors_and_the_other_way_round() {
    for internal in statuses() {
        for done in [request(), submitted(), submitted().accept(day("2027-01-20")).expect("accepts")] {
            assert_eq!(EvidenceRequest { internal: internal.clone(), ..done }.check(), Ok(()), "{internal:?}");
        }
    }
    for auditor in AUDITOR {
        let said = EvidenceRequest { auditor, ..request() };
        assert_eq!(said.check().is_ok(), auditor == AuditorStatus::Requested, "no round says {auditor:?}");
        let said = EvidenceRequest { auditor, ..submitted() };
        assert_eq!(said.check().is_ok(), auditor == AuditorStatus::Submitted, "the round says nothing of {auditor:?}");
    }
}

#[test]
fn rounds_go_out_and_come_back() {
    let returned = submitted().send_back(day("2027-01-20"), "  Query missing".to_owned()).expect("comes back");
    assert_eq!((returned.auditor, &returned.internal), (AuditorStatus::Returned, &InternalStatus::InProgress));
    let remark = RoundEnd::Returned { on: day("2027-01-20"), remark: "  Query missing".to_owned() };
    assert_eq!(returned.rounds[0].end, Some(remark), "the remark is kept character for character");
    assert_breaks(returned.clone().submit(day("2027-01-21"), String::new()), "internal");
    let second = EvidenceRequest { internal: InternalStatus::Ready, evidence: BTreeSet::from([id(502)]), ..returned };
    assert_breaks(second.clone().submit(day("2027-01-19"), String::new()), "rounds");
    let second = second.submit(day("2027-01-20"), String::new()).expect("the same day will do");
    assert_eq!(second.rounds.len(), 2);
    assert_eq!(second.rounds[0].evidence, BTreeSet::from([id(501)]), "what was submitted then stays");
    assert_eq!(second.rounds[1].evidence, BTreeSet::from([id(502)]));
    assert_breaks(second.clone().accept(day("2027-01-19")), "rounds");
    let accepted = second.accept(day("2027-01-22")).expect("accepts");
    assert_eq!((accepted.auditor, accepted.is_owed()), (AuditorStatus::Accepted, false));
    assert_breaks(accepted.clone().accept(day("2027-01-23")), "auditor");
    let again = accepted.send_back(day("2027-02-01"), "Second look".to_owned()).expect("a second look is ordinary");
    assert!(again.is_owed());
    assert_breaks(submitted().send_back(day("2027-01-20"), " ".to_owned()), "remark");
    assert_breaks(request().accept(day("2027-01-20")), "auditor");
    assert_breaks(submitted().submit(day("2027-01-20"), String::new()), "auditor");
}

#[test]
fn rounds_follow_one_another() {
    let mut two_open = submitted();
    two_open.rounds.push(Round { submitted_on: day("2027-01-19"), ..two_open.rounds[0].clone() });
    assert_breaks(two_open.check(), "rounds");
    let mut early = submitted();
    early.rounds[0].submitted_on = day("2027-01-10");
    assert_breaks(early.check(), "rounds");
}

#[test]
fn a_round_holds_evidence_or_an_answer_and_goes_out_when_it_is_ready() {
    let bare = EvidenceRequest { evidence: BTreeSet::new(), ..ready() };
    assert_breaks(bare.clone().submit(day("2027-01-18"), " ".to_owned()), "rounds");
    assert!(bare.submit(day("2027-01-18"), "No one left in the period".to_owned()).is_ok());
    for internal in statuses() {
        let may = matches!(internal, InternalStatus::Ready | InternalStatus::NotApplicable { .. });
        let request = EvidenceRequest { internal: internal.clone(), ..request() };
        assert_eq!(request.submit(day("2027-01-18"), "See the list".to_owned()).is_ok(), may, "{internal:?}");
    }
    let reason = "We have no data centres".to_owned();
    let not_applicable = EvidenceRequest { internal: InternalStatus::NotApplicable { reason }, ..request() };
    assert_breaks(not_applicable.submit(day("2027-01-18"), String::new()), "internal");
}

#[test]
fn only_what_the_client_released_may_go_to_the_auditor() {
    assert_eq!(request().check_submission(&[&released(501)]), Ok(()));
    assert_breaks(request().check_submission(&[&evidence(501)]), "evidence");
    assert_breaks(request().check_submission(&[&released(502)]), "evidence");
    assert_eq!(EvidenceRequest { evidence: BTreeSet::new(), ..request() }.check_submission(&[]), Ok(()));
}

#[test]
fn it_is_overdue_the_day_after_while_the_auditor_waits_for_us() {
    let last = day("2027-01-25");
    assert!(!request().is_overdue_on(last));
    assert!(request().is_overdue_on(day("2027-01-26")));
    assert!(!EvidenceRequest { due_on: None, ..request() }.is_overdue_on(day("2099-01-01")));
    assert!(!submitted().is_overdue_on(day("2027-01-26")), "the auditor has it");
    let returned = submitted().send_back(day("2027-01-20"), "Query missing".to_owned()).expect("comes back");
    assert!(returned.is_overdue_on(day("2027-01-26")));
    let reason = "We have no data centres".to_owned();
    let untold = EvidenceRequest { internal: InternalStatus::NotApplicable { reason }, ..request() };
    assert!(untold.is_overdue_on(day("2027-01-26")), "the auditor was not told yet");
}

#[test]
fn those_for_which_testing_waits_come_first() {
    let of = |number, due: Option<&str>, blocks_testing| EvidenceRequest {
        number,
        due_on: due.map(day),
        blocks_testing,
        ..request()
    };
    let accepted = EvidenceRequest {
        number: 6,
        due_on: Some(day("2027-01-12")),
        blocks_testing: true,
        ..submitted().accept(day("2027-01-20")).expect("accepts")
    };
    let mut requests = [
        of(1, None, false),
        of(2, Some("2027-01-20"), false),
        of(3, None, true),
        of(4, Some("2027-01-20"), false),
        of(5, Some("2027-02-20"), true),
        accepted,
    ];
    requests.sort_by_key(EvidenceRequest::order);
    let numbers: Vec<u32> = requests.iter().map(|request| request.number).collect();
    assert_eq!(numbers, [5, 3, 6, 2, 4, 1], "an accepted one blocks no more");
}

/// What can happen to a request.
#[derive(Debug, Clone)]
enum Step {
    Move(InternalStatus),
    Submit(i64, bool),
    Accept(i64),
    SendBack(i64),
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop::sample::select(statuses().to_vec()).prop_map(Step::Move),
        3 => (-2..30i64, any::<bool>()).prop_map(|(on, answered)| Step::Submit(on, answered)),
        1 => (-2..30i64).prop_map(Step::Accept),
        2 => (-2..30i64).prop_map(Step::SendBack),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Whatever steps are tried, a request that a step gives back keeps every rule, and rounds are only ever added.
    #[test]
    fn no_step_breaks_a_rule(steps in prop::collection::vec(steps(), 0..24)) {
        let on = |offset: i64| day("2027-01-11") + TimeDelta::days(offset);
        let mut request = request();
        for step in steps {
            let before = request.clone();
            let after = match step {
                Step::Move(next) => request.clone().move_to(next),
                Step::Submit(offset, true) => request.clone().submit(on(offset), "See the list".to_owned()),
                Step::Submit(offset, false) => request.clone().submit(on(offset), String::new()),
                Step::Accept(offset) => request.clone().accept(on(offset)),
                Step::SendBack(offset) => request.clone().send_back(on(offset), "Query missing".to_owned()),
            };
            let Ok(after) = after else { continue };
            prop_assert_eq!(after.check(), Ok(()));
            prop_assert_eq!((&after.auditor_id, &after.wording), (&before.auditor_id, &before.wording));
            prop_assert!(after.rounds.len() >= before.rounds.len());
            for (old, new) in before.rounds.iter().zip(&after.rounds) {
                prop_assert_eq!((&old.evidence, &old.answer), (&new.evidence, &new.answer));
            }
            let told = matches!(after.auditor, AuditorStatus::Submitted | AuditorStatus::Accepted);
            prop_assert_eq!(told, !after.is_owed());
            request = after;
        }
    }
}
