//! What `reference/README.md` promises about the data, held by tests: nothing dangles, nothing is said twice, nothing is
//! left uncovered, and no text claims what a SOC 2 report doesn't. Here the tables; `communication.rs` holds templates, merge
//! fields and scenarios, `preparation.rs` plans, requests, roles and profiles.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catalogue::deadline::ClockUnit;
use catalogue::mapping::Framework;
use catalogue::profile::Profile;
use catalogue::sampling::Sampled;
use catalogue::{Catalogue, Error, Source, Sources};
use model::communication::ScenarioKind;
use model::control::Frequency;
use model::criterion::Category;
use model::evidence::Needs;
use model::gap::Level;
use model::words::forbidden;
use support::{codes_of, dangling, none, unique};

/// What a file may not hold, whatever it is.
fn offences(name: &str, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for root in ["/home/", "/work/", "/tmp/", "/root/", "/usr/", "/var/", "/Users/", ":\\"] {
        if text.contains(root) {
            problems.push(format!("{name}: a machine path"));
        }
    }
    if text.contains('\r') {
        problems.push(format!("{name}: a carriage return"));
    }
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != ',');
    for word in words {
        let lower = word.to_lowercase();
        if lower.starts_with("seed") || ["000", "001", "002", "003", "004"].contains(&lower.as_str()) {
            problems.push(format!("{name}: {word} speaks of working papers that the project doesn't have"));
        }
    }
    // The provenance note alone may name whose criteria these are: it is never printed.
    let (note, printed) = if text.starts_with('#') { text.split_once('\n').unwrap_or((text, "")) } else { ("", text) };
    let in_note = forbidden(note).into_iter().filter(|found| found.word != "aicpa");
    problems.extend(in_note.chain(forbidden(printed)).map(|found| format!("{name}: the word {}", found.word)));
    problems
}

#[test]
fn the_checks_find_what_they_look_for() {
    let known = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
    assert!(dangling("x", &["a", "b"], &known).is_empty());
    assert_eq!(dangling("x", &["a", "c"], &known), ["x: c does not exist"]);
    assert_eq!(dangling("x", &["a", "a"], &known), ["x: a stands twice"]);
    assert_eq!(unique("x", ["a", "b", "a"]).1, ["x: a stands twice"]);
    for bad in
        ["see /home/me/x", "a\r\nb", "the seed says", "(003)", "is certified", "# by AICPA, certified\nx", "a\nAICPA"]
    {
        assert_eq!(offences("x", bad).len(), 1, "{bad:?}");
    }
    for good in ["# by AICPA\nx", "PBC-003", "1,000,000", "compliance", "w/ and and/or", "succeed"] {
        assert_eq!(offences("x", good), Vec::<String>::new());
    }
}

#[test]
fn the_embedded_data_reads_and_is_the_folder() {
    let catalogue = Catalogue::embedded();
    assert_eq!(catalogue, &Catalogue::read(&Sources::EMBEDDED).expect("reads"));
    let folder = Path::new("reference");
    let mut on_disk = BTreeSet::new();
    for directory in ["", "communication_templates"] {
        for entry in std::fs::read_dir(folder.join(directory)).expect("the folder is there") {
            let path = entry.expect("can be listed").path();
            if path.is_file() {
                let name = path.strip_prefix(folder).expect("lies below").to_string_lossy().into_owned();
                on_disk.insert(name);
            }
        }
    }
    on_disk.remove("README.md");
    let (embedded, problems) = unique("sources", Sources::EMBEDDED.all().iter().map(|source| source.name));
    none(problems);
    assert_eq!(embedded, on_disk, "every file of the folder is embedded, and no other");
}

