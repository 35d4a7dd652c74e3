//! Numbers that look random and are the same for ever.

/// SplitMix64 (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014).
///
/// What it gives is part of what [`District`](super::District) promises: never change it.
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl Rng {
    /// A stream of its own for a seed and what the numbers are for.
    pub(super) fn of(seed: u64, purpose: &[u64]) -> Self {
        let step = |state, part: &u64| mix(u64::wrapping_add(state, GOLDEN) ^ part);
        Rng(purpose.iter().fold(seed, step))
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }
    /// One of the numbers below `n`; 0 if there is none.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }
    /// One of a list that is not empty.
    pub(super) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len() as u64) as usize]
    }
    /// Puts a list into another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i as u64 + 1) as usize);
        }
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers for the seed 1234567, as its authors' C code prints them.
    #[test]
    fn it_is_splitmix64() {
        let mut rng = Rng::of(1_234_567, &[]);
        let wanted = [6457827717110365317, 3203168211198807973, 9817491932198370423];
        assert_eq!(wanted, [rng.next(), rng.next(), rng.next()]);
    }
}
