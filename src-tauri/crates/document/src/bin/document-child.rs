//! The child process of this crate's tests. Does what the programs' own `main` does first; as `probe NAME` it
//! confines itself in the same way and then tries what a confined process must not be able to do, as `bare NAME`
//! it tries the same without. Exits with 0 where the attempt was refused, with 1 where it worked; dies where the
//! attempt is deadly. As `unconfinable` it is a child on a system that takes no filter. As `work` it does what its input
//! says.

use document::child::{self, Bounds};
use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some(document::CHILD_ARGUMENT) => child::run(),
        Some("work") => child::answer(work),
        #[cfg(target_os = "linux")]
        Some("probe") => probe(&arguments.next().unwrap_or_default()),
        #[cfg(target_os = "linux")]
        Some("bare") => ended(attempt(&arguments.next().unwrap_or_default())),
        #[cfg(target_os = "linux")]
        Some("unconfinable") => unconfinable(),
        _ => ExitCode::from(64),
    }
}

/// Work that goes well or wrong as the first word of the input says; the rest of it is the answer.
fn work(input: &mut dyn Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match text.split_once(' ').map(|(word, rest)| (word, rest.as_bytes().to_vec())) {
        Some(("say", rest)) => Ok(rest),
        Some(("size", _)) => Ok(size.to_string().into_bytes()),
        Some(("fill", _)) => Ok(vec![1; 3 << 30]),
        Some(("nest", _)) => Ok(vec![nested(u64::from(u32::MAX))]),
        Some(("spin", _)) => loop {
            std::hint::spin_loop();
        },
        Some(("fail", _)) => Err(io::ErrorKind::OutOfMemory.into()),
        Some((word, _)) => panic!("{word} is not known"),
        None => Ok(Vec::new()),
    }
}

/// Takes a stack frame for each level, whatever the compiler knows of recursion.
fn nested(depth: u64) -> u8 {
    let frame = std::hint::black_box([depth; 64]);
    let deeper = std::hint::black_box(nested as fn(u64) -> u8);
    if depth == 0 { 0 } else { deeper(depth - 1).wrapping_add(frame[0].to_le_bytes()[0]) }
}

#[cfg(target_os = "linux")]
fn probe(name: &str) -> ExitCode {
    child::confined(Bounds::default(), |_| attempt(name)).map_or(ExitCode::from(65), ended)
}

#[cfg(target_os = "linux")]
fn ended(worked: Option<bool>) -> ExitCode {
    match worked {
        Some(true) => ExitCode::from(1),
        Some(false) => ExitCode::SUCCESS,
        None => ExitCode::from(64),
    }
}

/// A child that finds the installing of filters refused.
#[cfg(target_os = "linux")]
fn unconfinable() -> ExitCode {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
    let refused = [(libc::SYS_seccomp, Vec::new())].into_iter().collect();
    let refusal = SeccompAction::Errno(libc::EINVAL as u32);
    let program = std::env::consts::ARCH
        .try_into()
        .and_then(|architecture| SeccompFilter::new(refused, SeccompAction::Allow, refusal, architecture))
        .and_then(BpfProgram::try_from);
    match program.map(|program| seccompiler::apply_filter(&program)) {
        Ok(Ok(())) => child::run(),
        _ => ExitCode::from(66),
    }
}

/// Whether the attempt worked; none for one that isn't known.
#[cfg(target_os = "linux")]
fn attempt(name: &str) -> Option<bool> {
    // Is looked at from outside until its input ends.
    if name == "wait" {
        return Some(io::copy(&mut io::stdin().lock(), &mut io::stdout().lock()).is_err());
    }
    // SAFETY: plain system calls by number. The pointers are to texts that end in NUL and outlive the call, or
    // null where the call is refused before it would look at them.
    #[allow(unsafe_code)]
    let answer = unsafe {
        match name {
            "nothing" => -1,
            "openat" => libc::syscall(libc::SYS_openat, libc::AT_FDCWD, c"/etc/hostname".as_ptr(), libc::O_RDONLY),
            #[cfg(target_arch = "x86_64")]
            "open" => libc::syscall(libc::SYS_open, c"/etc/hostname".as_ptr(), libc::O_RDONLY),
            "openat2" => {
                let how = [0u64; 3];
                libc::syscall(libc::SYS_openat2, libc::AT_FDCWD, c"/etc/hostname".as_ptr(), &raw const how, 24)
            }
            "create" => {
                libc::syscall(libc::SYS_openat, libc::AT_FDCWD, c"/tmp/x".as_ptr(), libc::O_CREAT | libc::O_RDWR, 0o600)
            }
            "unlink" => libc::syscall(libc::SYS_unlinkat, libc::AT_FDCWD, c"/tmp/x".as_ptr(), 0),
            "stat" => libc::syscall(libc::SYS_faccessat, libc::AT_FDCWD, c"/etc".as_ptr(), 0),
            "dup" => libc::syscall(libc::SYS_dup, 0),
            "kill" => libc::syscall(libc::SYS_kill, libc::getppid(), 0),
            "executable" => libc::syscall(
                libc::SYS_mmap,
                0,
                4096,
                libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            ),
            "limits" => {
                let more = libc::rlimit { rlim_cur: 1 << 40, rlim_max: 1 << 40 };
                libc::syscall(libc::SYS_prlimit64, 0, libc::RLIMIT_AS, &raw const more, 0)
            }
            "socket_inet" => libc::syscall(libc::SYS_socket, libc::AF_INET, libc::SOCK_STREAM, 0),
            "socket_inet6" => libc::syscall(libc::SYS_socket, libc::AF_INET6, libc::SOCK_DGRAM, 0),
            "socket_unix" => libc::syscall(libc::SYS_socket, libc::AF_UNIX, libc::SOCK_STREAM, 0),
            "connect" => libc::syscall(libc::SYS_connect, 0, 0, 0),
            "execve" => libc::syscall(libc::SYS_execve, c"/bin/true".as_ptr(), 0, 0),
            #[cfg(target_arch = "x86_64")]
            "fork" => libc::syscall(libc::SYS_fork),
            "clone" => libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0),
            "clone3" => libc::syscall(libc::SYS_clone3, 0, 0),
            "ptrace" => libc::syscall(libc::SYS_ptrace, libc::PTRACE_TRACEME, 0, 0, 0),
            "memory" => {
                let wanted = 4usize << 30;
                libc::syscall(
                    libc::SYS_mmap,
                    0,
                    wanted,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                    -1,
                    0,
                )
            }
            _ => return None,
        }
    };
    Some(answer >= 0)
}
