//! A source in which everything that an auditor mustn't see bears a mark.

use super::*;

pub(super) fn mark() -> String {
    MARK.to_owned()
}

/// An item in which every text is marked.
fn unreleased(number: u128, state: EvidenceState) -> EvidenceItem {
    let mut item = EvidenceItem {
        title: mark(),
        source_system: mark(),
        collected_by: mark(),
        internal_note: mark(),
        list_only: Some(mark()),
        state,
        ..evidence(number)
    };
    item.files[0].name = format!("{MARK}.csv");
    let card = item.ipe.as_mut().expect("a card");
    (card.system, card.query, card.tie_out) = (mark(), mark(), mark());
    item
}

fn marked_gap() -> Gap {
    Gap {
        title: mark(),
        description: mark(),
        root_cause: mark(),
        remedy: mark(),
        internal_note: mark(),
        severity: Severity { likelihood: 5, impact: 5 },
        cost: Some(Cost { low: AMOUNT, high: AMOUNT, currency: "USD".to_owned(), basis: mark() }),
        reference: Some(ReferenceRange { low: AMOUNT, high: AMOUNT, basis: mark() }),
        ..gap()
    }
}

fn marked_message() -> Message {
    let mut message = Message { privileged: true, title: mark(), audience: mark(), ..message() };
    message.versions[0].text = mark();
    message.fields.insert("client_name".to_owned(), FieldValue { text: mark(), evidence: None });
    message
}

/// A request that was returned once, on a released item and an unreleased one.
pub(super) fn marked_request() -> EvidenceRequest {
    let evidence = [501, 502].map(id::<EvidenceId>);
    EvidenceRequest {
        evidence: evidence.into(),
        reviewer: Some(id(106)),
        internal: InternalStatus::Blocked { reason: mark() },
        auditor: AuditorStatus::Returned,
        rounds: vec![Round {
            submitted_on: day("2027-01-18"),
            evidence: evidence.into(),
            answer: "The list and how it was drawn".to_owned(),
            end: Some(RoundEnd::Returned { on: day("2027-01-20"), remark: "Dates are missing".to_owned() }),
        }],
        internal_note: mark(),
        ..request()
    }
}

/// A finding that was retested, by a person named nowhere else, on a released item and an unreleased one.
pub(super) fn marked_finding() -> Finding {
    Finding {
        response: Some(ManagementResponse { text: "Accepted".to_owned(), by: id(107), on: day("2027-02-01") }),
        retest: Some(Retest {
            by: id(108),
            on: day("2027-02-20"),
            evidence: [501, 502].map(id::<EvidenceId>).into(),
            note: mark(),
        }),
        internal_note: mark(),
        ..finding()
    }
}

/// A follow-up, all of it marked: its section is in no packet but by choice.
fn marked_follow_up() -> FollowUp {
    let reason = mark();
    FollowUp {
        question: mark(),
        asked_by: mark(),
        answer: Some(FollowUpAnswer { text: mark(), on: day("2026-11-18") }),
        state: FollowUpState::Withdrawn { reason },
        internal_note: mark(),
        ..follow_up()
    }
}

fn marked_task() -> Task {
    Task { title: mark(), description: mark(), phase: mark(), done_when: mark(), internal_note: mark(), ..task(1301) }
}

/// A population in an item that the client released, and one in an item that it didn't.
fn marked_populations() -> Vec<Population> {
    let hidden = Population {
        id: id(1901),
        name: mark(),
        source_system: mark(),
        query: mark(),
        count: AMOUNT,
        evidence: id(502),
        note: mark(),
        ..population()
    };
    vec![population(), hidden]
}

/// A source in which everything that an auditor must not see is marked, and nothing else is.
pub(crate) fn source() -> PacketSource {
    let controls = vec![Control { internal_note: mark(), ..control(401, &["CC6.1"]) }];
    let criteria = vec![criterion("CC6.1")];
    let people = [(101, Side::Client), (102, Side::Client), (103, Side::Client), (104, Side::Firm), (105, Side::Firm)];
    let mut people: Vec<Person> = people.map(|(number, side)| person(number, side)).into();
    people.iter_mut().for_each(|person| person.email = Some(format!("{MARK}@example.test")));
    people.extend([107, 108].map(|number| Person { email: Some(mark()), ..person(number, Side::Client) }));
    people.push(Person { name: mark(), role: mark(), team: Some(mark()), ..person(106, Side::Other) });
    let mut rating = rating();
    rating.evidence.extend([502, 503].map(id::<EvidenceId>));
    let returned = EvidenceState::Returned { reason: mark() };
    PacketSource {
        engagement: Engagement { trigger_note: mark(), ..engagement() },
        people,
        surfaces: vec![surface()],
        coverage: coverage(&criteria, &controls, &[]),
        criteria,
        controls,
        ratings: vec![rating],
        organisations: vec![Organisation { internal_note: mark(), ..organisation() }],
        user_controls: vec![user_control()],
        commitments: vec![commitment()],
        teams: vec![
            Team { members: [101, 102, 106].map(id).into(), ..team() },
            Team { id: id(1701), name: mark(), lead: Some(id(106)), members: [id(106)].into(), ..team() },
        ],
        occurrences: vec![occurrence()],
        populations: marked_populations(),
        requests: vec![marked_request()],
        findings: vec![marked_finding()],
        follow_ups: vec![marked_follow_up()],
        tasks: vec![marked_task()],
        gaps: vec![marked_gap()],
        plan_rows: vec![PlanRow { audience: mark(), subject: mark(), internal_note: mark(), ..plan_row() }],
        messages: vec![marked_message()],
        evidence: vec![
            EvidenceItem { internal_note: mark(), ..released(501) },
            unreleased(502, EvidenceState::Accepted),
            unreleased(503, returned),
        ],
        custody: vec![
            custody(501, CustodyKind::Received, ""),
            custody(501, CustodyKind::Returned, MARK),
            CustodyEvent { who: mark(), ..custody(502, CustodyKind::Received, MARK) },
        ],
        log: vec![log_row()],
        prepared_by: "K. Moreau".to_owned(),
        ..empty_source()
    }
}
