//! Sync or async? Told by the type of what a call gives, by autoref specialization
//! (dtolnay's [case study](https://github.com/dtolnay/case-studies/tree/master/autoref-specialization)):
//! `(&call).executor_decide(mode)` finds [`ViaAsync`] where the call gives an `IntoFuture`, else, one autoref further, [`ViaSync`].

use std::future::IntoFuture;

use super::call::Call;
pub use crate::rules::{ViaAsync, ViaSync};

impl<P: ?Sized, R: IntoFuture, C: ?Sized> ViaAsync<P, C> for Call<P, R, C> {}

impl<P: ?Sized, R: ?Sized, C: ?Sized> ViaSync<P, C> for &Call<P, R, C> {}
