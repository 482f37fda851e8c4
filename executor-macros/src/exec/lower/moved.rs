//! The call on another thread, and who is to blame where it cannot go there.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::Lowered;
use crate::exec::names::Names;
use crate::never_runs::lints_of_copy;
use crate::tokens::Ends;

impl Lowered {
    /// Moves the call to another thread, by the function `way` of the rules. Its parts are checked one by one, so that the error
    /// is at the user's own argument.
    pub(in crate::exec) fn move_call(
        &self,
        names: &Names,
        way: &str,
        more: &TokenStream,
    ) -> TokenStream {
        let call = &names.call;
        let (sent, taken) = self.parts.move_each(names);
        let moved = &self.moved;
        let function = Ident::new("__executor_function", self.holder.first);
        let call_at_callee = names.call_at(self.callee);
        let function_at_holder = match self.holder.is_one_token() {
            true => quote!(#function),
            false => self.holder.over(&function),
        };
        let way = names.way(
            way,
            self.holder,
            quote!(#call_at_callee, #more #function_at_holder),
        );
        let lints = lints_of_copy();
        quote_spanned! {self.callee=> {
            #lints
            let #function = {
                #sent
                move || { #call.gate.only_function(); #taken #moved }
            };
            #way
        }}
    }

    /// Asks who is to blame where the future that the call gives cannot move; nothing where the call has no parts.
    pub(in crate::exec) fn blame(&self, names: &Names) -> Option<TokenStream> {
        let Names {
            rt, call, blame, ..
        } = names;
        let parts = self.suspects();
        if parts.is_empty() {
            return None;
        }
        let types = parts.iter().rev();
        let types = types.fold(quote!(()), |next, (_, part)| quote!((&#part, #next)));
        // An error about the future is there.
        let asked = quote_spanned!(self.callee=> #call.suspects(#types).executor_blame());
        let each = parts.iter().map(|(ends, part)| {
            let (rt, blamed) = (rt.at(ends.first), ends.over(blame));
            quote_spanned!(ends.first=> #rt::blameless(#blamed, &#part);)
        });
        Some(quote!(#blame.is({ #[allow(unused_imports)] use #rt::blame::*; #asked }); #(#each)*))
    }

    /// What moves into the future that the call gives, and where it is written.
    fn suspects(&self) -> Vec<(Ends, TokenStream)> {
        let receiver = self.held_receiver.iter();
        let receiver = receiver.map(|receiver| (self.holder, receiver.clone()));
        receiver.chain(self.parts.each()).collect()
    }

    /// What alone may be borrowed for too short a time by the future that the call gives; the callee, where there is more than one.
    pub(in crate::exec) fn borrower(&self) -> Ends {
        match &self.suspects()[..] {
            [(ends, _)] => *ends,
            _ => Ends::at(self.callee),
        }
    }
}
