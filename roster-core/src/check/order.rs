//! In which order files are read, and how often.

use alloc::vec::Vec;

/// A file, by its table's number.
pub(super) struct File {
    pub(super) nth: usize,
    pub(super) size: usize,
    /// The tables whose files have to be known before it can be looked at.
    pub(super) needs: Vec<usize>,
    /// Whether others need it.
    pub(super) is_needed: bool,
}

/// One reading of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) nth: usize,
    /// What others need to know of it is gathered.
    pub(super) gather: bool,
    /// Its rows are looked at.
    pub(super) look: bool,
}

/// How the files are read: once each, for what others need and for itself; and only where files
/// need each other, the smallest of them one time more.
pub(super) fn steps(mut files: Vec<File>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut missing: Vec<usize> =
        files.iter().filter(|file| file.is_needed).map(|file| file.nth).collect();
    while !files.is_empty() {
        let ready = |file: &File| !file.needs.iter().any(|need| missing.contains(need));
        let (file, look) = match files.iter().position(ready) {
            Some(at) => (files.remove(at), true),
            None => {
                let needed = |of: &&File| {
                    let waits = |file: &File| file.needs.contains(&of.nth);
                    missing.contains(&of.nth) && files.iter().any(waits)
                };
                let smallest = files.iter().filter(needed).min_by_key(|file| file.size);
                let Some(nth) = smallest.map(|file| file.nth) else { break };
                missing.retain(|of| *of != nth);
                steps.push(Step { nth, gather: true, look: false });
                continue;
            }
        };
        let gather = missing.contains(&file.nth);
        missing.retain(|of| *of != file.nth);
        steps.push(Step { nth: file.nth, gather, look });
    }
    steps
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;

    fn file(nth: usize, size: usize, needs: &[usize], is_needed: bool) -> File {
        File { nth, size, needs: needs.to_vec(), is_needed }
    }
    const GATHER: (bool, bool) = (true, false);
    const LOOK: (bool, bool) = (false, true);
    const BOTH: (bool, bool) = (true, true);

    fn shown(files: Vec<File>) -> Vec<(usize, (bool, bool))> {
        steps(files).into_iter().map(|step| (step.nth, (step.gather, step.look))).collect()
    }

    #[test]
    fn what_is_needed_comes_first() {
        let files =
            vec![file(0, 900, &[1, 2], false), file(1, 9, &[2], true), file(2, 5, &[], true)];
        assert_eq!(shown(files), [(2, BOTH), (1, BOTH), (0, LOOK)]);
    }
    #[test]
    fn of_files_that_need_each_other_the_small_one_is_read_twice() {
        let files = vec![file(0, 10, &[1], true), file(1, 900, &[0], true)];
        assert_eq!(shown(files), [(0, GATHER), (1, BOTH), (0, LOOK)]);
    }
    #[test]
    fn a_file_that_needs_itself_is_read_twice() {
        assert_eq!(shown(vec![file(3, 10, &[3], true)]), [(3, GATHER), (3, LOOK)]);
    }
    #[test]
    fn a_file_that_is_not_there_keeps_nobody_waiting() {
        assert_eq!(shown(vec![file(0, 10, &[7], false)]), [(0, LOOK)]);
    }
}
