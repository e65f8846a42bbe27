//! What the child process gives up before it reads: memory, time, files, sockets, other processes. Never loosens
//! anything; on a system where it can't confine, it says so.

/// How much the child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of memory beyond what the program occupies when it starts.
    pub memory: u64,
    /// Seconds of processor time.
    pub cpu_seconds: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { memory: 1 << 30, cpu_seconds: 60 }
    }
}

/// Stack of the thread that parses, so that ordinary nesting never exhausts it; what does is a death of the
/// child.
pub(crate) const STACK: usize = 256 << 20;

#[cfg(target_os = "linux")]
pub(crate) use linux::{filter, give_up};

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::{filter, give_up};

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    //! Systems for which no confinement is written yet: the child refuses to read.

    use super::Bounds;

    const REASON: &str = "no confinement is known for this operating system";

    pub(crate) fn give_up(_: Bounds) -> Result<bool, String> {
        Err(REASON.into())
    }

    pub(crate) fn filter() -> Result<(), String> {
        Err(REASON.into())
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::{Bounds, STACK};
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    use rlimit::Resource;
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    };
    use std::collections::BTreeMap;

    /// Calls that reading from one pipe, computing and writing to another needs. All else is answered with
    /// "not permitted", so that a library that probes for something goes on without it.
    const ALLOWED: &[libc::c_long] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_clock_gettime,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_getrandom,
        libc::SYS_getpid,
        libc::SYS_gettid,
    ];

    /// Calls that no reader of documents makes by chance: the process dies at the first.
    const DEADLY: &[libc::c_long] = &[
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_sendto,
        libc::SYS_sendmsg,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_clone,
        libc::SYS_clone3,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_fork,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_vfork,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_getfd,
        libc::SYS_open_by_handle_at,
        libc::SYS_memfd_create,
        libc::SYS_io_uring_setup,
        libc::SYS_bpf,
        libc::SYS_userfaultfd,
        libc::SYS_perf_event_open,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_mount,
        libc::SYS_unshare,
        libc::SYS_setns,
    ];

    /// Closes every descriptor beyond standard input, output and error, gives up files by landlock and sets the
    /// resource limits. The memory limit counts from what the program occupies now, since a large program maps
    /// much before its first line. Returns whether landlock holds. The order matters: each step would keep the
    /// one before it from working.
    pub(crate) fn give_up(bounds: Bounds) -> Result<bool, String> {
        let memory = occupied()?.saturating_add(STACK as u64).saturating_add(bounds.memory);
        // Neither a core file, wherever the system sends those, nor another program of this user shows what is read.
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
            .map_err(|error| format!("core files: {error}"))?;
        close_inherited()?;
        let landlock = forbid_files();
        for (resource, soft, hard) in [
            (Resource::AS, memory, memory),
            (Resource::CPU, bounds.cpu_seconds, bounds.cpu_seconds.saturating_add(1)),
            (Resource::CORE, 0, 0),
            (Resource::FSIZE, 0, 0),
            (Resource::NOFILE, 3, 3),
        ] {
            rlimit::setrlimit(resource, soft, hard).map_err(|error| format!("resource limits: {error}"))?;
        }
        Ok(landlock)
    }

    /// Bytes of address space in use.
    fn occupied() -> Result<u64, String> {
        let status = std::fs::read_to_string("/proc/self/status").map_err(|error| format!("own size: {error}"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
        let kibibytes = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        kibibytes.map(|number| number * 1024).ok_or_else(|| "own size: not stated by the system".into())
    }

    /// Closes what the parent may have left open.
    fn close_inherited() -> Result<(), String> {
        // SAFETY: `close_range` takes three integers and touches no memory of ours. This runs before anything in
        // this process has opened a descriptor of its own, so none that a Rust value owns is closed.
        #[allow(unsafe_code)]
        let answer = unsafe { libc::syscall(libc::SYS_close_range, 3, libc::c_uint::MAX, 0) };
        if answer == 0 {
            return Ok(());
        }
        let error = std::io::Error::last_os_error();
        // Kernels before 5.9 don't know the call; the filter forbids all use of a descriptor but reading,
        // writing and closing it, and the parent opens all of its own close-on-exec.
        if error.raw_os_error() == Some(libc::ENOSYS) { Ok(()) } else { Err(format!("closing descriptors: {error}")) }
    }

    /// Gives up all files, ports and other processes by landlock, as far as the kernel knows it. Returns whether
    /// the kernel does. The system-call filter alone already refuses all of it, so an absence is no failure.
    fn forbid_files() -> bool {
        let restricted = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V6))
            .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V6)))
            .and_then(|ruleset| ruleset.scope(Scope::from_all(ABI::V6)))
            .and_then(Ruleset::create)
            .and_then(|created| created.restrict_self());
        restricted.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
    }

    /// Installs the system-call filter on all threads (and no-new-privileges with it).
    pub(crate) fn filter() -> Result<(), String> {
        // The kernel takes the strictest answer of all filters. The deadly one goes first, since the other
        // refuses the very call that installs filters.
        for program in [deadly(), allowed()] {
            let program = program.map_err(|error| format!("system-call filter: {error}"))?;
            seccompiler::apply_filter_all_threads(&program).map_err(|error| format!("system-call filter: {error}"))?;
        }
        Ok(())
    }

    type Compiled = Result<BpfProgram, seccompiler::BackendError>;

    fn deadly() -> Compiled {
        let rules = DEADLY.iter().map(|&call| (call, Vec::new())).collect();
        compile(rules, SeccompAction::Allow, SeccompAction::KillProcess)
    }

    fn allowed() -> Compiled {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().map(|&call| (call, Vec::new())).collect();
        // Memory is never made executable.
        let not_executable =
            SeccompCondition::new(2, SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64), 0)?;
        for call in [libc::SYS_mmap, libc::SYS_mprotect] {
            rules.insert(call, vec![SeccompRule::new(vec![not_executable.clone()])?]);
        }
        // A process that aborts signals itself, and only itself.
        let own = u64::from(std::process::id());
        let to_itself = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own)?;
        rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![to_itself])?]);
        compile(rules, SeccompAction::Errno(libc::EPERM as u32), SeccompAction::Allow)
    }

    fn compile(rules: BTreeMap<i64, Vec<SeccompRule>>, otherwise: SeccompAction, matched: SeccompAction) -> Compiled {
        SeccompFilter::new(rules, otherwise, matched, std::env::consts::ARCH.try_into()?)?.try_into()
    }
}
