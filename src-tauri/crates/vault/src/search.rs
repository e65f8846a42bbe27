//! Searching: records by their lines, files of evidence by their texts. Whoever asks is answered with the exact reference
//! first, then by how much a record is about what was asked; nobody's words are ever taken for the language of the index.

mod terms;

use std::collections::{BTreeMap, BTreeSet};

use model::id::{EngagementId, FileId};
use model::record::Noun;
use model::search::{FoundIn, SearchFound, SearchHit, SnippetPart};
use rusqlite::{Connection, params_from_iter};

use self::terms::Terms;
use crate::access::Reader;
use crate::derived::search::numbers;
use crate::error::Result;
use crate::table::column::{Column, Fields, vault_db};
use crate::table::rows;

/// Lines or pieces up to which what is found is ranked by its words. Words that stand nearly everywhere tell nothing
/// apart: beyond it titles go first, then what is newest, so that the answer comes as fast.
const RANKED: usize = 1_000;
/// What marks the beginning and end of a found word in a snippet. No line and no text holds either.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct SearchAsked<'a> {
    /// The words, as somebody typed them. All must be there; the last one may be the beginning of a word.
    pub text: &'a str,
    /// The engagement whose records are searched, with those of the whole vault; none searches all.
    pub engagement: Option<EngagementId>,
    /// The nouns that are searched; none searches all. Texts of files belong to evidence.
    pub nouns: &'a [Noun],
    /// Hits at most.
    pub limit: u32,
}

/// One hit, before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    /// A record's line.
    Line(u64),
    /// A piece of a file's text.
    Piece(u64, FileId),
}

/// Hits of one index, best first.
#[derive(Default)]
struct Ranked {
    /// With how little each is about what was asked; all the same where that wasn't ranked.
    hits: Vec<(f64, At)>,
    total: usize,
    at_least: bool,
}

impl Reader<'_> {
    /// Finds records and files of evidence by their words.
    ///
    /// # Errors
    /// Those of reading.
    pub fn search(&self, asked: &SearchAsked<'_>) -> Result<SearchFound> {
        let Some(terms) = Terms::of(asked.text) else { return Ok(SearchFound::default()) };
        let search = Search { connection: self.connection(), terms, asked };
        let exact = search.of_this_reference()?;
        let (lines, pieces) = (search.lines()?, search.pieces()?);
        let total = lines.total + pieces.total + exact.iter().filter(|at| !lines.counts(**at)).count();
        let at_least = lines.at_least || pieces.at_least;
        let mut hits = lines.hits;
        hits.extend(pieces.hits);
        // Where neither is ranked the order stays: records first.
        hits.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let rest = hits.into_iter().map(|(_, at)| at).filter(|at| !exact.contains(at));
        let best: Vec<At> = exact.iter().copied().chain(rest).take(asked.limit as usize).collect();
        let mut snippets = search.snippets(&best)?;
        let mut found = SearchFound { hits: Vec::new(), total: total.try_into().unwrap_or(u32::MAX), at_least };
        for at in best {
            let hit = search.hit(at)?.map(|hit| SearchHit { snippet: snippets.remove(&at).unwrap_or_default(), ..hit });
            found.hits.extend(hit);
        }
        Ok(found)
    }
}

impl Ranked {
    fn counts(&self, at: At) -> bool {
        self.at_least || self.hits.iter().any(|(_, own)| *own == at)
    }
}

/// One search under way.
struct Search<'a> {
    connection: &'a Connection,
    terms: Terms,
    asked: &'a SearchAsked<'a>,
}

