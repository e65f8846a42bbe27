//! An extract of the activity log as a file of JSON lines, which anyone can check without a vault: the rows that were asked
//! for, and those after them that lead to the head. It never holds a body. The format: `docs/log-format.md`.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;

use model::activity::{Action, LOG_START, LogRow, Subject};
use model::evidence::Digest;
use model::packet::Step;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::held::Held;
use crate::host::Host;
use crate::save::{Beside, failed, folder_of, require_folder};

/// The format's name, in the first line of each extract.
const FORMAT: &str = "vouchsafe-log-extract/1";
/// Rows that are read at a time.
const AT_A_TIME: u64 = 2000;

/// Writes rows of the activity log as a file, with all that proves them up to the newest row. The extract is recorded
/// first; it ends before the row that does so.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ExtractLog {
    /// The first row; none takes row 1.
    pub from: Option<u64>,
    /// The last row that is asked for; none takes the newest. The rows after it are in the file too, since the newest
    /// row's hash can't be computed without them.
    pub to: Option<u64>,
    /// The file to write; must not exist.
    pub file: Held,
}

/// An extract that was written, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LogExtracted {
    /// Its first row.
    pub from: u64,
    /// The last row that was asked for.
    pub to: u64,
    /// Its last row: the newest one when it was made.
    pub head: u64,
    /// That row's hash.
    pub hash: Digest,
    /// Length of the file in bytes.
    pub size: u64,
}

pub(crate) fn extract(app: &mut App, request: ExtractLog) -> Result<LogExtracted, Failure> {
    let path = app.take(request.file)?;
    if path.exists() {
        return Err(Failure::new(Code::Exists, "a file of this name is there already"));
    }
    let folder = folder_of(&path);
    // Before anything is recorded of it.
    require_folder(folder)?;
    path.file_name().ok_or_else(|| Failure::new(Code::Invalid, "must name a file").on("file"))?;
    let mut beside = Beside::new(folder);
    let mut file = beside.new_file().map_err(failed)?;
    let extracted = app.read(|r| {
        let bounds = bounds(r, request.from, request.to)?;
        let mut out = Counted { to: BufWriter::new(file.as_file_mut()), size: 0 };
        write(r, app.host(), &bounds, &mut out)?;
        out.to.flush().map_err(failed)?;
        Ok(LogExtracted { size: out.size, ..bounds })
    })?;
    file.sync().map_err(failed)?;
    app.write(Action::ExtractLog, |w, _| {
        w.fact("extract", &extracted);
        Ok(())
    })?;
    app.session()?.vault.write_head()?;
    file.place(&path).map_err(failed)?;
    beside.sync();
    Ok(extracted)
}

/// From which row to which, and the head up to which that is proved.
fn bounds(r: &Reader<'_>, from: Option<u64>, to: Option<u64>) -> Result<LogExtracted, Failure> {
    let head = r.log_seq()?;
    let (from, to) = (from.unwrap_or(1), to.unwrap_or(head));
    if from < 1 || from > to {
        return Err(Failure::new(Code::Invalid, "must be a row from 1 on, and none after the last one").on("from"));
    }
    if to > head {
        return Err(Failure::new(Code::NotFound, format!("the log has no row {to}: its newest is row {head}")));
    }
    Ok(LogExtracted { from, to, head, hash: r.log_row(head)?.hash, size: 0 })
}

/// The first line.
#[derive(Serialize)]
struct FirstLine<'a> {
    format: &'a str,
    from: u64,
    to: u64,
    head: u64,
    hash: Digest,
}

/// Any other line: a row.
#[derive(Serialize)]
struct RowLine<'a> {
    seq: u64,
    at: String,
    who: &'a str,
    action: &'a str,
    subjects: Vec<String>,
    body: Digest,
    prev: Digest,
    hash: Digest,
}

impl<'a> From<&'a LogRow> for RowLine<'a> {
    fn from(row: &'a LogRow) -> Self {
        // Written out, so that a field that a row gets one day is thought of here.
        let LogRow { seq, at: _, who, action, subjects, body, prev, hash } = row;
        let subjects = subjects.iter().map(Subject::to_string).collect();
        let (seq, at, action) = (*seq, row.at_text(), action.name());
        Self { seq, at, who, action, subjects, body: *body, prev: *prev, hash: *hash }
    }
}

/// Writes all lines. A chain that doesn't hold is damage, and never leaves as an extract.
fn write(r: &Reader<'_>, host: &dyn Host, bounds: &LogExtracted, out: &mut impl Write) -> Result<(), Failure> {
    let LogExtracted { from, to, head, hash, size: _ } = *bounds;
    line(out, &FirstLine { format: FORMAT, from, to, head, hash })?;
    let mut before = if from == 1 { LOG_START } else { r.log_row(from - 1)?.hash };
    let mut next = from;
    while next <= head {
        let step = Step { done: next - from, total: head - from + 1, doing: "writing rows of the activity log" };
        if host.progress(step) == ControlFlow::Break(()) {
            return Err(Failure::new(Code::Cancelled, "while the activity log was extracted"));
        }
        let last = head.min(next + AT_A_TIME - 1);
        for row in r.log(next, last)? {
            if row.seq != next || row.prev != before || row.hash != row.computed_hash() {
                return Err(Failure::new(Code::Damaged, format!("row {next} of the activity log is damaged")));
            }
            line(out, &RowLine::from(&row))?;
            (before, next) = (row.hash, next + 1);
        }
        if next <= last {
            return Err(Failure::new(Code::Damaged, format!("row {next} of the activity log is missing")));
        }
    }
    Ok(())
}

fn line(out: &mut impl Write, value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_vec(value).map_err(Failure::bug)?;
    text.push(b'\n');
    out.write_all(&text).map_err(failed)
}

/// Counts the bytes that pass.
struct Counted<W> {
    to: W,
    size: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}
