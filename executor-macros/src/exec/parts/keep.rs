//! Names what is evaluated of a part, and keeps it until it is.

use proc_macro2::Ident;
use quote::{format_ident, quote};
use syn::{Expr, parse_quote};

use super::kinds::{holds_closure, is_made_of_elements};
use super::value::Value;
use super::{Bound, Inert, Name, Parts, Use};
use crate::exec::call::unparen;
use crate::exec::hoist::Hoist;
use crate::exec::places::{Part, visit_parts};
use crate::tokens::Ends;

impl Parts {
    pub(super) fn keep_inert(&mut self, place: &Expr) -> Name {
        let (name, ends) = self.next_name(place);
        self.inert.push(Inert {
            name: name.clone(),
            ends,
            place: place.clone(),
        });
        (name, ends)
    }

    /// Wholly of the argument's spans, so that an error about its value is there and speaks of no macro.
    pub(super) fn next_name(&self, part: &Expr) -> Name {
        let number = self.bound.len() + self.values.len() + self.inert.len() + 1;
        let ends = Ends::of(part);
        (
            format_ident!("__executor_argument{}", number, span = ends.first),
            ends,
        )
    }

    /// Keeps what is evaluated of an expression that the call borrows, or borrows a part of.
    pub(super) fn keep_borrowed(
        &mut self,
        name: Name,
        expr: &Expr,
        bind: bool,
        first: &Hoist,
    ) -> Use {
        let mut form = unparen(expr).clone();
        self.borrow_written |= is_made_of_elements(&form);
        let mut parts = Vec::new();
        let mut name = Some(name);
        // The parts, in the form in which they are written, as the three forms of a use have them.
        visit_parts(&mut form, &mut |part| match part {
            Part::Evaluated(part) => {
                let name = name.take().unwrap_or_else(|| self.next_name(part));
                let ends = name.1;
                let (typed, name) = self.keep(name, unparen(part).clone(), true, bind);
                let (typed, name) = (ends.at_end(&typed), ends.at_end(&name));
                parts.push([quote!(#typed), quote!(#name), quote!(#name)]);
            }
            // What was taken out moves along.
            Part::Reference(part) if first.is_borrowed_by(part) => {
                parts.push([quote!(#part), quote!(#part), quote!(#part)]);
            }
            Part::Reference(part) => {
                name = None;
                let (name, _) = self.keep_inert(part);
                parts.push([quote!(#part), quote!(#part), quote!(#name)]);
            }
        });
        let [typing, named, moved] = [0, 1, 2].map(|index| {
            let mut form = form.clone();
            let mut parts = parts.iter();
            visit_parts(&mut form, &mut |part| {
                let (Part::Evaluated(part) | Part::Reference(part)) = part;
                let written = &parts.next().expect("the form is the same")[index];
                *part = parse_quote!(#written);
            });
            quote!(#form)
        });
        Use {
            typing,
            named,
            moved,
        }
    }

    /// Keeps a part to be evaluated; its name where the call is never reached, and elsewhere.
    pub(super) fn keep(
        &mut self,
        (name, ends): Name,
        value: Expr,
        is_temporary: bool,
        bind: bool,
    ) -> (Ident, Ident) {
        let is_first = is_temporary && self.values.is_empty();
        if bind || is_first || (is_temporary && holds_closure(&value)) {
            self.bound.push(Bound {
                name: name.clone(),
                ends,
                value,
                is_temporary,
            });
            return (name.clone(), name);
        }
        let value = match value {
            // The braces of `&{ value }` would count as unnecessary.
            block @ Expr::Block(_) if is_temporary => syn::parse_quote!((#block,).0),
            value => value,
        };
        let typed = format_ident!("{}_typed", name);
        self.values.push(Value {
            name: name.clone(),
            ends,
            typed: typed.clone(),
            value,
            is_temporary,
        });
        (typed, name)
    }
}
