//! Going through code: what a visitor does at each kind of it, and what else it contains.
//!
//! As syn's `VisitMut`, of which this is the part that is used here. syn's way through code is generic over its visitors: for each
//! of them a build would have another copy of it, and these were a fifth of this crate. Here all go through one, that of `dyn
//! Visitor`.

use syn::visit_mut::{self, VisitMut};

macro_rules! visitor {
    ($($visit:ident: $kind:ident,)*) => {
        /// Visits code, and may change it.
        pub(crate) trait Visitor {
            /// Itself, as what goes on into parts is called with.
            fn as_visitor(&mut self) -> &mut dyn Visitor;

            $(
                /// Visits this kind of code: its parts, where nothing else is said.
                fn $visit(&mut self, code: &mut syn::$kind) {
                    visit_mut::$visit(self.as_visitor(), code);
                }
            )*
        }

        impl VisitMut for dyn Visitor + '_ {
            $(
                fn $visit(&mut self, code: &mut syn::$kind) {
                    Visitor::$visit(self, code);
                }
            )*
        }
    };
}

visitor! {
    visit_arm_mut: Arm,
    visit_block_mut: Block,
    visit_expr_async_mut: ExprAsync,
    visit_expr_await_mut: ExprAwait,
    visit_expr_binary_mut: ExprBinary,
    visit_expr_call_mut: ExprCall,
    visit_expr_closure_mut: ExprClosure,
    visit_expr_const_mut: ExprConst,
    visit_expr_for_loop_mut: ExprForLoop,
    visit_expr_method_call_mut: ExprMethodCall,
    visit_expr_mut: Expr,
    visit_field_value_mut: FieldValue,
    visit_impl_item_fn_mut: ImplItemFn,
    visit_item_fn_mut: ItemFn,
    visit_item_mut: Item,
    visit_local_mut: Local,
    visit_macro_mut: Macro,
    visit_pat_mut: Pat,
    visit_stmt_mut: Stmt,
    visit_trait_item_fn_mut: TraitItemFn,
    visit_type_mut: Type,
}
