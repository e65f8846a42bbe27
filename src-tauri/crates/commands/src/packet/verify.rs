//! Verifying a packet without any vault. The file may be anybody's: it is parsed in a confined process alone. Here it is
//! only hashed, its seal compared and its signature verified, byte by byte, and what the process answers checked.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use document::Confined;
use document::child::{self, Bounds};
use model::activity::bytes_digest;
use model::evidence::Digest;
use model::exhibit::NotShown;
use model::packet::Step;
use model::signing_key::Fingerprint;
use packet::seal::{self, Seal};
use packet::signature::{self, Signature};
use packet::{CheckState, MOST_BYTES, VolumeTold};
use serde::{Deserialize, Serialize};

use crate::app::{App, unreadable};
use crate::failure::{Code, Failure};
use crate::held::Held;

/// The first argument that turns a program into the confined process that verifies packets.
pub(crate) const CHILD_ARGUMENT: &str = "verify-child";

/// The method of an archive's entry that is sealed by AES.
const AES: u16 = 99;
/// Other files that can be named: a packet of a thousand volumes has 150 GB.
const MOST_OTHERS: usize = 1_000;
/// Bytes that the process may answer. Each attached file is a line or two; a packet of ours has a few hundred.
const MOST_ANSWERED: usize = 4 << 20;
/// How often the process may hold the file: its bytes, the objects read from them, the attached files among these, and
/// one of those inflated.
const TIMES_HELD: u64 = 4;
/// Bytes of the file for which the process gets a second of processor time more. Inflating and hashing them twice takes
/// a tenth of it.
const BYTES_A_SECOND: u64 = 4 << 20;

/// Verifies a packet without any vault.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct VerifyPacket {
    /// The PDF file.
    pub file: Held,
    /// The packet's other volumes, in any order. With them it is verified whether all belong together and none is missing.
    #[serde(default)]
    pub others: Vec<Held>,
    /// By which key it must be signed: a fingerprint, or a public key in PEM form; none asks for no key.
    #[serde(default)]
    pub key: Option<String>,
}

/// What a verification found.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Verified {
    /// Whether every check holds, of each file and of them together.
    pub holds: bool,
    /// Whether the file is an encrypted container: it must be opened first, and nothing was checked.
    pub container: bool,
    /// Each check with what it found, in words; the seal first, the signature second.
    pub checks: Vec<VerifiedCheck>,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// The key that signed the file; none for an unsigned one, and where not every check holds.
    pub signed_by: Option<SignedBy>,
    /// Which of several volumes it is; none for a packet in one.
    pub volume: Option<VerifiedVolume>,
    /// The other files, as they were named.
    pub others: Vec<VerifiedFile>,
    /// Whether they are the volumes of one packet; empty where one file was named.
    pub together: Vec<VerifiedCheck>,
}

/// What was found of one of several files.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct VerifiedFile {
    /// Its name.
    pub name: String,
    /// Whether every check of it holds.
    pub holds: bool,
    /// Whether it is an encrypted container.
    pub container: bool,
    /// Each check with what it found, in words; the seal first, the signature second.
    pub checks: Vec<VerifiedCheck>,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// The key that signed it; none for an unsigned one, and for one that doesn't hold.
    pub signed_by: Option<SignedBy>,
    /// Which of several volumes it is; none for a packet in one.
    pub volume: Option<VerifiedVolume>,
}

/// Which of several volumes a file says that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VerifiedVolume {
    /// Number, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

/// The key that signed a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SignedBy {
    /// Its fingerprint in groups of four digits.
    pub fingerprint: String,
    /// Whether it is the one that was asked for. If none was, nothing shows whose it is.
    pub expected: bool,
}

/// One check of a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VerifiedCheck {
    /// Whether it holds; none when the file alone can't tell.
    pub holds: Option<bool>,
    /// What was found, in words.
    pub text: String,
}

