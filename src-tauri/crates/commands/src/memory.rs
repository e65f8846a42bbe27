//! What this process's memory keeps and what others get to see of it. Memory is wiped as it is given back, no core file is
//! written, and no other program of the same user may read it. The system's administrator still can, and whoever reads swap.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

/// Wipes memory before it is given back, in every program with commands: what passed through a request, an answer or a list
/// doesn't stay until something else happens to take its place (decision 34).
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

/// Bytes of a thread's stack that a command may leave secrets or a client's words in.
const STACK: usize = 256 * 1024;

/// Does some work, and wipes the part of the stack that it used: of a thread's, when that ends, the top is kept for the next
/// thread as it was left.
pub(crate) fn on_wiped_stack<T>(work: impl FnOnce() -> T) -> T {
    // Apart, so that the work's own frames lie below this one's.
    #[inline(never)]
    fn apart<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    let answer = apart(work);
    zeroize::zeroize_stack::<STACK>();
    answer
}

/// Gives memory that nobody uses back to the system, which never shows it to anybody again. The C library gives back its own
/// without wiping it: of that, only parts of pages are left then that something in use lies on.
pub(crate) fn give_back() {
    #[cfg(target_env = "gnu")]
    // SAFETY: takes a number, may be called at any time and on any thread, and touches no memory that is in use.
    #[allow(unsafe_code)]
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Keeps this process's memory to itself, from now on and for the processes that it starts. The first thing that a program
/// does, before there is anything to keep.
///
/// # Errors
/// Why the system refused, in words.
#[cfg(target_os = "linux")]
pub fn keep_private() -> Result<(), String> {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    // The limit goes on to child processes. A system that pipes core files to a program of its own heeds only the other:
    // that a process can't be dumped, which its children have to say for themselves. It also closes `/proc/PID/mem`.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
        .and_then(|()| set_dumpable_behavior(DumpableBehavior::NotDumpable))
        .map_err(|error| format!("core files of this program can't be switched off: {error}"))
}

/// On other systems it isn't known how.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn keep_private() -> Result<(), String> {
    Ok(())
}