#[test]
fn damaged_data_is_refused_by_name() {
    let sources = Sources::EMBEDDED;
    let broken = sources.controls.text.replacen("preventive", "hopeful", 1);
    let error = Catalogue::read(&Sources { controls: Source { name: "controls.csv", text: &broken }, ..sources });
    assert!(matches!(error, Err(Error::Row { line: 3, .. })), "{error:?}");
    let broken = sources.timeline.text.replacen("\nstart_day", "\nbegin_day", 1);
    let error = Catalogue::read(&Sources { timeline: Source { name: "timeline.toml", text: &broken }, ..sources });
    assert!(matches!(error, Err(Error::Toml { .. })), "{error:?}");
    let broken = sources.profiles.text.split("[[profiles]]").take(3).collect::<Vec<_>>().join("[[profiles]]");
    let error = Catalogue::read(&Sources { profiles: Source { name: "profiles.toml", text: &broken }, ..sources });
    assert!(matches!(error, Err(Error::ProfileMissing { profile: Profile::EmergencyManagement })), "{error:?}");
    let broken = sources.scenarios.text.split("[[scenarios]]").take(4).collect::<Vec<_>>().join("[[scenarios]]");
    let error = Catalogue::read(&Sources { scenarios: Source { name: "scenarios.toml", text: &broken }, ..sources });
    let missing = ScenarioKind::DelayedReport;
    assert!(matches!(error, Err(Error::ScenarioMissing { scenario }) if scenario == missing), "{error:?}");
}

#[test]
fn tables_have_plain_heads_full_cells_and_one_row_a_code() {
    let mut problems = Vec::new();
    for source in Sources::EMBEDDED.all().into_iter().filter(|source| source.name.ends_with(".csv")) {
        let (note, table) = source.text.split_once('\n').expect("has a note and a table");
        assert!(note.starts_with("# provenance: "), "{}", source.name);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let head = reader.headers().expect("has a header").clone();
        let plain = |key: &str| key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        problems.extend(head.iter().filter(|key| !plain(key)).map(|key| format!("{}: header {key}", source.name)));
        let mut keys = Vec::new();
        for (index, row) in reader.records().enumerate() {
            let row = row.expect("has as many cells as the header");
            for (key, cell) in head.iter().zip(&row) {
                if cell.is_empty() || cell != cell.trim() {
                    problems.push(format!("{}:{}: {key} is empty or has space around it", source.name, index + 3));
                }
            }
            let key_cells = if source.name == "framework_ids.csv" { 2 } else { 1 };
            keys.push(row.iter().take(key_cells).collect::<Vec<_>>().join(" "));
        }
        assert!(!keys.is_empty(), "{} has no rows", source.name);
        problems.extend(unique(source.name, keys).1);
    }
    none(problems);
}

#[test]
fn no_text_holds_a_path_a_claim_or_a_dropped_origin() {
    let mut problems: Vec<String> =
        Sources::EMBEDDED.all().iter().flat_map(|source| offences(source.name, source.text)).collect();
    let readme = Path::new("reference/README.md");
    let readme = std::fs::read_to_string(readme).expect("is beside the data");
    problems.extend(offences("README.md", &readme).into_iter().filter(|line| !line.contains("the word")));
    none(problems);
}

#[test]
fn the_criteria_are_the_61() {
    let mut expected = Vec::new();
    for (prefix, counts) in [
        ("CC", &[5, 3, 4, 2, 3, 8, 5, 1, 2][..]),
        ("A", &[3]),
        ("C", &[2]),
        ("PI", &[5]),
        ("P", &[1, 1, 2, 3, 2, 7, 1, 1]),
    ] {
        for (series, count) in counts.iter().enumerate() {
            expected.extend((1..=*count).map(|number| format!("{prefix}{}.{number}", series + 1)));
        }
    }
    let catalogue = Catalogue::embedded();
    let codes: Vec<String> = catalogue.criteria.iter().map(|entry| entry.code.to_string()).collect();
    assert_eq!(codes.len(), 61);
    assert_eq!(codes, expected, "in the order of a report");
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &catalogue.criteria {
        assert_eq!(entry.category, entry.code.category(), "{}", entry.code);
        assert_eq!(entry.series, entry.code.series(), "{}", entry.code);
        assert_eq!(entry.in_every_report, entry.category == Category::Security, "{}", entry.code);
        assert_eq!(*titles.entry(&entry.series).or_insert(&entry.series_title), entry.series_title, "{}", entry.code);
    }
    let mut principles: Vec<u8> = catalogue.criteria.iter().filter_map(|entry| entry.coso_principle).collect();
    principles.sort_unstable();
    assert_eq!(principles, (1..=17).collect::<Vec<u8>>());
}

