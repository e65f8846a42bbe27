//! What is printed, told or refused never shows a secret: requests with one print without it, and a request that can't be
//! read is told of without what it held.

use std::fmt::Debug;
use std::sync::Arc;

use commands::slot::{ChangePassphrase, RotateKey};
use commands::vault::{BackUpVault, ConfirmKey, Create, EstimateStrength, RestoreVault, SalvageVault, Unlock};
use commands::{App, COMMANDS, Request};
use serde_json::{Value, json};
use tests::host::TestHost;

const MARK: &str = "gravel-41-dolomite";

/// A request as a person reads it, in both forms.
fn printed<R: Request + Debug>(request: Value) -> (&'static str, String) {
    let request: R = serde_json::from_value(request).unwrap_or_else(|error| panic!("{}: {error}", R::NAME));
    (R::NAME, format!("{request:?} {request:#?}"))
}

#[test]
fn a_request_with_a_secret_prints_without_it() {
    let key = |kind: &str| json!({ "key": kind, "secret": MARK });
    let all = [
        printed::<Create>(json!({
            "folder": 1, "passphrase": MARK, "legal_name": "", "short_code": "", "industry": "", "sector": "",
            "jurisdictions": [], "person": "", "start": null,
        })),
        printed::<Unlock>(json!({ "folder": 1, "key": key("passphrase"), "person": null })),
        printed::<Unlock>(json!({ "folder": 1, "key": key("recovery_code"), "person": null })),
        printed::<ConfirmKey>(json!({ "key": key("passphrase") })),
        printed::<EstimateStrength>(json!({ "passphrase": MARK, "known": [] })),
        printed::<ChangePassphrase>(json!({ "new": MARK })),
        printed::<RotateKey>(json!({ "passphrase": MARK })),
        printed::<BackUpVault>(json!({ "folder": 1, "new_passphrase": MARK })),
        printed::<RestoreVault>(json!({ "backup": 1, "folder": 2, "key": key("passphrase") })),
        printed::<SalvageVault>(json!({ "damaged": 1, "folder": 2, "key": key("passphrase"), "person": null })),
    ];
    for (name, text) in all {
        assert!(!text.contains("dolomite"), "{name}: {text}");
        assert!(text.contains("Secret(…)"), "{name} shows that there is one: {text}");
    }
}

/// A secret in the wrong place of any request: of a number, a choice, a list, all of it.
#[test]
fn a_request_that_cannot_be_read_is_refused_without_what_it_held() {
    let mut app = App::new(Arc::new(TestHost::default()));
    let wrong = [
        json!(MARK),
        json!([[MARK]]),
        json!({ MARK: MARK }),
        json!({ "folder": MARK, "key": MARK, "passphrase": { "x": MARK }, "new": [MARK], "query": MARK, "to": MARK }),
        json!({ "folder": 1, "key": { "key": MARK, "secret": MARK }, "person": null }),
        json!({ "folder": 1, "key": { "key": "passphrase", "secret": { MARK: 1 } }, "person": null }),
    ];
    for name in COMMANDS {
        for request in &wrong {
            // Some commands ask for nothing, and take anything for that.
            let Err(failure) = app.call_by_name(name, request.clone()) else { continue };
            assert!(!format!("{failure} {failure:?}").contains("dolomite"), "{name}: {failure:?}");
        }
    }
}
