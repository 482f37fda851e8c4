//! Knots: waits that cannot end, since nobody who holds the type can go on.

use std::fmt;

use super::ids::RoomId;
use crate::frame::FrameId;
use crate::site::Site;

/// Waits that hold each other up. It prints each with its type and its place.
#[derive(Clone, Debug)]
pub(super) struct Knot {
    pub(super) strands: Vec<Strand>,
}

/// One wait of a knot, and the frame that holds it up.
#[derive(Clone, Debug)]
pub(super) struct Strand {
    pub(super) waiter: Site,
    pub(super) wants: Wants,
    pub(super) ty: &'static str,
    pub(super) holder: Site,
    /// What the holder waits for, where the next strand does not tell.
    pub(super) holder_waits_for: Option<Site>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wants {
    Permit,
    Room,
}

impl fmt::Display for Knot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "permits are knotted: nobody here can go on before another does"
        )?;
        for Strand {
            waiter,
            wants,
            ty,
            holder,
            holder_waits_for,
        } in &self.strands
        {
            let wants = match wants {
                Wants::Permit => "a permit",
                Wants::Room => "room in the queue",
            };
            write!(
                f,
                "  {waiter} waits for {wants} of type `{ty}`, held up by {holder}"
            )?;
            match holder_waits_for {
                Some(site) => writeln!(f, ", which waits for {site}")?,
                None => writeln!(f)?,
            }
        }
        write!(
            f,
            "= help: take permits of these types in the same order everywhere, or raise a limit"
        )
    }
}

/// A wait for a permit or for room.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Waiter {
    Frame(FrameId),
    Room(RoomId),
}
