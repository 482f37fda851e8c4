//! Reads the declarations.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitInt, Result, Token, Visibility, braced};

/// `/// docs pub name: base { limit: 8, queue: 1_000 }`.
pub(super) struct Declaration {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) name: Ident,
    pub(super) base: Ident,
    pub(super) settings: Vec<Setting>,
}

pub(super) struct Setting {
    pub(super) key: Ident,
    pub(super) value: LitInt,
}

impl Parse for Declaration {
    fn parse(input: ParseStream) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let base = input.parse()?;
        let mut settings = Vec::new();
        if input.peek(syn::token::Brace) {
            let inside;
            braced!(inside in input);
            let list = Punctuated::<Setting, Token![,]>::parse_terminated(&inside)?;
            settings.extend(list);
        }
        let _ = input.parse::<Option<Token![,]>>()?;
        Ok(Self {
            attributes,
            visibility,
            name,
            base,
            settings,
        })
    }
}

impl Parse for Setting {
    fn parse(input: ParseStream) -> Result<Self> {
        let key = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Self {
            key,
            value: input.parse()?,
        })
    }
}

/// All declarations.
pub(super) fn declarations(input: ParseStream) -> Result<Vec<Declaration>> {
    let mut declarations = Vec::new();
    while !input.is_empty() {
        declarations.push(input.parse()?);
    }
    Ok(declarations)
}
