//! A closure may need the type of another argument in its body, as in `fold`.

use std::collections::HashMap;

use executor::{exec, task};
use futures::StreamExt;

#[task]
async fn counted(names: Vec<String>) -> HashMap<String, usize> {
    let names = futures::stream::iter(names);
    exec!(names.fold(HashMap::new(), |mut counts, name| async move {
        *counts.entry(name).or_insert(0) += 1;
        counts
    }))
}

#[task]
async fn joined(names: &[&str]) -> (String, usize) {
    exec!(futures::stream::iter(names).enumerate().fold(
        (String::with_capacity(exec!(longest(names))), 0),
        |(mut all, count), (index, name)| async move {
            all.push_str(name);
            (all, count + index)
        }
    ))
}

#[task]
async fn longest(names: &[&str]) -> usize {
    names.iter().map(|name| name.len()).max().unwrap_or(0)
}

fn main() {
    let _ = (counted(Vec::new()), joined(&[]));
}
