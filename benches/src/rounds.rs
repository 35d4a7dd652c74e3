//! Interleaved rounds: only ratios within a round mean something on a machine that does other
//! things too.

use std::time::{Duration, Instant};

/// Times several ways of doing the same, each once a round, after a round that does not count.
pub fn rounds(n: usize, ways: &mut [&mut dyn FnMut()]) -> Vec<Vec<Duration>> {
    ways.iter_mut().for_each(|way| way());
    let mut times = vec![Vec::with_capacity(n); ways.len()];
    for round in 0..n {
        for i in 0..ways.len() {
            // another one first each time
            let i = (i + round) % ways.len();
            let start = Instant::now();
            ways[i]();
            times[i].push(start.elapsed());
        }
    }
    times
}

/// How many times as fast `b` is as `a`: the median of what each round says.
pub fn ratio(a: &[Duration], b: &[Duration]) -> f64 {
    median(ratios(a, b))
}

/// How many times as fast `b` is as `a`, in each round.
pub fn ratios(a: &[Duration], b: &[Duration]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect()
}

/// The value in the middle.
pub fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or(f64::NAN)
}
