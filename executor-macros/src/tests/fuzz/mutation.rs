//! Small changes of a token stream, at any depth.

use fastrand::Rng;
use proc_macro2::{Group, TokenStream, TokenTree};

use super::{corpus, random};

/// One change.
pub(super) fn mutate(rng: &mut Rng, tokens: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let groups: Vec<usize> = (0..tokens.len())
        .filter(|index| matches!(tokens[*index], TokenTree::Group(_)))
        .collect();
    if !groups.is_empty() && rng.u8(0..4) > 0 {
        let index = groups[rng.usize(0..groups.len())];
        if let TokenTree::Group(group) = &tokens[index] {
            let inner = mutate(rng, group.stream());
            tokens[index] = Group::new(group.delimiter(), inner).into();
        }
    } else {
        change(rng, &mut tokens);
    }
    tokens.into_iter().collect()
}

fn change(rng: &mut Rng, tokens: &mut Vec<TokenTree>) {
    let at = rng.usize(0..=tokens.len());
    let until = rng.usize(at..=tokens.len());
    if at == tokens.len() {
        tokens.extend(random::token(rng, 2));
        return;
    }
    match rng.u8(0..10) {
        0 => drop(tokens.remove(at)),
        1 => drop(tokens.drain(at..until)),
        2 => tokens.insert(at, tokens[at].clone()),
        3 => {
            let other = rng.usize(0..tokens.len());
            tokens.swap(at, other);
        }
        4 => drop(tokens.splice(at..=at, random::token(rng, 2))),
        5 => drop(tokens.splice(at..at, random::token(rng, 2))),
        6 => {
            let donated = corpus::pick_part(rng);
            tokens.splice(at..until, donated);
        }
        7 => {
            let inner = tokens[at..until].iter().cloned().collect();
            let group = Group::new(random::delimiter(rng), inner);
            tokens.splice(at..until, [group.into()]);
        }
        8 => {
            if let TokenTree::Group(group) = &tokens[at] {
                let inner = group.stream();
                tokens.splice(at..=at, inner);
            }
        }
        _ => tokens.truncate(at),
    }
}
