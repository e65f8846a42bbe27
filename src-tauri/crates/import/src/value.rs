//! One cell as the value of its column, or why it isn't one. Never quotes the cell: whoever reads the reason has the
//! sheet before them.

pub(crate) mod day;
mod instant;
mod number;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{FixedOffset, Timelike};
use model::invalid::NAME;
use model::sheet::column::{Code, Kind};
use model::sheet::value::{CLEAR, Value, tidy};
use model::sheet::{CELL_CHARS, Cell, Form, number_shown};

use self::day::Order;
use crate::fold::fold;

/// Words for "nothing here": they count as a blank cell wherever no free text is asked for.
const NOTHING: [&str; 9] = ["na", "none", "nil", "tbd", "tbc", "tba", "unknown", "notset", "unassigned"];

/// How the cells of one column are read.
pub(crate) struct Reader {
    pub(crate) kind: Kind,
    /// Whether rows find their records by the column, so that its text must be exactly what was typed.
    pub(crate) key: bool,
    /// Whether a cell may empty the field.
    pub(crate) clears: bool,
    pub(crate) form: Form,
    pub(crate) since_1904: bool,
    /// Words for choices, made alike.
    pub(crate) choices: BTreeMap<String, &'static str>,
    /// How dates of numbers are meant in this column.
    pub(crate) order: Order,
    pub(crate) offset: Option<FixedOffset>,
    pub(crate) dollar: Option<String>,
}

impl Reader {
    /// The value of a cell; none for a blank one.
    ///
    /// # Errors
    /// Why it has none, as the end of a sentence that names the cell.
    pub(crate) fn read(&self, cell: &Cell) -> Result<Option<Value>, String> {
        let cell = match (cell, cell.value()) {
            (Cell::Formula(_), Cell::Blank) => {
                return Err("holds a formula whose value the file doesn't keep: open and save it in a spreadsheet \
                            program"
                    .to_owned());
            }
            (_, Cell::Error(_)) => return Err("shows an error of the spreadsheet's own".to_owned()),
            (_, Cell::Long { bytes }) => {
                return Err(format!("holds {bytes} bytes of text; at most {CELL_CHARS} characters are read"));
            }
            (_, Cell::Formula(_)) => return Err("holds a formula within a formula".to_owned()),
            (_, Cell::Blank) => return Ok(None),
            (_, value @ (Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_))) => value,
        };
        let text = self.text(cell);
        if text.eq_ignore_ascii_case(CLEAR) {
            return if self.clears { Ok(Some(Value::Clear)) } else { Err("can't be emptied".to_owned()) };
        }
        if text.is_empty() || (self.nothing_counts(&text) && is_nothing(&text)) {
            return Ok(None);
        }
        self.value(cell, &text).map(Some)
    }

    /// Whether a word for nothing is a blank cell: not in free text, nor where it is the word for a choice.
    fn nothing_counts(&self, text: &str) -> bool {
        match self.kind {
            Kind::Code(_)
            | Kind::Codes(_)
            | Kind::Day
            | Kind::Instant
            | Kind::Whole { .. }
            | Kind::Money
            | Kind::Person
            | Kind::YesNo => !self.key,
            Kind::Choice(_) => !self.choices.contains_key(&fold(text)),
            Kind::Text { .. } | Kind::Lines { .. } => false,
        }
    }

    /// The cell's text as it is shown, tidy, and without the mark that keeps separated values from being formulas.
    fn text(&self, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) if self.form == Form::Csv => tidy(unmarked(&tidy(text))),
            Cell::Text(text) => tidy(text),
            Cell::Number(number) => number_shown(*number),
            Cell::Date(at) if at.num_seconds_from_midnight() == 0 => at.format("%Y-%m-%d").to_string(),
            Cell::Date(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            Cell::Bool(true) => "TRUE".to_owned(),
            Cell::Bool(false) => "FALSE".to_owned(),
            Cell::Blank | Cell::Error(_) | Cell::Formula(_) | Cell::Long { .. } => String::new(),
        }
    }

    fn value(&self, cell: &Cell, text: &str) -> Result<Value, String> {
        if self.key || matches!(self.kind, Kind::Code(_) | Kind::Codes(_)) {
            check_typed(cell)?;
        }
        match self.kind {
            Kind::Text { most } => bounded(text, most).map(|text| Value::Text(text.to_owned())),
            Kind::Lines { most } => lines(text, most),
            Kind::Code(code) => code.read(text).map(Value::Code).map_err(|invalid| invalid.rule),
            Kind::Codes(code) => codes(code, text),
            Kind::Day => day::read(cell, text, self.order, self.since_1904).map(Value::Day),
            Kind::Instant => instant::read(cell, text, self.order, self.offset).map(Value::Instant),
            Kind::Whole { from, to } => number::whole(cell, text, from, to).map(Value::Whole),
            Kind::Money => number::money(cell, text, self.dollar.as_deref()),
            Kind::Choice(choices) => match self.choices.get(&fold(text)) {
                Some(value) => Ok(Value::Choice((*value).to_owned())),
                None => {
                    let words: Vec<&str> = choices.iter().map(|choice| choice.word).collect();
                    Err(format!("must be one of: {}", words.join("; ")))
                }
            },
            Kind::Person => person(text),
            Kind::YesNo => yes_no(text),
        }
    }
}

