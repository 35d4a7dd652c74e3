//! A progress bar on work that takes long enough to wonder.

use std::{
    ops::ControlFlow,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use roster_core::{Finding, Sink};

/// How long work may take before the bar appears.
const PATIENCE: Duration = Duration::from_millis(700);

/// Keeps findings, and shows on standard error how far reading has come, if that is a terminal.
pub(crate) struct Watched {
    pub(crate) findings: Vec<Finding>,
    started: Instant,
    size: u64,
    bar: Option<ProgressBar>,
}

impl Watched {
    /// Starts work on so many bytes.
    pub(crate) fn new(size: u64) -> Self {
        Watched { findings: Vec::new(), started: Instant::now(), size, bar: None }
    }
}

impl Sink for Watched {
    fn report(&mut self, finding: Finding) -> ControlFlow<()> {
        self.findings.push(finding);
        ControlFlow::Continue(())
    }
    fn progress(&mut self, bytes: u64) {
        if self.bar.is_none() && self.started.elapsed() < PATIENCE {
            return;
        }
        let size = self.size;
        let bar = self.bar.get_or_insert_with(|| {
            let style =
                ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {eta} left");
            let bar = ProgressBar::new(size);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        bar.set_position(bytes);
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A sign on standard error that work goes on, if that is a terminal; gone when dropped.
pub(crate) struct Waiting(ProgressBar);

impl Waiting {
    /// Of work whose end cannot be told.
    pub(crate) fn new(doing: &'static str) -> Self {
        let waiting = Waiting::with(ProgressBar::new_spinner(), "{spinner} {msg}, {elapsed}");
        waiting.0.set_message(doing);
        waiting
    }
    /// Of work in stages.
    pub(crate) fn staged() -> Self {
        Waiting::with(ProgressBar::new(100), "{bar:40} {percent} %, {msg}, {elapsed}")
    }
    fn with(bar: ProgressBar, template: &str) -> Self {
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.enable_steady_tick(PATIENCE);
        Waiting(bar)
    }
    /// Says what is being done now, and how many hundredths are done.
    pub(crate) fn now(&self, doing: &'static str, done: u64) {
        self.0.set_message(doing);
        self.0.set_position(done);
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
