//! What a function stands in, as its source shows.
//!
//! The compiler gives an attribute the function alone. Where the function has a receiver, or names `Self`, it is a method or an
//! associated function; where it has neither, only the lines around it tell, and the card of a free function cannot stand in
//! an `impl` block. Where the source is not at hand, or not indented as rustfmt does it, the function counts as a free one.

/// Whether the attribute in line `line`, counted from 1, is on an item of an `impl` block or a trait.
pub(crate) fn are_an_impl(source: &str, line: usize) -> bool {
    let mut before = source
        .lines()
        .take(line)
        .collect::<Vec<_>>()
        .into_iter()
        .rev();
    let Some(own) = before.next() else {
        return false;
    };
    if opens_impl(own) {
        return true;
    }
    let mut inner = indent(own);
    for line in before.filter(|line| !is_passed_over(line.trim_start())) {
        if indent(line) >= inner {
            continue;
        }
        if !ends_header(line.trim_start()) {
            return opens_impl(line);
        }
        // Its first line is as far in as its last one.
        inner = indent(line) + 1;
    }
    false
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A comment, an attribute, or nothing.
fn is_passed_over(line: &str) -> bool {
    line.is_empty()
        || ["//", "/*", "*", "#"]
            .iter()
            .any(|start| line.starts_with(start))
}

/// The last lines of a header that takes several.
fn ends_header(line: &str) -> bool {
    ["{", "where", ">", ")"]
        .iter()
        .any(|start| line.starts_with(start))
}

fn opens_impl(line: &str) -> bool {
    let mut words = line
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty());
    let modifiers = ["pub", "crate", "super", "in", "unsafe", "default"];
    let first = words.find(|word| !modifiers.contains(word));
    matches!(first, Some("impl" | "trait"))
}

#[cfg(test)]
mod tests {
    use super::are_an_impl;

    fn told(source: &str) -> bool {
        let line = source
            .lines()
            .position(|line| line.contains("#[task]"))
            .expect("an attribute");
        are_an_impl(source, line + 1)
    }

    #[test]
    fn items_of_impls_and_traits_are_told() {
        assert!(told("impl Disk {\n    #[task]\n    fn open() {}\n}"));
        assert!(told(
            "impl Disk {\n    fn save(&self) {\n        f();\n    }\n\n    // here\n    #[task]\n    fn open() {}\n}"
        ));
        assert!(told(
            "impl<T> Disk<T>\nwhere\n    T: Clone,\n{\n    #[task]\n    fn open() {}\n}"
        ));
        assert!(told(
            "mod disk {\n    pub(crate) unsafe trait Store {\n        #[task]\n        fn open() {}\n    }\n}"
        ));
        assert!(told("impl Disk { #[task] fn open() {} }"));
    }

    #[test]
    fn other_items_are_not() {
        assert!(!told("#[task]\nfn open() {}"));
        assert!(!told("impl Disk {}\n\n#[task]\nfn open() {}"));
        assert!(!told(
            "impl Disk {}\n\nmod disk {\n    #[task]\n    fn open() {}\n}"
        ));
        assert!(!told(
            "impl Disk {\n    fn save(&self) {\n        #[task]\n        fn open() {}\n    }\n}"
        ));
        assert!(!told("trait_of! {\n    #[task]\n    fn open() {}\n}"));
    }
}