/// A text that a spreadsheet would take for a formula leaves with `'` before it (and one more before those that have one
/// already), so one is taken off on the way in. See the room `export`.
fn unmarked(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(model::sheet::FORMULA_STARTS) => rest,
        Some(_) | None => text,
    }
}

fn is_nothing(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '–' | '—' | '?' | '.' | ' ')) || NOTHING.contains(&fold(text).as_str())
}

/// A spreadsheet program may have turned what was typed into something else, of which the typed text can't be had back.
fn check_typed(cell: &Cell) -> Result<(), String> {
    match cell {
        Cell::Number(number) if number.fract() != 0.0 || number.abs() >= 1e15 => {
            Err("is stored as a number, so digits may be lost (1.10 became 1.1): format the column as text".to_owned())
        }
        Cell::Date(_) => Err("is stored as a date, which is not what was typed: format the column as text".to_owned()),
        Cell::Bool(_) => Err("is stored as true or false: format the column as text".to_owned()),
        Cell::Number(_) | Cell::Text(_) | Cell::Blank | Cell::Error(_) | Cell::Formula(_) | Cell::Long { .. } => Ok(()),
    }
}

fn bounded(text: &str, most: usize) -> Result<&str, String> {
    let count = text.chars().count();
    if count <= most { Ok(text) } else { Err(format!("has {count} characters; at most {most} are kept")) }
}

fn lines(text: &str, most: usize) -> Result<Value, String> {
    let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    for (index, line) in lines.iter().enumerate() {
        bounded(line, most).map_err(|reason| format!("line {}: {reason}", index + 1))?;
    }
    Ok(Value::Lines(lines))
}

fn codes(code: Code, text: &str) -> Result<Value, String> {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let read = |(index, part): (usize, &str)| {
        code.read(part).map_err(|invalid| format!("item {} of the list {}", index + 1, invalid.rule))
    };
    parts.enumerate().map(read).collect::<Result<BTreeSet<_>, _>>().map(Value::Codes)
}

fn person(text: &str) -> Result<Value, String> {
    if text.contains('\n') {
        return Err("must name one person, on one line".to_owned());
    }
    bounded(text, NAME).map(|text| Value::Person(text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn yes_no(text: &str) -> Result<Value, String> {
    if matches!(text, "✓" | "✔" | "☑" | "☒") {
        return Ok(Value::YesNo(true));
    }
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "key" => Ok(Value::YesNo(true)),
        "no" | "n" | "false" | "0" | "nonkey" => Ok(Value::YesNo(false)),
        _ => Err("must be yes or no".to_owned()),
    }
}
