//! Settings of the device, recent vaults, the status line, and how strong a passphrase is.

use std::sync::Arc;

use commands::settings::{
    DateFormat, ForgetRecent, ListRecentVaults, RecentVault, SaveSettings, Settings, ShowSettings, Theme,
};
use commands::vault::{EstimateStrength, LockVault, ShowVaultStatus, Strength, VaultCondition};
use commands::{App, Code, Secret};
use tests::host::{PASSPHRASE, TestHost};

use crate::stage::{Stage, create, unlock};

fn app(folder: &std::path::Path) -> App {
    App::new(Arc::new(TestHost::starting_at(300_000).with_settings(&folder.join("config"))))
}

fn save(app: &mut App, change: impl FnOnce(&mut Settings)) -> Result<Settings, commands::Failure> {
    let mut settings = app.call(ShowSettings {}).expect("shows").settings;
    change(&mut settings);
    app.call(SaveSettings { settings })
}

fn recent(app: &mut App) -> Vec<RecentVault> {
    app.call(ListRecentVaults {}).expect("lists")
}

#[test]
fn settings_are_kept_for_their_owner_alone_and_damage_means_defaults() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(folder.path());
    let shown = app.call(ShowSettings {}).expect("shows");
    assert_eq!((shown.settings, shown.notice, shown.kept), (Settings::default(), None, true));
    let saved = save(&mut app, |it| {
        (it.theme, it.idle_minutes, it.date_format, it.text_zoom) = (Theme::Dark, 5, DateFormat::DayFirst, 150);
    });
    let saved = saved.expect("saves");
    assert_eq!(app.call(ShowSettings {}).expect("shows").settings, saved);
    let path = folder.path().join("config").join("settings.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(save(&mut app, |it| it.idle_minutes = 0).expect_err("too short").code, Code::Invalid);
    assert_eq!(save(&mut app, |it| it.text_zoom = 201).expect_err("too large").code, Code::Invalid);
    let long = vec![b' '; 100_000];
    let bounds = br#"{"idle_minutes": 900}"#;
    for damaged in [b"{".as_slice(), b"\xff\xfe".as_slice(), bounds.as_slice(), long.as_slice()] {
        std::fs::write(&path, damaged).expect("writes");
        let shown = app.call(ShowSettings {}).expect("shows");
        assert_eq!(shown.settings, Settings::default());
        assert!(shown.notice.is_some());
    }
    std::fs::write(&path, br#"{"theme": "dark", "of_a_later_program": 1}"#).expect("writes");
    let shown = app.call(ShowSettings {}).expect("shows");
    assert_eq!((shown.settings.theme, shown.settings.idle_minutes, shown.notice), (Theme::Dark, 10, None));
}

#[test]
fn a_host_without_a_folder_keeps_none() {
    let mut stage = Stage::bare();
    assert!(!stage.app.call(ShowSettings {}).expect("shows").kept);
    let settings = Settings::default();
    assert_eq!(stage.app.call(SaveSettings { settings }).expect_err("nowhere").code, Code::Refused);
    assert_eq!(recent(&mut stage.app), []);
}

#[test]
fn vaults_are_remembered_only_when_that_is_wanted_and_no_path_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(folder.path());
    let one = folder.path().join("one.vault");
    let request = create(&mut app, &one);
    app.call(request).expect("created");
    assert_eq!(recent(&mut app), [], "not asked for");
    let kept = folder.path().join("config").join("recent.json");
    assert!(!kept.exists());
    save(&mut app, |it| it.remember_vaults = true).expect("saves");
    let two = folder.path().join("two.vault");
    let request = create(&mut app, &two);
    app.call(request).expect("created");
    unlock(&mut app, &one, PASSPHRASE).expect("opens");
    let found = recent(&mut app);
    assert_eq!(found.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    assert!(found.iter().all(|it| it.there));
    let told = serde_json::to_string(&found).expect("serialises");
    assert!(!told.contains(&folder.path().display().to_string()), "{told}");
    let key = commands::vault::Key::Passphrase(Secret::new(PASSPHRASE.to_owned()));
    app.call(commands::vault::Unlock { folder: found[1].held, key, person: None }).expect("opens by its handle");
    assert_eq!(recent(&mut app)[0].name, "two");
    std::fs::write(&kept, b"not a list").expect("writes");
    assert_eq!(recent(&mut app), [], "a damaged list is empty");
    unlock(&mut app, &one, PASSPHRASE).expect("opens all the same");
    assert_eq!(recent(&mut app).len(), 1);
    app.call(ForgetRecent {}).expect("forgets");
    assert!(!kept.exists());
    unlock(&mut app, &one, PASSPHRASE).expect("opens");
    save(&mut app, |it| it.remember_vaults = false).expect("saves");
    assert!(!kept.exists(), "nothing stays of what isn't wanted any more");
}

#[test]
fn the_status_line_tells_how_the_vault_stands() {
    let mut stage = Stage::engaged();
    let status = stage.app.call(ShowVaultStatus {}).expect("stands");
    let head = status.head.clone().expect("there is a log");
    assert!(head.seq > 3 && head.short_hash.contains('…'));
    assert_eq!((status.condition, status.unsaved), (VaultCondition::Sound, 0));
    assert_eq!(status.client.as_deref(), Some("Harbour & Pine Ltd"));
    assert!(status.changes >= 5 && status.size > 100_000);
    let mut stage = stage.reopen();
    assert_eq!(stage.app.call(ShowVaultStatus {}).expect("stands").changes, 0);
    stage.app.call(LockVault {}).expect("locks");
    assert_eq!(stage.app.call(ShowVaultStatus {}).expect_err("locked").code, Code::Locked);
    stage.app.call(LockVault {}).expect("does nothing");
}

fn strength(app: &mut App, passphrase: &str, known: &[&str]) -> Strength {
    let known = known.iter().map(|text| (*text).to_owned()).collect();
    app.call(EstimateStrength { passphrase: Secret::new(passphrase.to_owned()), known }).expect("estimates")
}

#[test]
fn a_strong_passphrase_is_told_from_a_weak_one() {
    let mut app = App::new(Arc::new(TestHost::default()));
    let weak = strength(&mut app, "password", &[]);
    assert!(weak.score == 0 && !weak.accepted && weak.advice.len() > 1);
    let strong = strength(&mut app, "orbit lantern mossy crayon 83", &[]);
    assert!(strong.score == 4 && strong.accepted && strong.guesses_log10 > 10.0, "{strong:?}");
    let plain = strength(&mut app, "harbourpineinesokafor", &[]);
    let known = strength(&mut app, "harbourpineinesokafor", &["Harbour & Pine Ltd", "Ines Okafor"]);
    assert!(known.guesses_log10 < plain.guesses_log10, "what is known of the client makes it weaker");
    assert_eq!(strength(&mut app, "", &[]).guesses_log10, 0.0);
    let long = strength(&mut app, &"ab".repeat(100_000), &[]);
    assert!(long.score <= 4);
    let told = serde_json::to_string(&strength(&mut app, "hunter2hunter2", &[])).expect("serialises");
    assert!(!told.contains("hunter2"), "{told}");
}
