//! How far the download is: the bar, and the counts of the last line.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use executor::{Task, exec};
use indicatif::{ProgressBar, ProgressStyle};

use crate::name::Name;

/// How often the bar is drawn at least.
const TICK: Duration = Duration::from_millis(200);

/// What has been done so far. Clones count together.
#[derive(Clone)]
pub(crate) struct Progress {
    bar: ProgressBar,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    fetched: AtomicUsize,
    thumbnails: AtomicUsize,
    saved: AtomicUsize,
}

impl Progress {
    /// Shows a bar where stderr is a terminal.
    pub(crate) fn start() -> Self {
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pictures, {elapsed}")
            .expect("the template is well-formed");
        Self {
            bar: ProgressBar::new(0).with_style(style),
            counts: Arc::default(),
        }
    }

    /// Awaits `work`, and keeps the clock beside the bar going.
    #[executor::task]
    pub(crate) async fn follow<T>(&self, mut work: Task<T>) -> T {
        loop {
            match exec!(tokio::time::timeout(TICK, &mut work)) {
                Ok(result) => return result,
                Err(_) => self.bar.tick(),
            }
        }
    }

    /// Expects `count` more pictures.
    pub(crate) fn expect(&self, count: usize) {
        self.bar.inc_length(count as u64);
    }

    /// Follows one picture.
    pub(crate) fn item(&self, name: Name) -> Item {
        Item {
            name,
            progress: self.clone(),
        }
    }

    /// Prints a line beside the bar.
    pub(crate) fn say(&self, line: impl fmt::Display) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Removes the bar.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }

    pub(crate) fn fetched(&self) -> usize {
        self.counts.fetched.load(Ordering::Relaxed)
    }

    pub(crate) fn thumbnails(&self) -> usize {
        self.counts.thumbnails.load(Ordering::Relaxed)
    }

    pub(crate) fn saved(&self) -> usize {
        self.counts.saved.load(Ordering::Relaxed)
    }
}

/// A picture on its way: it moves along with the work, and when it is dropped, the picture is done or has failed.
pub(crate) struct Item {
    name: Name,
    progress: Progress,
}

impl Item {
    pub(crate) fn name(&self) -> &Name {
        &self.name
    }

    pub(crate) fn is_fetched(&self) {
        self.progress.counts.fetched.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn has_thumbnail(&self) {
        self.progress
            .counts
            .thumbnails
            .fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn is_saved(&self) {
        self.progress.counts.saved.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        self.progress.bar.inc(1);
    }
}
