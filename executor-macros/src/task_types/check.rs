//! What declarations may not say.

use syn::{Error, Result};

use super::parse::{Declaration, Setting};
use crate::diagnostics::Errors;

pub(super) fn check(declarations: &[Declaration], errors: &mut Errors) {
    for (index, declaration) in declarations.iter().enumerate() {
        let Declaration {
            name,
            base,
            settings,
            ..
        } = declaration;
        if declarations[..index]
            .iter()
            .any(|earlier| earlier.name == *name)
        {
            errors.at(name, format!("the task type `{name}` is declared twice"));
        }
        if name == "io" || name == "cpu" {
            errors.at(name, format!("`{name}` is built in: choose another name"));
        }
        if base != "io" && base != "cpu" {
            errors.at(
                base,
                "expected `io` or `cpu`: where the sync work of this type runs",
            );
        }
        for (index, setting) in settings.iter().enumerate() {
            errors.keep(check_setting(setting, &settings[..index]));
        }
    }
}

fn check_setting(setting: &Setting, earlier: &[Setting]) -> Result<()> {
    let Setting { key, value } = setting;
    if key != "limit" && key != "queue" {
        return Err(Error::new(
            key.span(),
            format!("unknown setting `{key}`: expected `limit`, `queue`"),
        ));
    }
    if earlier.iter().any(|earlier| earlier.key == *key) {
        return Err(Error::new(key.span(), format!("`{key}` is given twice")));
    }
    match value.base10_parse::<usize>()? {
        0 => Err(Error::new(
            value.span(),
            format!("expected a number of at least 1: nothing could run with `{key}: 0`"),
        )),
        _ => Ok(()),
    }
}
