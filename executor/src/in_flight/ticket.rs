//! The place of a piece of work among what is in flight.

/// The place of an entry, and the type it counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    index: u32,
    lane: u16,
    shard: u8,
    /// Of a future: its waker is in its entry. Here, where there is room for it.
    pub(crate) is_parked: bool,
}

impl Ticket {
    pub(super) fn new(index: usize, shard: usize, lane: u16) -> Self {
        Self {
            index: u32::try_from(index).expect("no shard holds four billion tasks"),
            lane,
            shard: shard as u8,
            is_parked: false,
        }
    }

    /// In a number that is never 0.
    pub(crate) fn to_number(self) -> u64 {
        1 << 63 | u64::from(self.lane) << 40 | u64::from(self.shard) << 32 | u64::from(self.index)
    }

    /// The ticket that [`to_number`](Self::to_number) gave this number for; `None` for 0.
    pub(crate) fn of_number(number: u64) -> Option<Self> {
        (number != 0).then_some(Self {
            index: number as u32,
            lane: (number >> 40) as u16,
            shard: (number >> 32) as u8,
            is_parked: false,
        })
    }

    /// The lane of its type.
    pub(crate) fn lane(self) -> u16 {
        self.lane
    }

    pub(super) fn index(self) -> usize {
        self.index as usize
    }

    pub(super) fn shard(self) -> usize {
        usize::from(self.shard)
    }
}
