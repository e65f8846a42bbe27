use model::engagement::EngagementKind;
use model::evidence::EvidenceState;
use model::packet::{AudienceProfile, PacketSource};
use model::time::Span;

use super::*;
use crate::exhibit::Exhibit;
use crate::operation::operations;
use crate::support::{day, options, sample};

/// The view of the section in a packet for `profile`.
fn view_of(source: PacketSource, profile: AudienceProfile) -> Value {
    let options = options(profile);
    let source = source.narrowed(&options);
    let exhibit = |(index, item)| Exhibit { id: format!("EX-{:03}", index + 1), item, parts: vec![] };
    let exhibits: Vec<Exhibit<'_>> = source.evidence.iter().enumerate().map(exhibit).collect();
    let context = Context { source: &source, options: &options, exhibits: &exhibits, points: &[] };
    let operations = operations(&context);
    view(&context, operations.as_deref(), Vec::new())
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn number(value: &Value) -> usize {
    value.as_str().expect("digits").replace(',', "").parse().expect("a number")
}

#[test]
fn a_daily_control_has_one_row_a_month_and_names_what_is_missed() {
    let view = view_of(sample(20).0, AudienceProfile::Client);
    let daily: Vec<&Value> = list(&view["controls"])
        .iter()
        .filter(|control| control["schedule"].as_str().is_some_and(|words| words.starts_with("daily")))
        .collect();
    assert!(!daily.is_empty());
    for control in daily {
        let rows = list(&control["rows"]);
        assert_eq!(rows.len(), 12, "{}", control["code"]);
        for row in rows {
            let missed = list(&row["states"]).iter().find(|state| state[0] == "missed");
            let named =
                list(&row["remarks"]).iter().any(|remark| remark.as_str().is_some_and(|it| it.starts_with("Missed: ")));
            assert_eq!(missed.is_some(), named, "{row}");
        }
        let counted: usize = rows.iter().flat_map(|row| list(&row["states"])).map(|state| number(&state[1])).sum();
        assert_eq!(counted, 365, "every day stands in one row");
    }
}

#[test]
fn the_summary_counts_what_the_rows_show() {
    let view = view_of(sample(20).0, AudienceProfile::Client);
    let summary = &view["summary"];
    let standings = list(&summary["standings"]);
    let lines = standings.iter().map(|line| &line[1]).chain([&summary["expected"], &summary["controls"]]);
    for line in lines {
        let (all, parts) = list(line).split_last().expect("a sum");
        assert_eq!(parts.iter().map(number).sum::<usize>(), number(all), "{line}");
    }
    let daily = list(&summary["columns"]).iter().position(|name| name == "Daily").expect("a column");
    let days: usize = standings.iter().map(|line| number(&line[1][daily])).sum();
    assert_eq!(days, 365 * number(&summary["controls"][daily]), "every occurrence stands somewhere");
}

#[test]
fn what_is_lost_says_what_an_auditor_accepts_instead() {
    let view = view_of(sample(20).0, AudienceProfile::Client);
    let lost = list(&view["lost"]);
    assert!(!lost.is_empty());
    let words: Vec<&str> = list(&view["ways"]).iter().filter_map(|way| way[0].as_str()).collect();
    for group in lost {
        let instead = list(&group["instead"]);
        assert_eq!(instead[0], "the exception, told as it is", "that always comes first");
        assert!(instead.iter().all(|way| words.contains(&way.as_str().expect("words"))), "{group}");
    }
    let late: Vec<&Value> =
        lost.iter().flat_map(|group| list(&group["rows"])).filter(|row| !list(&row["late"]).is_empty()).collect();
    assert_eq!((late.len(), &late[0]["late"][0]), (1, &json!("20 Jul 2026")));
    let counted: usize = lost
        .iter()
        .flat_map(|group| list(&group["rows"]))
        .map(|row| row["of"].as_str().and_then(|of| of.split(' ').next()).map_or(0, |count| number(&json!(count))))
        .sum();
    let missed = list(&view["summary"]["standings"]).iter().find(|line| line[0] == "missed").expect("missed ones");
    assert_eq!(counted, number(list(&missed[1]).last().expect("a sum")), "each lost one stands once");
}

#[test]
fn days_spoken_for_and_holes_are_the_elapsed_period() {
    let view = view_of(sample(20).0, AudienceProfile::Client);
    let days = list(&view["days"]);
    assert_eq!(days.len(), 20, "every live control");
    assert!(days.iter().all(|row| row["count"].as_str().is_some_and(|count| count.ends_with(" of 324 days"))));
    let with = days.iter().find(|row| row["count"] == "272 of 324 days").expect("the extract of nine months");
    assert_eq!(with["holes"], json!(["30 Sep 2026 to 20 Nov 2026"]));
}

#[test]
fn populations_say_what_they_lack_and_withheld_ones_are_counted() {
    let view = view_of(sample(20).0, AudienceProfile::Auditor);
    let populations = list(&view["populations"]);
    let rows = list(&populations[0]["rows"]);
    assert_eq!(rows[0]["lacks"], json!([]));
    assert!(rows[1]["lacks"][0].as_str().is_some_and(|lack| lack.contains("row count")));
    assert_eq!(populations[1]["withheld"], 1);
    assert_eq!(populations[1]["rows"], json!([]), "nothing but that there is one");
    assert!(!view.to_string().contains("UNRELEASED"));
}

#[test]
fn configuration_and_change_history_are_both_asked_for() {
    let view = view_of(sample(20).0, AudienceProfile::Client);
    let configurations = list(&view["configurations"]);
    let both = configurations.iter().find(|row| row["code"] == "CORE-11").expect("the automated control");
    assert_eq!(list(&both["configurations"]).len(), 1);
    assert_eq!(list(&both["histories"]).len(), 1);
    assert_eq!(both["complete"], false);
    assert_eq!(both["holes"], json!(["30 Sep 2026 to 20 Nov 2026"]));
}

#[test]
fn a_type_i_and_an_unset_period_say_why_there_is_no_calendar() {
    let (mut source, _) = sample(6);
    source.engagement.kind = EngagementKind::TypeI { as_of: day("2026-12-31") };
    let view = view_of(source.clone(), AudienceProfile::Client);
    assert!(view["none"].as_str().is_some_and(|why| why.contains("Type I")));
    source.engagement.kind = EngagementKind::Readiness { period: None };
    let view = view_of(source, AudienceProfile::Client);
    assert!(view["none"].as_str().is_some_and(|why| why.contains("No period")));
}

#[test]
fn before_the_period_everything_is_still_possible() {
    let (mut source, _) = sample(20);
    let period = Span { from: day("2027-01-01"), to: day("2027-12-31") };
    source.engagement.kind = EngagementKind::TypeIi { period };
    source.evidence.retain(|item| matches!(item.state, EvidenceState::Released { .. }));
    let view = view_of(source, AudienceProfile::Auditor);
    assert_eq!(view["lost"], json!([]));
    assert_eq!(list(&view["possible"]).len(), list(&view["controls"]).len());
    assert_eq!(view["days"], json!([]), "no day has elapsed");
}
