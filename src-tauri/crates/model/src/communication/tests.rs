//! Tests of plan rows, messages and merge fields.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::activity::text_digest;
use crate::evidence::Digest;
use crate::fixture::{assert_breaks, day, id, instant, message, plan_row};

const STATES: [MessageState; 6] = [
    MessageState::Draft,
    MessageState::InReview,
    MessageState::Approved,
    MessageState::Sent,
    MessageState::Superseded,
    MessageState::Withdrawn,
];

/// Texts with sound fields, broken ones and loose braces.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "\\{\\{ {0,2}[a-z0-9_]{1,5} {0,2}\\}\\}",
        "\\{\\{ ?[A-Zé -]{0,3} ?\\}\\}",
        "[{}]{1,5}",
        "[a-z é\n]{0,5}",
    ];
    prop::collection::vec(part, 0..10).prop_map(|parts| parts.concat())
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_'))
}

/// Byte at which `part`, a slice of `whole`, begins.
fn place(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Every byte of the text is in a piece, or is a brace or blank right around a field's name.
    #[test]
    fn splitting_loses_nothing(text in texts()) {
        let mut at = 0;
        for piece in pieces(&text) {
            match piece {
                Piece::Words(words) => {
                    prop_assert!(!words.is_empty());
                    prop_assert_eq!(place(&text, words), at);
                    at += words.len();
                }
                Piece::Field(name) => {
                    prop_assert!(is_name(name));
                    let start = place(&text, name);
                    let opening = text[at..start].strip_prefix("{{");
                    prop_assert!(opening.is_some_and(|blanks| blanks.chars().all(|c| c == ' ')));
                    let rest = text[start + name.len()..].trim_start_matches(' ');
                    prop_assert!(rest.starts_with("}}"));
                    at = text.len() - rest.len() + 2;
                }
            }
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn no_field_is_overlooked_in_words(text in texts()) {
        for piece in pieces(&text) {
            if let Piece::Words(words) = piece {
                for (open, _) in words.match_indices("{{") {
                    let inside = words[open + 2..].split_once("}}").map(|(inside, _)| inside.trim_matches(' '));
                    prop_assert!(!inside.is_some_and(is_name), "{:?}", words);
                }
            }
        }
    }

    #[test]
    fn filling_fields_with_themselves_gives_the_text(parts in prop::collection::vec(("[a-z .]{0,4}", "[a-z_]{1,3}"), 0..6)) {
        let text: String = parts.iter().map(|(words, name)| format!("{words}{{{{ {name} }}}}")).collect();
        let value = |name: &str| FieldValue { text: format!("{{{{ {name} }}}}"), evidence: None };
        let fields = parts.iter().map(|(_, name)| (name.clone(), value(name))).collect();
        prop_assert_eq!(fill(&text, &fields), text.clone());
        let open: String = parts.iter().map(|(words, name)| format!("{words}[open field: {name}]")).collect();
        prop_assert_eq!(fill(&text, &BTreeMap::new()), open);
    }

    /// Approved or sent, a message has no open field, and evidence behind every fact that isn't marked as unconfirmed or
    /// unknown.
    #[test]
    fn no_open_field_and_no_fact_without_evidence_is_approved(
        values in prop::collection::vec(
            (prop_oneof![Just(String::new()), Just("not yet known".to_owned()), "[a-z]{1,4}"], any::<bool>(), any::<bool>()),
            1..5,
        ),
        marks in prop::collection::vec(prop_oneof![Just("confirmed"), Just("not yet confirmed")], 5),
        was_sent in any::<bool>(),
    ) {
        let mut message = if was_sent { sent() } else { approved() };
        let (mut text, mut sound) = (String::new(), true);
        for (index, (value, claims, shown)) in values.iter().enumerate() {
            let (name, mark) = (format!("f{index}"), format!("m{index}"));
            text.push_str(&format!("{{{{ {mark} }}}}: {{{{ {name} }}}}\n"));
            let evidence = shown.then(|| id(700));
            message.fields.insert(name.clone(), FieldValue { text: value.clone(), evidence });
            message.fields.insert(mark.clone(), FieldValue { text: marks[index].to_owned(), evidence: None });
            if *claims {
                message.claims.insert(name, Some(mark));
            }
            let is_fact = *claims && marks[index] == "confirmed" && value != "not yet known";
            sound &= !value.is_empty() && (!is_fact || *shown);
        }
        message.versions[0].text = text;
        message.refresh_digest();
        let digest = message.digest();
        message.approvals.iter_mut().for_each(|approval| approval.digest = digest);
        prop_assert_eq!(message.check().is_ok(), sound, "{:?}", message.unsupported());
        prop_assert!(sound || !message.open_fields().is_empty() || !message.unsupported().is_empty());
        message.state = MessageState::InReview;
        prop_assert!(message.check().is_ok());
    }

    #[test]
    fn a_new_text_voids_every_approval(text in "[a-zA-Z .{}_]{1,40}", value in "[a-zA-Z .]{0,20}") {
        let mut changed = approved();
        let before = changed.digest();
        changed.versions[0].text = text;
        changed.fields.insert("client_name".to_owned(), FieldValue { text: value, evidence: None });
        let void = changed.digest() != before;
        prop_assert_eq!(changed.missing_approvals().len(), if void { 2 } else { 0 });
        prop_assert_eq!(changed.is_draft(), void);
        prop_assert_eq!(changed.check().is_err(), void);
        changed.refresh_digest();
        prop_assert_eq!(changed.missing_approvals().len(), if void { 2 } else { 0 });
    }
}

#[test]
fn pieces_are_words_and_fields() {
    use Piece::{Field, Words};
    assert_eq!(pieces(""), []);
    assert_eq!(pieces("{{a}}"), [Field("a")]);
    assert_eq!(pieces("Dear {{ client_name }},"), [Words("Dear "), Field("client_name"), Words(",")]);
    assert_eq!(pieces("{{ a }}{{ b2 }}"), [Field("a"), Field("b2")]);
    assert_eq!(pieces("{{ Client }}"), [Words("{{ Client }}")]);
    assert_eq!(pieces("{{ }} {{ a"), [Words("{{ }} {{ a")]);
    assert_eq!(pieces("{{ x {{ a }}"), [Words("{{ x "), Field("a")]);
    assert_eq!(pieces("{{{a}}}"), [Words("{"), Field("a"), Words("}")]);
}

#[test]
fn values_are_not_filled_again() {
    let value = FieldValue { text: "{{ b }}".to_owned(), evidence: None };
    let fields = BTreeMap::from([("a".to_owned(), value.clone()), ("b".to_owned(), value)]);
    assert_eq!(fill("{{ a }}", &fields), "{{ b }}");
}

fn approval(role: &str, decision: Decision, digest: Digest) -> MessageApproval {
    let at = instant("2026-10-02T08:00:00Z");
    MessageApproval { role: role.to_owned(), person: id(105), decision, at, digest, note: String::new() }
}

fn approved() -> Message {
    let mut message = message();
    let digest = message.digest();
    let roles = message.required_approvals.clone();
    message.approvals = roles.iter().map(|role| approval(role, Decision::Approved, digest)).collect();
    message.state = MessageState::Approved;
    message
}

fn sent() -> Message {
    let send = SendRecord {
        at: instant("2026-10-03T08:00:00Z"),
        by: id(106),
        to: "All enterprise customers".to_owned(),
        version: 1,
        channel: "e-mail".to_owned(),
    };
    Message { state: MessageState::Sent, sends: vec![send], ..approved() }
}

#[test]
fn the_steps_of_a_message_are_these_and_no_others() {
    use MessageState::{Approved, Draft, InReview, Sent, Superseded, Withdrawn};
    let allowed = [
        (Draft, InReview),
        (Draft, Superseded),
        (Draft, Withdrawn),
        (InReview, Draft),
        (InReview, Approved),
        (InReview, Superseded),
        (InReview, Withdrawn),
        (Approved, Draft),
        (Approved, Sent),
        (Approved, Superseded),
        (Approved, Withdrawn),
        (Sent, Superseded),
    ];
    for from in STATES {
        for to in STATES {
            assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from:?} to {to:?}");
        }
    }
}

#[test]
fn open_fields_are_named_once_in_the_order_of_the_text() {
    let mut message = message();
    assert_eq!(message.open_fields(), Vec::<&str>::new());
    message.versions[0].text = "{{ b }} {{ a }} {{ b }} {{ client_name }} {{ blank }}".to_owned();
    message.fields.insert("blank".to_owned(), FieldValue { text: " \u{200b}".to_owned(), evidence: None });
    assert_eq!(message.open_fields(), ["b", "a", "blank"]);
    assert_eq!(message.filled(), "[open field: b] [open field: a] [open field: b] Harbour & Pine [open field: blank]");
}

#[test]
fn a_draft_with_open_fields_cannot_be_approved_or_sent() {
    for sound in [approved, sent] {
        assert_eq!(sound().check(), Ok(()));
        let mut open = sound();
        open.fields.clear();
        open.refresh_digest();
        assert_breaks(open.check(), "state");
        open.state = MessageState::InReview;
        assert_eq!(open.check(), Ok(()));
        let mut misspelt = sound();
        misspelt.versions[0].text = "{{ Client Name }} has begun.".to_owned();
        misspelt.refresh_digest();
        assert_breaks(misspelt.check(), "state");
    }
}

#[test]
fn a_fact_needs_evidence_unless_it_is_said_to_be_unsure() {
    let mut message = approved();
    message.claims.insert("client_name".to_owned(), None);
    message.claims.insert("elsewhere".to_owned(), None);
    assert_eq!(message.unsupported(), ["client_name"], "a claim that the text doesn't make is none");
    assert_breaks(message.check(), "state");
    let value = message.fields.get_mut("client_name").expect("is filled");
    value.evidence = Some(id(700));
    assert_eq!(message.check(), Ok(()));
    message.fields.clear();
    assert!(message.unsupported().is_empty() && message.open_fields() == ["client_name"]);
}

#[test]
fn what_must_be_signed_names_who_signs() {
    let roles = vec!["Chief executive".to_owned(), "Chief financial officer".to_owned()];
    for sound in [approved, sent] {
        let mut letter = Message { signing_roles: roles.clone(), ..sound() };
        assert_breaks(letter.check(), "signatory");
        letter.signatory = Some(id(106));
        assert_eq!(letter.check(), Ok(()));
    }
    assert_eq!(Message { signing_roles: roles, ..message() }.check(), Ok(()), "a draft may wait for it");
}

#[test]
fn a_superseded_message_names_the_one_that_replaced_it() {
    assert_breaks(Message { state: MessageState::Superseded, ..sent() }.check(), "superseded_by");
    let replaced = Message { state: MessageState::Superseded, superseded_by: Some(id(951)), ..sent() };
    assert_eq!(replaced.check(), Ok(()));
    assert_breaks(Message { superseded_by: Some(replaced.id), ..replaced }.check(), "superseded_by");
    assert_breaks(Message { superseded_by: Some(id(951)), ..sent() }.check(), "superseded_by");
}

#[test]
fn every_required_role_approves_the_present_text() {
    let mut message = message();
    assert_eq!(message.missing_approvals(), ["General counsel", "Chief executive"]);
    message.state = MessageState::Approved;
    assert_breaks(message.check(), "state");
    let digest = message.digest();
    message.approvals.push(approval("General counsel", Decision::Approved, digest));
    assert_eq!(message.missing_approvals(), ["Chief executive"]);
    assert_breaks(message.check(), "state");
    message.approvals.push(approval("Chief executive", Decision::Approved, text_digest("another text")));
    assert_eq!(message.missing_approvals(), ["Chief executive"]);
    message.approvals.push(approval("Chief executive", Decision::Approved, digest));
    assert_eq!(message.check(), Ok(()));
    message.approvals.push(approval("General counsel", Decision::Returned, digest));
    assert_eq!(message.missing_approvals(), ["General counsel"], "the last decision counts");
    message.approvals.push(approval("Press officer", Decision::Approved, digest));
    assert_breaks(message.check(), "approvals");
}

#[test]
fn a_new_version_or_field_voids_approvals_until_the_old_text_is_back() {
    let mut message = approved();
    let old = message.fields["client_name"].clone();
    message.fields.insert("client_name".to_owned(), FieldValue { text: "Another".to_owned(), evidence: None });
    assert_breaks(message.check(), "versions");
    message.refresh_digest();
    assert_eq!(message.missing_approvals().len(), 2);
    assert!(message.is_draft());
    assert_breaks(message.check(), "state");
    message.fields.insert("client_name".to_owned(), old);
    message.refresh_digest();
    assert_eq!(message.check(), Ok(()));
    assert!(!message.is_draft());
    message.versions.push(MessageVersion { number: 2, text: "New".to_owned(), ..message.versions[0].clone() });
    message.refresh_digest();
    assert_eq!(message.missing_approvals().len(), 2);
}

#[test]
fn a_message_is_marked_draft_until_its_present_text_is_approved() {
    assert!(!approved().is_draft());
    assert!(!sent().is_draft());
    for state in STATES {
        let marked = Message { state, ..sent() }.is_draft();
        assert_eq!(marked, !matches!(state, MessageState::Approved | MessageState::Sent), "{state:?}");
        assert!(Message { state, ..message() }.is_draft(), "{state:?}");
    }
    let mut newer = Message { required_approvals: Vec::new(), approvals: Vec::new(), ..sent() };
    assert!(!newer.is_draft());
    newer.versions.push(MessageVersion { number: 2, text: "New".to_owned(), ..newer.versions[0].clone() });
    newer.refresh_digest();
    assert!(newer.is_draft(), "the second version was never sent");
}

#[test]
fn a_send_record_names_a_version_of_the_message() {
    assert_breaks(Message { sends: Vec::new(), ..sent() }.check(), "sends");
    for version in [0, 2, u32::MAX] {
        let mut unknown = sent();
        unknown.sends[0].version = version;
        assert_breaks(unknown.check(), "sends");
    }
}

#[test]
fn a_message_has_numbered_versions_and_distinct_roles() {
    assert_eq!(message().check(), Ok(()));
    assert_eq!(message().reference(), "MSG-003");
    assert_eq!(Message { valid_until: Some(day("2026-10-31")), ..message() }.check(), Ok(()));
    assert_breaks(Message { versions: Vec::new(), ..message() }.check(), "versions");
    let mut skipped = message();
    skipped.versions[0].number = 2;
    assert_breaks(skipped.check(), "versions");
    let mut blank = message();
    blank.versions[0].text = " ".to_owned();
    assert_breaks(blank.check(), "text");
    let twice = vec!["General counsel".to_owned(), "General counsel".to_owned()];
    assert_breaks(Message { required_approvals: twice, ..message() }.check(), "required_approvals");
    assert_breaks(Message { title: String::new(), ..message() }.check(), "title");
}

#[test]
fn a_plan_row_says_who_is_told_what() {
    assert_eq!(plan_row().check(), Ok(()));
    assert_breaks(PlanRow { number: 0, ..plan_row() }.check(), "number");
    assert_breaks(PlanRow { audience: String::new(), ..plan_row() }.check(), "audience");
    assert_breaks(PlanRow { subject: " ".to_owned(), ..plan_row() }.check(), "subject");
    assert_breaks(PlanRow { cadence: "x".repeat(NAME + 1), ..plan_row() }.check(), "cadence");
}
