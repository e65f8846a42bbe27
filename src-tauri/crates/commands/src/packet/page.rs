//! Looking at the pages of a packet that lies outside the vault. The file may be anybody's, so it is read like every
//! foreign document: in the confined child, one page at a time. A vault needn't be open.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Mutex;

use document::{Look, Reader, Seen};
use model::exhibit::{FileType, NotShown};
use serde::{Deserialize, Serialize};

use crate::app::{App, unreadable};
use crate::failure::Failure;
use crate::held::Held;
use crate::preview::{FilePreview, look, told};
use crate::staged::{self, Staged};

/// Shows a page of a packet. The vault doesn't know where its packets lie: the file is one that the person chose, or has
/// just exported to.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PreviewPacket {
    /// The file; it stays held.
    pub file: Held,
    /// The page, counted from 1; beyond the last one, the last.
    pub page: u32,
    /// Pixels that it is shown wide; 0 takes the most.
    pub width: u32,
}

pub(crate) fn preview(app: &mut App, request: PreviewPacket) -> Result<FilePreview, Failure> {
    staged::run(app, request)
}

/// Shows a page as `packet.preview` does, while others may call commands.
///
/// # Errors
/// Those of the command.
pub fn preview_shared(app: &Mutex<App>, request: PreviewPacket) -> Result<FilePreview, Failure> {
    staged::run_shared(app, request)
}

/// A page that is to be read.
pub(crate) struct Begun {
    path: PathBuf,
    program: PathBuf,
    look: Look,
}

impl Staged for PreviewPacket {
    type Begun = Begun;
    type Done = (Look, Result<Seen, NotShown>);
    type Answer = FilePreview;

    fn begin(self, app: &mut App) -> Result<Begun, Failure> {
        let (path, program) = (app.look(self.file)?, app.host().program());
        Ok(Begun { path, program, look: look(self.page, self.width) })
    }

    fn work(begun: Begun) -> Result<Self::Done, Failure> {
        let mut file = File::open(begun.path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        let seen = Reader::new(begun.program).page(FileType::Pdf, "packet.pdf", &mut file, size, &begun.look);
        Ok((begun.look, seen.map_err(Failure::bug)?))
    }

    fn end(app: &mut App, (look, seen): Self::Done) -> Result<FilePreview, Failure> {
        Ok(told(app.pictures(), &look, seen))
    }
}
