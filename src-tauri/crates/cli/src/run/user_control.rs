//! Complementary user entity controls.

use commands::user_control::{AddUserControl, EditUserControl, ListUserControls, RemoveUserControl, ShowUserControl};
use model::user_control::UserControl;

use super::Session;
use crate::args::{UserControlVerb, facts};
use crate::failure::Problem;
use crate::output::{facts as lines, joined, table_or};

/// Verbs of complementary user entity controls.
pub fn user_control(session: &mut Session, verb: UserControlVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        UserControlVerb::List => {
            let list = session.app.call(ListUserControls { engagement })?;
            session.out.show(&list, |list| {
                let row = |it: &UserControl| vec![it.code.to_string(), it.statement.clone(), joined(&it.criteria)];
                let heads = ["Short name", "What user entities do", "Criteria"];
                table_or(&heads, list.iter().map(row), "No user entity controls yet.")
            })
        }
        UserControlVerb::Show { user_control } => {
            let found = session.app.call(ShowUserControl { engagement, user_control })?;
            session.out.show(&found, |it| {
                lines(&[
                    ("User entity control", it.code.to_string()),
                    ("What user entities do", it.statement.clone()),
                    ("Criteria", joined(&it.criteria)),
                    ("Why", it.why.clone()),
                ])
            })
        }
        UserControlVerb::Add { code, statement, criteria, why } => {
            let criteria = criteria.into_iter().collect();
            let added = session.app.call(AddUserControl { engagement, code, statement, criteria, why })?;
            session.out.show(&added, |it| format!("Added {}.", it.code))
        }
        UserControlVerb::Edit { user_control, set } => {
            let changed = session.app.call(EditUserControl { engagement, user_control, facts: facts(&set.facts) })?;
            session.out.show(&changed, |it| format!("Changed {}.", it.code))
        }
        UserControlVerb::Remove { user_control } => {
            session.app.call(RemoveUserControl { engagement, user_control: user_control.clone() })?;
            session.out.show(&user_control, |name| format!("Removed {name}."))
        }
    }
}
