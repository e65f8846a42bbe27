//! Logos: the client's, and that of the firm which prepares an engagement. A picture is read in the confined child, which
//! hands out a PNG of its own within bounds; the file itself is kept nowhere.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use document::Reader;
use model::activity::Action;
use model::client::{Client, Logo};
use model::engagement::Engagement;
use model::exhibit::{NotShown, Picture};
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise, unreadable};
use crate::client::the_client;
use crate::failure::{Code, Failure};
use crate::find;
use crate::held::Held;
use crate::picture::ShownPicture;
use crate::staged::{self, Staged};

/// How long a person waits for a picture, at most.
const TIME: Duration = Duration::from_secs(30);
/// Bytes from which a file's type is told.
const FIRST_BYTES: u64 = 64 * 1024;
/// Points a pixel: pictures of screens have 96 pixels an inch.
const POINTS: f32 = 0.75;

/// Sets the client's logo, for the cover of packets.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SetClientLogo {
    /// A PNG or JPEG picture.
    pub file: Held,
}

/// Removes the client's logo.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveClientLogo {}

/// Shows the client's logo.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowClientLogo {}

/// Sets the logo of the firm that prepares an engagement, for the top of covers.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SetFirmLogo {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// A PNG or JPEG picture.
    pub file: Held,
}

/// Removes the firm's logo.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveFirmLogo {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// Shows the firm's logo.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowFirmLogo {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

pub(crate) fn set_client(app: &mut App, request: SetClientLogo) -> Result<Client, Failure> {
    staged::run(app, request)
}

/// Sets the logo as `client.set_logo` does, while others may call commands.
///
/// # Errors
/// Those of the command; [`Code::Locked`] where the vault was locked meanwhile.
pub fn set_client_shared(app: &Mutex<App>, request: SetClientLogo) -> Result<Client, Failure> {
    staged::run_shared(app, request)
}

pub(crate) fn set_firm(app: &mut App, request: SetFirmLogo) -> Result<Engagement, Failure> {
    staged::run(app, request)
}

/// Sets the logo as `engagement.set_logo` does, while others may call commands.
///
/// # Errors
/// Those of the command; [`Code::Locked`] where the vault was locked meanwhile.
pub fn set_firm_shared(app: &Mutex<App>, request: SetFirmLogo) -> Result<Engagement, Failure> {
    staged::run_shared(app, request)
}

pub(crate) fn remove_client(app: &mut App, _: RemoveClientLogo) -> Result<Client, Failure> {
    app.write(Action::EditClient, |w, _| {
        let client = the_client(w)?;
        client.logo.as_ref().ok_or_else(none)?;
        w.revise(Client { logo: None, ..client })
    })
}

pub(crate) fn remove_firm(app: &mut App, request: RemoveFirmLogo) -> Result<Engagement, Failure> {
    app.write(Action::EditEngagement, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        engagement.firm_logo.as_ref().ok_or_else(none)?;
        w.revise(Engagement { firm_logo: None, ..engagement })
    })
}

pub(crate) fn show_client(app: &mut App, _: ShowClientLogo) -> Result<Option<ShownPicture>, Failure> {
    let logo = app.read(the_client)?.logo;
    Ok(logo.and_then(|logo| shown(app, logo)))
}

pub(crate) fn show_firm(app: &mut App, request: ShowFirmLogo) -> Result<Option<ShownPicture>, Failure> {
    let logo = app.read(|r| find::engagement(r, request.engagement.as_deref()))?.firm_logo;
    Ok(logo.and_then(|logo| shown(app, logo)))
}

fn none() -> Failure {
    Failure::new(Code::NotFound, "there is no logo to remove")
}

/// The logo among the pictures that a window can fetch.
fn shown(app: &mut App, logo: Logo) -> Option<ShownPicture> {
    let (width, height) = logo.size()?;
    let picture = app.pictures().keep(Picture::Png { bytes: logo.png, width, height });
    Some(ShownPicture { picture, vector: false, width: width as f32 * POINTS, height: height as f32 * POINTS })
}

/// A picture that is to be read.
pub(crate) struct ToRead {
    sitting: u64,
    path: PathBuf,
    reader: Reader,
    /// The engagement whose firm's logo it is.
    engagement: Option<String>,
}

/// A logo that was read.
pub(crate) struct WasRead {
    sitting: u64,
    logo: Logo,
    engagement: Option<String>,
}

impl ToRead {
    fn new(app: &mut App, file: Held, engagement: Option<String>) -> Result<Self, Failure> {
        app.session()?;
        let path = app.take(file)?;
        let reader = Reader { time: TIME, ..Reader::new(app.host().program()) };
        Ok(Self { sitting: app.sitting(), path, reader, engagement })
    }

    fn read(self) -> Result<WasRead, Failure> {
        let Self { sitting, path, reader, engagement } = self;
        // Before it is opened: opening what is no file may wait for ever.
        let metadata = std::fs::metadata(&path).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(Failure::new(Code::Unreadable, "this is a folder or device, not a file"));
        }
        let mut file = File::open(&path).map_err(unreadable)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut first = Vec::new();
        (&mut file).take(FIRST_BYTES).read_to_end(&mut first).map_err(unreadable)?;
        let kind = document::detect(&first, &name);
        let read = reader.logo(kind, &name, &mut first.as_slice().chain(file), metadata.len());
        let logo = read.map_err(Failure::bug)?.map_err(|reason| refused(&reason))?;
        Ok(WasRead { sitting, logo, engagement })
    }
}

/// Why a picture isn't taken.
fn refused(reason: &NotShown) -> Failure {
    match reason {
        NotShown::NotConfined(_) => Failure::new(Code::Unreadable, format!("{reason}; the picture was not read")),
        NotShown::NoPages => Failure::new(Code::Invalid, "must be a PNG or JPEG picture").on("file"),
        NotShown::Locked | NotShown::Damaged(_) | NotShown::Unsafe(_) | NotShown::TooLarge(_) => {
            Failure::new(Code::Invalid, format!("can't be taken as a logo: {reason}")).on("file")
        }
    }
}

impl Staged for SetClientLogo {
    type Begun = ToRead;
    type Done = WasRead;
    type Answer = Client;

    fn begin(self, app: &mut App) -> Result<ToRead, Failure> {
        ToRead::new(app, self.file, None)
    }

    fn work(begun: ToRead) -> Result<WasRead, Failure> {
        begun.read()
    }

    fn end(app: &mut App, done: WasRead) -> Result<Client, Failure> {
        app.require_sitting(done.sitting)?;
        app.write(Action::EditClient, |w, _| w.revise(Client { logo: Some(done.logo), ..the_client(w)? }))
    }
}

impl Staged for SetFirmLogo {
    type Begun = ToRead;
    type Done = WasRead;
    type Answer = Engagement;

    fn begin(self, app: &mut App) -> Result<ToRead, Failure> {
        // One that isn't there is told before anything is read.
        app.read(|r| find::engagement(r, self.engagement.as_deref()))?;
        ToRead::new(app, self.file, self.engagement)
    }

    fn work(begun: ToRead) -> Result<WasRead, Failure> {
        begun.read()
    }

    fn end(app: &mut App, done: WasRead) -> Result<Engagement, Failure> {
        app.require_sitting(done.sitting)?;
        app.write(Action::EditEngagement, |w, _| {
            let engagement = find::engagement(w, done.engagement.as_deref())?;
            w.revise(Engagement { firm_logo: Some(done.logo), ..engagement })
        })
    }
}
