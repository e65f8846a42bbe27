//! Its gaps, communication plan and messages.

use super::*;

pub fn gaps(controls: &[Control]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let rows = [
        (
            "Order changes lost when Salesforce limits are reached",
            "data_sync",
            "PI1.3",
            (4, 5),
            GapState::InProgress,
            Some((60_000, 95_000)),
        ),
        (
            "Admin console changes without a named actor",
            "admin_console",
            "CC6.2",
            (4, 4),
            GapState::InProgress,
            Some((22_000, 40_000)),
        ),
        (
            "Standing administrator rights in the identity provider",
            "cloud_identity",
            "CC6.3",
            (4, 4),
            GapState::Open,
            None,
        ),
        (
            "Webhook signatures are not checked",
            "api_integration",
            "CC6.6",
            (3, 4),
            GapState::Open,
            Some((8_000, 12_000)),
        ),
        ("No capacity review since spring", "checkout", "A1.1", (3, 2), GapState::FixedAwaitingProof, None),
        ("Restore times are not written down", "data_sync", "A1.2", (2, 2), GapState::AcceptedRisk, None),
    ];
    for (index, (title, surface, criterion, (likelihood, impact), state, cost)) in rows.into_iter().enumerate() {
        gaps.push(Gap {
            id: id(6_000 + index as u128),
            revision: 2,
            engagement: id(3),
            number: index as u32 + 1,
            title: text(title),
            source: GapSource::SelfAssessment,
            kind: GapKind::Operation,
            description: text("Between 2 and 7 March, 311 order changes were not carried to Salesforce after the daily call limit was reached; they were carried over by hand by 9 March.\nCalls beyond the limit are dropped: no queue keeps them, and no alert is raised."),
            root_cause: text("The sync job retries three times at once and then ends. Its failure is written to a log that nobody reads."),
            criteria: [criterion.parse().expect("a code")].into(),
            controls: controls.iter().skip(index).take(2).map(|control| control.id).collect(),
            surfaces: [surface.parse::<SurfaceCode>().expect("a code")].into(),
            severity: Severity { likelihood, impact },
            effort_days: Some(20),
            cost: cost.map(|(low, high)| Cost { low, high, currency: text("USD"), basis: text("Quote of 18 September, COST-MARKER team estimate") }),
            reference: (index == 0).then(|| ReferenceRange { low: 50_000, high: 200_000, basis: text("a whole retrofit of this kind") }),
            owner: Some(id(104)),
            found_on: day("2026-09-09"),
            due_on: Some(day("2026-12-18")),
            remedy: text("Put a durable queue with backoff and a dead-letter store between shop and Salesforce."),
            acceptance: vec![
                AcceptanceCriterion { text: text("A replay of 10,000 changes above the limit loses none and doubles none"), shown_by: text("test report"), due_on: Some(day("2026-12-04")), met: false },
                AcceptanceCriterion { text: text("A dead letter raises an alert within 15 minutes"), shown_by: text("drill record"), due_on: Some(day("2026-12-11")), met: true },
            ],
            state,
            fixed_on: (state == GapState::FixedAwaitingProof).then(|| day("2026-10-30")),
            retest: None,
            operating_since: None,
            acceptance_of_risk: (state == GapState::AcceptedRisk).then(|| RiskAcceptance { approver: id(102), until: day("2027-03-31"), reason: text("Restores are rare and watched.") }),
            prior: None,
            pattern: (index == 0).then(|| text("FP-001")),
            internal_note: if index == 1 { text("INTERNAL-NOTE-GAP the vendor disputes this") } else { String::new() },
        });
    }
    gaps
}

pub fn plan_rows() -> Vec<PlanRow> {
    [
        ("Executives", Track::Internal, "Executive weekly briefing", Due::OnRequest, "Mondays 09:00"),
        (
            "Enterprise customers",
            Track::External,
            "Notice on the state of the readiness work",
            Due::On { day: day("2026-11-27") },
            "",
        ),
        ("Regulator", Track::External, "Breach notification, if triggered", Due::AfterTrigger { hours: 72 }, ""),
    ]
    .into_iter()
    .enumerate()
    .map(|(index, (audience, track, subject, due, cadence))| PlanRow {
        id: id(7_000 + index as u128),
        revision: 1,
        engagement: id(3),
        number: index as u32 + 1,
        audience: text(audience),
        track,
        subject: text(subject),
        trigger: text("open remediation programme"),
        channel: text("letter"),
        owner: Some(id(102)),
        sender: Some(id(100)),
        due,
        cadence: text(cadence),
        template: None,
        triggered_at: None,
        internal_note: text("INTERNAL-NOTE-PLAN"),
    })
    .collect()
}

pub fn fields() -> BTreeMap<String, FieldValue> {
    BTreeMap::from([("lost_changes".to_owned(), FieldValue { text: "311".to_owned(), evidence: Some(id(5_001)) })])
}

pub fn messages() -> Vec<Message> {
    let body = "# Our SOC 2 readiness work and your order integration\n\n**To:** {{ customer_contact }}\n**From:** {{ sender }}, Harbour & Pine Ltd\n\nYou asked on 14 September how we prepare. This is where the work stands.\n\nDRAFT-MARKER In March, {{ lost_changes }} order changes reached Salesforce late; all were carried over by 9 March.\n\n- The queue that prevents this is due on 27 November.\n- We will write again on 18 December.\n\n| Measure | This week | Target |\n| --- | --- | --- |\n| Open points | {{ open_points }} | 0 |\n";
    let version = |text: &str| MessageVersion {
        number: 1,
        text: text.to_owned(),
        by: "Ines Okafor".to_owned(),
        at: at("2026-11-19T09:30:00Z"),
        digest: model::activity::text_digest(&fill(text, &fields())),
    };
    let message = |number: u32, title: &str, state, privileged, text: &str, approvals: Vec<MessageApproval>| Message {
        id: id(8_000 + u128::from(number)),
        revision: 1,
        engagement: id(3),
        number,
        plan_row: Some(id(7_001)),
        title: title.to_owned(),
        audience: "enterprise customers".to_owned(),
        track: Track::External,
        template: None,
        privileged,
        valid_until: Some(day("2026-12-04")),
        state,
        versions: vec![version(text)],
        fields: fields(),
        claims: BTreeMap::new(),
        signing_roles: vec![],
        signatory: None,
        required_approvals: vec!["Chief information security officer".to_owned(), "General counsel".to_owned()],
        approvals,
        sends: vec![],
        gaps: BTreeSet::new(),
        findings: BTreeSet::new(),
        requests: BTreeSet::new(),
        questions: vec![],
        controls: BTreeSet::new(),
        surfaces: BTreeSet::new(),
        superseded_by: None,
        withdrawn_because: String::new(),
    };
    let approved = |role: &str, text: &str| MessageApproval {
        role: role.to_owned(),
        person: id(102),
        decision: Decision::Approved,
        at: at("2026-11-19T15:00:00Z"),
        digest: model::activity::text_digest(&fill(text, &fields())),
        note: String::new(),
    };
    let short = "PRIVILEGED-MARKER Advice for counsel.";
    vec![
        message(
            1,
            "Notice to enterprise customers",
            MessageState::Draft,
            false,
            body,
            vec![approved("Chief information security officer", body)],
        ),
        message(2, "Memo for counsel", MessageState::InReview, true, short, vec![]),
        message(
            3,
            "Holding statement",
            MessageState::Approved,
            false,
            "We are looking into it.",
            vec![
                approved("Chief information security officer", "We are looking into it."),
                approved("General counsel", "We are looking into it."),
            ],
        ),
    ]
}