pub(crate) fn verify(app: &mut App, request: VerifyPacket) -> Result<Verified, Failure> {
    let VerifyPacket { file, others, key } = request;
    if others.len() > MOST_OTHERS {
        return Err(Failure::new(Code::TooLarge, "more files are named than a packet has volumes").on("others"));
    }
    let expected = key.as_deref().map(Fingerprint::read).transpose()?;
    let is_one = others.is_empty();
    let (mut first, told, signature) = one(app, file, expected, is_one)?;
    let (mut all_told, mut signatures) = (vec![told], vec![signature]);
    let mut files = Vec::with_capacity(others.len());
    for other in others {
        let (file, told, signature) = one(app, other, expected, false)?;
        files.push(file);
        all_told.push(told);
        signatures.push(signature);
    }
    let together: Vec<VerifiedCheck> = if is_one {
        Vec::new()
    } else {
        // What each says of itself are words of a confined process; who signed it was verified here.
        packet::together(&all_told).into_iter().chain(packet::signers(&signatures)).map(Into::into).collect()
    };
    let belong = together.iter().all(|check| check.holds == Some(true));
    let holds = first.holds && files.iter().all(|file| file.holds) && belong;
    let signed_by = first.signed_by.take().filter(|_| holds);
    let VerifiedFile { container, checks, sha256, volume, .. } = first;
    Ok(Verified { holds, container, checks, sha256, signed_by, volume, others: files, together })
}

/// Verifies one file, and says of which packet it is a volume and what its signature says. `alone` is whether no other was
/// named.
fn one(
    app: &mut App,
    file: Held,
    expected: Option<Fingerprint>,
    alone: bool,
) -> Result<(VerifiedFile, Option<VolumeTold>, Signature), Failure> {
    let path = app.look(file)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = read(File::open(path).map_err(unreadable)?)?;
    let mut found = VerifiedFile {
        name,
        holds: false,
        container: is_container(&bytes),
        checks: Vec::new(),
        sha256: bytes_digest(&bytes),
        signed_by: None,
        volume: None,
    };
    if found.container {
        return Ok((found, None, Signature::Absent));
    }
    let size = bytes.len() as u64;
    let step = |done| Step { done, total: size, doing: "verifying the packet" };
    let tell = |step| match app.host().progress(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Failure::new(Code::Cancelled, "while verifying the packet")),
    };
    tell(step(0))?;
    let answer = confined(app.host().program(), size).answer(&mut &bytes[..], size, MOST_ANSWERED);
    // An interrupt ends the process as well: then its end says nothing about the packet.
    tell(step(size))?;
    let signature = signature::check(&bytes);
    let Answer { mut checks, volume } = match answer {
        Ok(Ok(answer)) => checked(&answer, &seal::check(&bytes), signature)?,
        Ok(Err(reason)) => return Err(unread(&reason)),
        Err(error) => return Err(Failure::bug(error)),
    };
    checks.splice(2..2, expected.map(|expected| by_expected(expected, signature)));
    checks.extend(volume.as_ref().filter(|_| alone).map(|volume| packet::alone(&volume.list).into()));
    found.holds = checks.iter().all(|check| check.holds != Some(false));
    found.checks = checks;
    found.volume = volume.as_ref().map(|told| VerifiedVolume { number: told.list.volume, of: told.list.volumes });
    found.signed_by = match signature {
        Signature::Holds { key } if found.holds => {
            Some(SignedBy { fingerprint: key.fingerprint().grouped(), expected: expected.is_some() })
        }
        _ => None,
    };
    Ok((found, volume, signature))
}

/// Whether the key is the one that was asked for.
fn by_expected(expected: Fingerprint, signature: Signature) -> VerifiedCheck {
    let (holds, text) = match signature {
        Signature::Holds { key } if key.fingerprint() == expected => {
            (true, "The key is the one that was asked for.".to_owned())
        }
        Signature::Holds { .. } => {
            (false, format!("The key is not the one that was asked for, {}.", expected.grouped()))
        }
        Signature::Absent => {
            (false, format!("Not signed, and so not by the key that was asked for, {}.", expected.grouped()))
        }
        Signature::Broken { .. } | Signature::Weak { .. } | Signature::Malformed => (
            false,
            format!("Nothing in this file holds as signed by the key that was asked for, {}.", expected.grouped()),
        ),
    };
    VerifiedCheck { holds: Some(holds), text }
}

/// Whether a file begins as an archive does whose first entry is sealed as those of a container are. It isn't opened here:
/// who has its passphrase has a program for it, and this one verifies the packet that comes out.
fn is_container(bytes: &[u8]) -> bool {
    let number = |at: usize| bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]));
    let is_encrypted = number(6).is_some_and(|flags| flags & 1 == 1);
    bytes.starts_with(b"PK\x03\x04") && is_encrypted && number(8) == Some(AES)
}

