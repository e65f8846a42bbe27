//! Searching the vault. The texts of files that were not yet read are read first: a terminal has no quiet moment for it.

use commands::Code;
use commands::search::FindText;
use commands::text::{CountPendingTexts, ExtractTexts};
use model::search::{SearchFound, SearchHit};

use super::Session;
use crate::args::SearchArgs;
use crate::failure::Problem;
use crate::output::{on_one_line, table_or, tell};

/// Files that are read in one step.
const AT_ONCE: u32 = 16;

/// Finds records and evidence files.
pub fn search(session: &mut Session, args: SearchArgs) -> Result<(), Problem> {
    let SearchArgs { text, noun, most } = args;
    read_texts(session)?;
    let request = FindText { engagement: session.engagement.clone(), text: text.join(" "), nouns: noun, limit: most };
    let found = session.app.call(request)?;
    session.out.show(&found, found_text)
}

/// Reads what was not yet read. Where the vault can only be read, what it has is searched.
fn read_texts(session: &mut Session) -> Result<(), Problem> {
    let mut left = session.app.call(CountPendingTexts {})?;
    while left > 0 {
        match session.app.call(ExtractTexts { limit: AT_ONCE }) {
            Ok(extracted) if extracted.left < left => left = extracted.left,
            Ok(_) => break,
            Err(failure) if matches!(failure.code, Code::ReadOnly | Code::Damaged | Code::Refused) => {
                tell(
                    "vouchsafe: the text of some evidence files can't be read now; their names and records are searched",
                );
                break;
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(())
}

const HEADS: [&str; 4] = ["Noun", "Reference", "Title", "Found"];

fn found_text(found: &SearchFound) -> String {
    let rows = table_or(&HEADS, found.hits.iter().map(cells), "Nothing in the vault holds all these words.");
    let shown = found.hits.len();
    match (found.total as usize, found.at_least) {
        (total, false) if total > shown => format!("{rows}\n{shown} of {total} are shown; name more words, or --most."),
        (total, true) => format!("{rows}\n{shown} of more than {} are shown; name more words.", total - 1),
        (_, false) => rows,
    }
}

fn cells(hit: &SearchHit) -> Vec<String> {
    let noun = hit.noun.name().replace('_', " ");
    let title = if hit.state.is_empty() { hit.title.clone() } else { format!("{} ({})", hit.title, hit.state) };
    let words: String = hit.snippet.iter().map(|part| part.text.as_str()).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = hit.file.as_ref().map_or_else(|| words.clone(), |file| format!("{}: {words}", on_one_line(&file.name)));
    vec![noun, hit.reference.clone(), on_one_line(&title), found]
}
