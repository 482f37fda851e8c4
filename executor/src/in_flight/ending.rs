//! What a shutdown does with the work in flight: it closes the intake, waits, stops what is left, and tells what that was.

use std::task::Waker;

use super::entry::Entry;
use super::{About, InFlight, Intake, Met, Stop};
use crate::frame::FrameId;
use crate::sync::atomic::Ordering;

impl InFlight {
    /// Whether the executor takes nothing any more.
    #[inline]
    pub(crate) fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Acquire)
    }

    /// Goes on to `stage`; never back.
    pub(crate) fn close(&self, stage: Intake) {
        // Relaxed: see `has_ended`
        self.is_closing.store(true, Ordering::Relaxed);
        for shard in &self.shards {
            shard.lock().close(stage);
        }
        if stage == Intake::Over {
            self.is_over.store(true, Ordering::Release);
        }
    }

    /// Waits no more for the work of `frame`, which itself waits for the shutdown.
    pub(crate) fn pass_over(&self, frame: FrameId) {
        self.passed_over.lock().push(frame);
    }

    /// The work that has not ended, at one moment, without what waits for the shutdown.
    pub(crate) fn list(&self) -> Vec<About> {
        let passed_over = self.passed_over.lock();
        // all shards at once: work that ends in one may just have started other work in another
        let shards = self.shards.each_ref().map(|shard| shard.lock());
        let entries = shards.iter().flat_map(|shard| shard.entries());
        let listed = entries
            .filter(|(_, entry)| !entry.is_over())
            .map(|(_, entry)| entry.about());
        listed
            .filter(|about| !passed_over.contains(&about.frame))
            .collect()
    }

    /// Stops all work, except what waits for the shutdown: from here on nothing of it gives a result. What is cut off so, which is
    /// neither what has ended nor what was aborted before, is kept for a report.
    pub(crate) fn stop_all(&self) {
        let passed_over = self.passed_over.lock().clone();
        for shard in &self.shards {
            let stopped = shard.lock().stop_all(&passed_over);
            let mut cut_off = stopped.futures;
            // any code may run in these: after the lock
            for function in stopped.functions {
                let about = function.about();
                let met = function.stop(Stop::ShutDown);
                cut_off.extend((met != Met::Settled).then_some(About {
                    can_be_stopped: met == Met::Waiting,
                    ..about
                }));
            }
            self.cut_off.lock().append(&mut cut_off);
            stopped.wakers.into_iter().for_each(Waker::wake);
        }
    }

    /// What is to be reported: what was cut off, and what has not ended though it was stopped. A task that is in both is there twice.
    pub(crate) fn take_unfinished(&self) -> (Vec<About>, Vec<About>) {
        (std::mem::take(&mut *self.cut_off.lock()), self.list())
    }

    /// Waits until nothing is left that is waited for, and takes nothing from that moment on. To be called after
    /// [`close`](Self::close).
    pub(crate) async fn over_once_gone(&self) {
        loop {
            let left = self.left.notified();
            if self.is_over_if_gone() {
                return;
            }
            left.await;
        }
    }

    fn is_over_if_gone(&self) -> bool {
        let passed_over = self.passed_over.lock();
        let may_stay =
            |entry: &Entry| entry.ended().is_some() || passed_over.contains(&entry.about().frame);
        // all shards at once: nothing slips in between the look and the end
        let mut shards = self.shards.each_ref().map(|shard| shard.lock());
        let is_gone = {
            let mut entries = shards.iter().flat_map(|shard| shard.entries());
            entries.all(|(_, entry)| may_stay(entry))
        };
        if is_gone {
            shards
                .iter_mut()
                .for_each(|shard| shard.close(Intake::Over));
            self.is_over.store(true, Ordering::Release);
        }
        is_gone
    }

    /// Waits until nothing is left of what can be stopped. To be called after [`close`](Self::close).
    pub(crate) async fn stopped(&self) {
        loop {
            let left = self.left.notified();
            if !self.list().iter().any(|about| about.can_be_stopped) {
                return;
            }
            left.await;
        }
    }
}