/// The whole file.
fn read(file: File) -> Result<Vec<u8>, Failure> {
    let size = file.metadata().map_err(unreadable)?.len();
    let too_large = || Failure::new(Code::TooLarge, "a packet's volume has at most 1 GiB");
    if size > MOST_BYTES {
        return Err(too_large());
    }
    whole(file.take(MOST_BYTES + 1), size).map_err(unreadable).and_then(|bytes| {
        // What is no file states no length.
        if bytes.len() as u64 > MOST_BYTES { Err(too_large()) } else { Ok(bytes) }
    })
}

/// All that a reader gives, in memory for `size` bytes where it keeps to that.
fn whole(mut from: impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = usize::try_from(size).map_err(|_| io::ErrorKind::OutOfMemory)?;
    bytes.try_reserve_exact(size).map_err(|_| io::ErrorKind::OutOfMemory)?;
    from.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the confined process answers.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    checks: Vec<VerifiedCheck>,
    /// Of which packet the file is a volume, where it says so.
    volume: Option<VolumeTold>,
}

/// The process that verifies a file of `size` bytes, with what a packet of that size needs.
fn confined(program: PathBuf, size: u64) -> Confined {
    let usual = Bounds::default();
    let seconds = size / BYTES_A_SECOND;
    let bounds =
        Bounds { memory: usual.memory + TIMES_HELD * size, cpu_seconds: usual.cpu_seconds.saturating_add(seconds) };
    let time = Duration::from_secs(180 + 3 * seconds);
    Confined { program, argument: CHILD_ARGUMENT, bounds, time, stop: document::Stop::default() }
}

/// The checks that the process answered, if they are what checks of this file can be: it may be in the hands of whoever
/// made the file. What follows from the bytes alone is compared, and said in our own words: they name the digest and a key.
fn checked(answer: &[u8], seal: &Seal, signature: Signature) -> Result<Answer, Failure> {
    let other = || Failure::new(Code::NotVerified, "what the confined process answered isn't the outcome of checks");
    let Answer { mut checks, volume } = serde_json::from_slice(answer).map_err(|_| other())?;
    let sealed = matches!(seal, Seal::Holds { .. });
    let signed = VerifiedCheck::from(packet::signature_check(signature));
    match checks.as_mut_slice() {
        [first, second, others @ ..] if first.holds == Some(sealed) && second.holds == signed.holds => {
            let others_hold = others.iter().all(|check| check.holds != Some(false));
            *first = packet::seal_check(seal, others_hold).into();
            *second = signed;
        }
        _ => return Err(other()),
    }
    if volume.as_ref().is_some_and(|told| !told.list.is_possible()) {
        return Err(other());
    }
    Ok(Answer { checks, volume })
}

/// Why a file is not verified whose checks didn't come to an end.
fn unread(reason: &NotShown) -> Failure {
    match reason {
        NotShown::NotConfined(_) => {
            Failure::new(Code::Unreadable, format!("{reason}; the file was not read, and nothing is said about it"))
        }
        NotShown::Unsafe(why) => {
            Failure::new(Code::NotVerified, format!("the file could not be read within the limits: {why}"))
        }
        NotShown::NoPages | NotShown::Locked | NotShown::Damaged(_) | NotShown::TooLarge(_) => {
            Failure::new(Code::NotVerified, format!("the file could not be read: {reason}"))
        }
    }
}

/// The whole life of the confined process: reads the packet, checks it, answers with the checks.
pub(crate) fn run_child() -> ExitCode {
    child::answer(|input, size| {
        let pdf = whole(input, size)?;
        let verified = packet::verify(&pdf);
        let volume = verified.told();
        let mut answer = Answer { checks: verified.checks.into_iter().map(VerifiedCheck::from).collect(), volume };
        let bytes = serde_json::to_vec(&answer)?;
        if bytes.len() <= MOST_ANSWERED {
            return Ok(bytes);
        }
        answer.checks.truncate(2);
        let text = "There is more in the file than in a packet.".to_owned();
        answer.checks.push(VerifiedCheck { holds: Some(false), text });
        Ok(serde_json::to_vec(&Answer { volume: None, ..answer })?)
    })
}

impl From<packet::Check> for VerifiedCheck {
    fn from(check: packet::Check) -> Self {
        let holds = match check.state {
            CheckState::Holds => Some(true),
            CheckState::Fails => Some(false),
            CheckState::NotChecked => None,
        };
        Self { holds, text: check.words }
    }
}

#[cfg(test)]
mod tests;