impl Search<'_> {
    /// Records that are called exactly what was typed.
    fn of_this_reference(&self) -> Result<Vec<At>> {
        let sql = "SELECT number, noun FROM derived_search WHERE reference = ?1 COLLATE NOCASE AND reference <> '' \
                   AND (?2 IS NULL OR engagement IS NULL OR engagement = ?2) ORDER BY number LIMIT ?3";
        let values = vec![self.terms.whole().to_value(), self.asked.engagement.to_value(), self.asked.limit.to_value()];
        let read = |fields: &Fields<'_>| Ok((fields.get("number")?, fields.get("noun")?));
        let found: Vec<(u64, Noun)> = rows(self.connection, "derived_search", sql, values, read)?;
        let wanted = |noun: &Noun| self.asked.nouns.is_empty() || self.asked.nouns.contains(noun);
        Ok(found.into_iter().filter(|(_, noun)| wanted(noun)).map(|(number, _)| At::Line(number)).collect())
    }

    /// The numbers that are searched, from the first to the last range.
    fn ranges(&self) -> Vec<(u64, u64)> {
        let chosen = if self.asked.nouns.is_empty() { Noun::ALL } else { self.asked.nouns };
        let ranges: BTreeSet<_> = chosen.iter().map(|noun| numbers(*noun)).collect();
        // Ranges that touch are one: a search of all is one look into the index.
        ranges.into_iter().fold(Vec::new(), |mut joined: Vec<(u64, u64)>, (first, end)| {
            match joined.last_mut().filter(|last| last.1 == first) {
                Some(last) => last.1 = end,
                None => joined.push((first, end)),
            }
            joined
        })
    }

    fn lines(&self) -> Result<Ranked> {
        let ranges = self.ranges();
        let of_title = self.terms.in_title();
        let (mut numbers, mut few) = (Vec::new(), true);
        for range in &ranges {
            numbers.extend(self.numbers_in(LINES, self.terms.all(), *range, RANKED + 1 - numbers.len())?);
            few = numbers.len() <= RANKED;
            if !few {
                break;
            }
        }
        if few {
            let mut hits = Vec::new();
            for range in &ranges {
                hits.extend(self.scored(LINES, *range)?.into_iter().map(|(score, number)| (score, At::Line(number))));
            }
            return Ok(Ranked { total: hits.len(), hits, at_least: false });
        }
        let limit = self.asked.limit as usize;
        let mut best: Vec<u64> = Vec::new();
        for words in [&of_title, self.terms.all()] {
            for range in &ranges {
                let room = limit.saturating_sub(best.len());
                let more = self.numbers_in(LINES, words, *range, limit.min(room + best.len()))?;
                let more: Vec<_> = more.into_iter().filter(|number| !best.contains(number)).take(room).collect();
                best.extend(more);
            }
        }
        let hits = best.into_iter().map(|number| (0.0, At::Line(number))).collect();
        Ok(Ranked { hits, total: numbers.len(), at_least: true })
    }

    fn pieces(&self) -> Result<Ranked> {
        if !self.asked.nouns.is_empty() && !self.asked.nouns.contains(&Noun::Evidence) {
            return Ok(Ranked::default());
        }
        let all = (0, u64::MAX >> 1);
        let numbers = self.numbers_in(PIECES, self.terms.all(), all, RANKED + 1)?;
        let at_least = numbers.len() > RANKED;
        let scored = if at_least {
            numbers.into_iter().map(|number| (0.0, number)).collect()
        } else {
            self.scored(PIECES, all)?
        };
        let (mut seen, mut hits) = (BTreeSet::new(), Vec::new());
        for (score, number) in scored {
            let file = self.file_of(number)?;
            hits.extend(file.filter(|file| seen.insert(*file)).map(|file| (score, At::Piece(number, file))));
        }
        Ok(Ranked { total: hits.len(), hits, at_least })
    }

    /// Numbers under which the words are found, newest first.
    fn numbers_in(&self, index: &Index, words: &str, range: (u64, u64), most: usize) -> Result<Vec<u64>> {
        let Index { name, join, .. } = index;
        let mut sql = format!("SELECT f.rowid AS number FROM {name} f");
        let mut values = vec![words.to_owned().to_value(), range.0.to_value(), range.1.to_value()];
        values.push((most as u64).to_value());
        let mut within = "";
        if self.asked.engagement.is_some() {
            sql.push_str(join);
            values.push(self.asked.engagement.to_value());
            within = " AND (s.engagement IS NULL OR s.engagement = ?5)";
        }
        sql.push_str(&format!(" WHERE f.{name} MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3{within}"));
        sql.push_str(" ORDER BY f.rowid DESC LIMIT ?4");
        rows(self.connection, "search", &sql, values, |fields| fields.get("number"))
    }

    /// Numbers with how little each is about the words, the best first.
    fn scored(&self, index: &Index, range: (u64, u64)) -> Result<Vec<(f64, u64)>> {
        const DOING: &str = "searching";
        let Index { name, join, weights } = index;
        let mut sql = format!("SELECT f.rowid, bm25({name}{weights}) AS score FROM {name} f");
        let mut values = vec![self.terms.all().to_owned().to_value(), range.0.to_value(), range.1.to_value()];
        let mut within = "";
        if self.asked.engagement.is_some() {
            sql.push_str(join);
            values.push(self.asked.engagement.to_value());
            within = " AND (s.engagement IS NULL OR s.engagement = ?4)";
        }
        sql.push_str(&format!(" WHERE f.{name} MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3{within} ORDER BY score"));
        let mut query = self.connection.prepare_cached(&sql).map_err(vault_db(DOING))?;
        let found = query.query_map(params_from_iter(values), |row| Ok((row.get(1)?, row.get::<_, i64>(0)?)));
        let found: rusqlite::Result<Vec<(f64, i64)>> = found.and_then(Iterator::collect);
        let found = found.map_err(vault_db(DOING))?;
        Ok(found.into_iter().map(|(score, number)| (score, number.cast_unsigned())).collect())
    }

    fn file_of(&self, piece: u64) -> Result<Option<FileId>> {
        let sql = "SELECT file FROM file_text_piece WHERE number = ?1";
        let found = rows(self.connection, "file_text_piece", sql, vec![piece.to_value()], |fields| fields.get("file"))?;
        Ok(found.into_iter().next())
    }

    /// Reads one hit, without its snippet; none where it has no record any more.
    fn hit(&self, at: At) -> Result<Option<SearchHit>> {
        let found = match at {
            At::Line(number) => {
                let sql = "SELECT *, NULL AS file, NULL AS name FROM derived_search WHERE number = ?1";
                rows(self.connection, "derived_search", sql, vec![number.to_value()], read_hit)?
            }
            At::Piece(_, file) => {
                let sql = "SELECT s.*, f.id AS file, f.name FROM evidence_file f \
                           JOIN derived_search s ON s.noun = 'evidence' AND s.id = f.evidence WHERE f.id = ?1";
                rows(self.connection, "derived_search", sql, vec![file.to_value()], read_hit)?
            }
        };
        Ok(found.into_iter().next())
    }

    /// Where the words stand in each hit that has them.
    fn snippets(&self, hits: &[At]) -> Result<BTreeMap<At, Vec<SnippetPart>>> {
        let lines: BTreeMap<u64, At> =
            hits.iter().filter_map(|at| if let At::Line(number) = at { Some((*number, *at)) } else { None }).collect();
        let pieces: BTreeMap<u64, At> = hits
            .iter()
            .filter_map(|at| if let At::Piece(number, _) = at { Some((*number, *at)) } else { None })
            .collect();
        let mut found = self.snippets_in("search_record", 2, &lines)?;
        found.extend(self.snippets_in("search_file", 0, &pieces)?);
        Ok(found)
    }

    /// Snippets of one index, in one look into it: each look gathers anew all words that begin as the last one does. The plus
    /// keeps the numbers from becoming a look each.
    fn snippets_in(&self, index: &str, column: u8, hits: &BTreeMap<u64, At>) -> Result<BTreeMap<At, Vec<SnippetPart>>> {
        let (Some((first, _)), Some((last, _))) = (hits.first_key_value(), hits.last_key_value()) else {
            return Ok(BTreeMap::new());
        };
        let [begin, end] = MARKS.map(u32::from);
        let numbers: Vec<String> = hits.keys().map(u64::to_string).collect();
        let numbers = format!("[{}]", numbers.join(","));
        let sql = format!(
            "SELECT rowid AS number, snippet({index}, {column}, char({begin}), char({end}), '…', 24) AS snippet \
             FROM {index} WHERE {index} MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 \
             AND +rowid IN (SELECT value FROM json_each(?4))"
        );
        let values =
            vec![self.terms.all().to_owned().to_value(), first.to_value(), last.to_value(), numbers.to_value()];
        let read = |fields: &Fields<'_>| Ok((fields.get("number")?, fields.get("snippet")?));
        let found: Vec<(u64, String)> = rows(self.connection, "search", &sql, values, read)?;
        Ok(found.into_iter().filter_map(|(number, text)| Some((*hits.get(&number)?, parts(&text)))).collect())
    }
}