#[test]
fn every_reference_exists() {
    let c = Catalogue::embedded();
    let (criteria, mut problems) = unique("criteria", c.criteria.iter().map(|entry| entry.code));
    let surfaces = codes_of(c.surfaces.iter().map(|entry| &entry.code));
    let controls = codes_of(c.controls.iter().map(|entry| &entry.code));
    for entry in &c.surfaces {
        problems.extend(dangling(&entry.code, &entry.primary_criteria, &criteria));
    }
    for entry in &c.controls {
        problems.extend(dangling(&entry.code, &entry.criteria, &criteria));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
    }
    for entry in &c.requests {
        problems.extend(dangling(&entry.code, &entry.controls, &controls));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
    }
    for entry in &c.patterns {
        problems.extend(dangling(&entry.code, &entry.criteria, &criteria));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
        problems.extend(dangling(&entry.code, &entry.controls, &controls));
    }
    for entry in &c.exercises {
        problems.extend(dangling(&entry.code, &entry.controls, &controls));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
    }
    for task in &c.timeline.recurring {
        problems.extend(dangling(&task.code, &task.controls, &controls));
    }
    none(problems);
}

#[test]
fn every_criterion_has_a_control_and_every_control_a_request() {
    let catalogue = Catalogue::embedded();
    for entry in &catalogue.criteria {
        assert!(catalogue.controls_for(entry.code).next().is_some(), "{} has no control", entry.code);
    }
    for control in &catalogue.controls {
        assert!(catalogue.requests_for(control.code.as_str()).next().is_some(), "{} is never asked for", control.code);
        assert!(!control.criteria.is_empty() && !control.surfaces.is_empty(), "{}", control.code);
        assert!(!control.typical_evidence.is_empty(), "{}", control.code);
    }
    none(unique("statements", catalogue.controls.iter().map(|control| &control.statement)).1);
    none(unique("titles", catalogue.controls.iter().map(|control| &control.title)).1);
}

#[test]
fn every_mapping_has_a_target_and_every_criterion_its_frameworks() {
    let catalogue = Catalogue::embedded();
    let target_name = |framework: Framework, target: &str| format!("{} {target}", framework.code());
    let (targets, problems) =
        unique("targets", catalogue.framework_targets.iter().map(|t| target_name(t.framework, &t.target)));
    none(problems);
    let mapped: Vec<String> = catalogue.mappings.iter().map(|m| target_name(m.framework, &m.target)).collect();
    none(mapped.iter().filter(|target| !targets.contains(*target)).map(|t| format!("{t} does not exist")).collect());
    let rows = catalogue.mappings.iter().map(|m| format!("{} {}", m.criterion, target_name(m.framework, &m.target)));
    none(unique("mappings", rows).1);
    for entry in &catalogue.criteria {
        for framework in [Framework::Iso27001Of2013, Framework::Iso27001Of2022, Framework::NistCsf2] {
            let has = catalogue.mappings_of(entry.code).any(|mapping| mapping.framework == framework);
            assert!(has, "{} has no target in {}", entry.code, framework.name());
        }
    }
    for entry in &catalogue.transitions {
        assert!(targets.contains(&target_name(Framework::Iso27001Of2013, &entry.iso27001_2013)), "{}", entry.code);
        assert!(targets.contains(&target_name(Framework::Iso27001Of2022, &entry.iso27001_2022)), "{}", entry.code);
    }
    assert_eq!(catalogue.framework_targets.iter().filter(|t| t.framework == Framework::Iso27001Of2022).count(), 93);
    assert_eq!(catalogue.framework_targets.iter().filter(|t| t.framework == Framework::Iso27001Of2013).count(), 114);
    assert_eq!(catalogue.framework_targets.iter().filter(|t| t.framework == Framework::NistCsf2).count(), 106);
    for framework in Framework::ALL {
        assert!(catalogue.mappings.iter().any(|mapping| mapping.framework == framework), "{}", framework.name());
    }
}

