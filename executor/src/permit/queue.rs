//! The queue of a limited type.

use std::collections::VecDeque;
use std::task::Waker;

use super::ids::{FrameId, Ticket};
use crate::site::Site;

/// One who asks for a permit.
pub(super) enum Asker {
    /// Nobody waits for it that is known here, so nothing else is known of it.
    Stranger(Stranger),
    /// The rest is told by the frame's claim.
    Known(FrameId),
}

/// Those who ask, by ticket. Tickets grow, so a ring is in order. Who leaves from the middle leaves a gap; the first place is never
/// one, and gaps are closed once they are the greater part.
#[derive(Default)]
pub(super) struct Queue {
    line: VecDeque<(Ticket, Option<Asker>)>,
    len: usize,
}

/// So many places are kept for those to come.
const KEPT: usize = 1 << 10;

impl Queue {
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The ticket must be greater than all others.
    pub(super) fn push(&mut self, ticket: Ticket, asker: Asker) {
        debug_assert!(self.line.back().is_none_or(|(last, _)| *last < ticket));
        self.line.push_back((ticket, Some(asker)));
        self.len += 1;
    }

    pub(super) fn first(&self) -> Option<(Ticket, &Asker)> {
        let (ticket, asker) = self.line.front()?;
        Some((*ticket, asker.as_ref()?))
    }

    /// Takes out the first, a stranger; its waker.
    #[inline]
    pub(super) fn pop_stranger(&mut self) -> Option<Waker> {
        let (_, asker) = self.line.pop_front()?;
        self.len -= usize::from(asker.is_some());
        self.close_gaps();
        match asker {
            Some(Asker::Stranger(stranger)) => stranger.waker,
            Some(Asker::Known(_)) => unreachable!("who is known is removed with its claim"),
            None => None,
        }
    }

    pub(super) fn get_mut(&mut self, ticket: Ticket) -> Option<&mut Asker> {
        let at = self.find(ticket)?;
        self.line[at].1.as_mut()
    }

    pub(super) fn remove(&mut self, ticket: Ticket) -> Option<Asker> {
        let at = self.find(ticket)?;
        let asker = self.line[at].1.take()?;
        self.len -= 1;
        self.close_gaps();
        Some(asker)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Ticket, &Asker)> {
        self.line
            .iter()
            .filter_map(|(ticket, asker)| Some((*ticket, asker.as_ref()?)))
    }

    fn find(&self, ticket: Ticket) -> Option<usize> {
        let (first, _) = self.line.front()?;
        match ticket.cmp(first) {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => Some(0),
            std::cmp::Ordering::Greater => {
                self.line.binary_search_by_key(&ticket, |(at, _)| *at).ok()
            }
        }
    }

    #[inline]
    fn close_gaps(&mut self) {
        while self.line.front().is_some_and(|(_, asker)| asker.is_none()) {
            self.line.pop_front();
        }
        if self.line.len() > 2 * self.len + KEPT {
            self.line.retain(|(_, asker)| asker.is_some());
        }
        if self.line.is_empty() && self.line.capacity() > 2 * KEPT {
            self.line.shrink_to(KEPT);
        }
    }
}

/// One who asks for a permit, and of whom nothing else is known.
pub(super) struct Stranger {
    pub(super) frame: FrameId,
    pub(super) site: Site,
    pub(super) waker: Option<Waker>,
}