fn read_hit(fields: &Fields<'_>) -> Result<SearchHit> {
    let (file, name): (Option<FileId>, Option<String>) = (fields.get("file")?, fields.get("name")?);
    Ok(SearchHit {
        noun: fields.get("noun")?,
        id: fields.get("id")?,
        reference: fields.get("reference")?,
        title: fields.get("title")?,
        engagement: fields.get("engagement")?,
        state: fields.get("state")?,
        file: file.zip(name).map(|(file, name)| FoundIn { file, name }),
        snippet: Vec::new(),
    })
}

/// A snippet in its parts: what was found, and what stands around it.
fn parts(text: &str) -> Vec<SnippetPart> {
    let mut parts = Vec::new();
    let mut hit = false;
    for text in text.split(MARKS) {
        if !text.is_empty() {
            parts.push(SnippetPart { text: text.to_owned(), hit });
        }
        hit = !hit;
    }
    parts
}

/// One index of the search.
struct Index {
    name: &'static str,
    /// How its rows find their engagement, as `s`.
    join: &'static str,
    /// What a word counts in each of its columns.
    weights: &'static str,
}

const LINES: &Index =
    &Index { name: "search_record", join: " JOIN derived_search s ON s.number = f.rowid", weights: ", 12.0, 6.0, 1.0" };

const PIECES: &Index = &Index {
    name: "search_file",
    join: " JOIN file_text_piece p ON p.number = f.rowid JOIN evidence_file e ON e.id = p.file \
           JOIN derived_search s ON s.noun = 'evidence' AND s.id = e.evidence",
    weights: "",
};
