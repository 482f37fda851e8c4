//! Those who wait, by ticket.

use std::collections::VecDeque;
use std::ops::Index;

use super::ids::Ticket;

/// What is kept of each who waits. Tickets grow, so a ring is in order. Who leaves from the middle leaves a gap; the first place is
/// never one, and gaps are closed once they are the greater part.
pub(super) struct ByTicket<T> {
    line: VecDeque<(Ticket, Option<T>)>,
    len: usize,
}

/// So many places are kept for those to come.
const KEPT: usize = 1 << 10;

impl<T> Default for ByTicket<T> {
    fn default() -> Self {
        Self {
            line: VecDeque::new(),
            len: 0,
        }
    }
}

impl<T> ByTicket<T> {
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The ticket must be greater than all others.
    pub(super) fn push(&mut self, ticket: Ticket, value: T) {
        debug_assert!(self.line.back().is_none_or(|(last, _)| *last < ticket));
        self.line.push_back((ticket, Some(value)));
        self.len += 1;
    }

    pub(super) fn first(&self) -> Option<(Ticket, &T)> {
        let (ticket, value) = self.line.front()?;
        Some((*ticket, value.as_ref()?))
    }

    #[inline]
    pub(super) fn pop_first(&mut self) -> Option<T> {
        let (_, value) = self.line.pop_front()?;
        self.len -= usize::from(value.is_some());
        self.close_gaps();
        value
    }

    pub(super) fn get(&self, ticket: Ticket) -> Option<&T> {
        let at = self.find(ticket)?;
        self.line[at].1.as_ref()
    }

    pub(super) fn get_mut(&mut self, ticket: Ticket) -> Option<&mut T> {
        let at = self.find(ticket)?;
        self.line[at].1.as_mut()
    }

    pub(super) fn remove(&mut self, ticket: Ticket) -> Option<T> {
        let at = self.find(ticket)?;
        let value = self.line[at].1.take()?;
        self.len -= 1;
        self.close_gaps();
        Some(value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Ticket, &T)> {
        let waits = self.line.iter();
        waits.filter_map(|(ticket, value)| Some((*ticket, value.as_ref()?)))
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.line.iter_mut().filter_map(|(_, value)| value.as_mut())
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
        while self.line.front().is_some_and(|(_, value)| value.is_none()) {
            self.line.pop_front();
        }
        if self.line.len() > 2 * self.len + KEPT {
            self.line.retain(|(_, value)| value.is_some());
        }
        if self.line.is_empty() && self.line.capacity() > 2 * KEPT {
            self.line.shrink_to(KEPT);
        }
    }
}

/// What waits under a ticket that is known to.
impl<T> Index<Ticket> for ByTicket<T> {
    type Output = T;

    fn index(&self, ticket: Ticket) -> &T {
        self.get(ticket).expect("it waits")
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::{ByTicket, KEPT};

    #[test]
    fn gaps_are_passed_over_and_closed() {
        let mut line = ByTicket::default();
        let last = 4 * KEPT as u64;
        for ticket in 0..=last {
            line.push(ticket, ticket);
        }
        for ticket in (0..last).rev() {
            assert_eq!(line.remove(ticket), Some(ticket));
            assert_eq!(line.remove(ticket), None);
        }
        assert!(line.line.len() <= KEPT + 2);
        assert_eq!(line.first(), Some((last, &last)));
        assert_eq!(line.iter().collect::<Vec<_>>(), [(last, &last)]);
        assert_eq!(line[last], last);
        assert_eq!(line.pop_first(), Some(last));
        assert!(line.is_empty() && line.first().is_none());
        assert!(line.line.capacity() <= 2 * KEPT);
    }
}
