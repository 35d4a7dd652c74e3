//! Doing several things at once (feature `parallel`).

use alloc::vec::Vec;

/// What comes of each of so many, of which there is one at least, in order: each by a thread of its own,
/// but for the first.
pub(super) fn each<T: Send>(count: usize, run: impl Fn(usize) -> T + Sync) -> Vec<T> {
    first_and_others(|| run(0), count, &run)
}

/// What comes of the first, done by this thread, and of the others among so many, by one each.
#[cfg(feature = "parallel")]
pub(super) fn first_and_others<T: Send>(
    first: impl FnOnce() -> T,
    count: usize,
    run: &(impl Fn(usize) -> T + Sync),
) -> Vec<T> {
    std::thread::scope(|scope| {
        let spawn = |nth| {
            let thread = std::thread::Builder::new();
            (nth, thread.spawn_scoped(scope, move || run(nth)))
        };
        let others: Vec<_> = (1..count).map(spawn).collect();
        let mut all = Vec::with_capacity(count);
        all.push(first());
        all.extend(others.into_iter().map(|(nth, other)| match other {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // the system has no thread to give
            Err(_) => run(nth),
        }));
        all
    })
}

#[cfg(not(feature = "parallel"))]
fn first_and_others<T>(
    first: impl FnOnce() -> T,
    count: usize,
    run: &impl Fn(usize) -> T,
) -> Vec<T> {
    core::iter::once(first()).chain((1..count).map(run)).collect()
}
