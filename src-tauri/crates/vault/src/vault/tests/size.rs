//! How long a great vault takes. Prints figures and is run by name: `cargo test -p vault size -- --ignored --nocapture`.

use std::time::Instant as Moment;

use model::control::Control;

use super::*;
use crate::fixture::{control, engagement_id};
use crate::packet_source::load;

#[test]
#[ignore = "prints figures"]
fn a_great_vault_is_quick() {
    let Made { mut vault, home, .. } = filled();
    vault.connection.pragma_update(None, "synchronous", "OFF").unwrap();
    let timed = |what: &str, from: Moment| println!("{what}: {:?}", from.elapsed());
    let start = Moment::now();
    write(&mut vault, Action::AddControl, 20, |writer| {
        (100..1100).try_for_each(|number| writer.insert(&control(number, &format!("ALL-{number}"))).map(|_| ()))
    });
    timed("1,000 controls in one change", start);
    let start = Moment::now();
    for round in 1..=10_u32 {
        for number in 100..1100 {
            let edited = Control { title: format!("round {round}"), ..control(number, &format!("ALL-{number}")) };
            write(&mut vault, Action::EditControl, 21, |writer| writer.update(edited, round));
        }
    }
    timed("10,000 edits without syncs", start);
    let start = Moment::now();
    vault.lock().unwrap();
    timed("locking", start);
    let start = Moment::now();
    let vault = unlock(&path(&home)).unwrap();
    timed("unlocking", start);
    let start = Moment::now();
    assert_eq!(vault.read(|reader| reader.list_in::<Control>(engagement_id())).unwrap().len(), 1002);
    timed("listing 1,002 controls", start);
    let start = Moment::now();
    vault.read(|reader| load(reader, engagement_id(), None)).unwrap();
    timed("a packet's source", start);
    let start = Moment::now();
    vault.read(|reader| load(reader, engagement_id(), Some(8))).unwrap();
    timed("a packet's source as of 10,000 rows ago", start);
    let start = Moment::now();
    assert_eq!(check(&vault).problems, []);
    timed("the check", start);
    println!("vault.db: {} bytes", fs::metadata(path(&home).join("vault.db")).unwrap().len());
}