#[test]
fn a_request_for_what_no_system_made_asks_for_no_completeness_card() {
    for entry in &Catalogue::embedded().requests {
        if entry.completeness.starts_with("Not system generated") {
            assert_ne!(entry.kind.needs(), Needs::IpeCard, "{}", entry.code);
        }
        assert!((1..=730).contains(&entry.freshness_days), "{}", entry.code);
    }
}

#[test]
fn a_pattern_starts_a_gap_that_holds() {
    for entry in &Catalogue::embedded().patterns {
        let code = &entry.code;
        assert!((1..=5).contains(&entry.likelihood) && (1..=5).contains(&entry.impact), "{code}");
        assert!(entry.severity().level() >= Level::Medium, "{code}");
        assert!(!entry.criteria.is_empty() && !entry.controls.is_empty() && !entry.surfaces.is_empty(), "{code}");
        assert!((2..=3).contains(&entry.acceptance_criteria.len()), "{code}");
        assert!(entry.typical_effort_days > 0, "{code}");
        match (entry.cost_usd_min, entry.cost_usd_max) {
            (None, None) => assert!(entry.cost_basis.is_none() && !entry.cost_open_ended, "{code}"),
            (Some(low), Some(high)) => {
                assert!(low <= high, "{code}");
                let basis = entry.cost_basis.as_deref().expect("a range says of what it speaks");
                assert!(basis.contains("not for this pattern alone"), "{code}");
            }
            (Some(_), None) | (None, Some(_)) => panic!("{code}: half a range"),
        }
    }
}

#[test]
fn sampling_numbers_are_in_order_and_never_overlap() {
    let catalogue = Catalogue::embedded();
    for rule in &catalogue.sampling_rules {
        assert!(rule.population_min <= rule.population_max, "{}", rule.code);
        assert!(rule.sample_low_risk <= rule.sample_typical, "{}", rule.code);
        assert!(rule.sample_typical <= rule.sample_high_risk, "{}", rule.code);
        let overlapping = catalogue.sampling_rules.iter().filter(|other| {
            matches!(other.frequency, Sampled::Control(_))
                && other.frequency == rule.frequency
                && other.population_min <= rule.population_max
                && rule.population_min <= other.population_max
        });
        assert!(overlapping.count() <= 1, "{} overlaps", rule.code);
    }
    for (frequency, population, code) in [
        (Frequency::Annual, 1, "SMP-01"),
        (Frequency::Quarterly, 4, "SMP-03"),
        (Frequency::Daily, 365, "SMP-06"),
        (Frequency::Daily, 30, "SMP-14"),
        (Frequency::PerEvent, 0, "SMP-16"),
        (Frequency::PerEvent, 50, "SMP-10"),
        (Frequency::PerEvent, 51, "SMP-11"),
    ] {
        let rule = catalogue.sampling_rule(frequency, population).expect("fits");
        assert_eq!(rule.code.as_str(), code);
    }
    assert!(catalogue.sampling_rule(Frequency::Quarterly, 2).is_none());
}

#[test]
fn clocks_without_delay_have_no_number_and_others_have_one() {
    for entry in &Catalogue::embedded().deadlines {
        assert_eq!(entry.clock_unit == ClockUnit::Immediate, entry.clock_value == 0, "{}", entry.code);
    }
}

#[test]
fn injects_have_a_time_and_exercises_someone_to_play() {
    for entry in &Catalogue::embedded().exercises {
        for inject in &entry.injects {
            let time = inject.strip_prefix("T+").and_then(|rest| rest.split_once(' ')).map(|(time, _)| time);
            let number = time.map(|time| time.trim_end_matches(['h', 'd']));
            assert!(number.is_some_and(|n| n.parse::<u32>().is_ok()), "{}: {inject}", entry.code);
        }
        assert!(entry.participants.len() >= 2 && entry.expected_procedure.len() >= 3, "{}", entry.code);
    }
}
