//! Names: of limited types and waits.

/// Names a limited type within its ledger.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct TypeKey(pub(super) usize);

/// The order in which waits began; a smaller one is older.
pub(super) type Ticket = u64;

/// Names one wait for room.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct RoomId {
    pub(super) ty: TypeKey,
    pub(super) ticket: Ticket,
}
