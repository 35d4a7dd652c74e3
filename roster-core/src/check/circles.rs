//! Records that lead back to themselves.

use alloc::{collections::BTreeSet, vec, vec::Vec};

use super::ids::{Exact, Key, Texts};

/// Of the records that lead back to themselves, the first of each circle.
#[derive(Default)]
pub(super) struct Circles {
    texts: Texts,
    /// Each record with the one that it leads to, in the order of the file.
    steps: Vec<[Key; 2]>,
}

impl Circles {
    pub(super) fn row(&mut self, id: &[u8], next: &[u8]) {
        let step = [self.texts.add(id), self.texts.add(next)];
        self.steps.push(step);
    }

    pub(super) fn first_of_each(self) -> BTreeSet<Vec<u8>> {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            OnPath,
            Done,
        }
        let mut index = Exact::with_room(self.steps.len());
        for (i, [id, _]) in self.steps.iter().enumerate() {
            if !index.has(*id) {
                index.insert(*id, i);
            }
        }
        let next = |i: usize| index.get(self.steps[i][1]);
        let mut states = vec![State::New; self.steps.len()];
        let mut found = BTreeSet::new();
        for start in 0..self.steps.len() {
            let mut path = Vec::new();
            let mut at = Some(start);
            while let Some(i) = at.filter(|i| states[*i] == State::New) {
                states[i] = State::OnPath;
                path.push(i);
                at = next(i);
            }
            if let Some(back) = at.filter(|i| states[*i] == State::OnPath) {
                let circle = path.iter().skip_while(|i| **i != back);
                let first = circle.min().map(|first| self.steps[*first][0]);
                found.extend(first.map(|first| self.texts.text(first).into_owned()));
            }
            path.into_iter().for_each(|i| states[i] = State::Done);
        }
        found
    }
}
