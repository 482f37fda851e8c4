//! Types whose names do not look like those of types: no path through one is taken for a module's.

use std::ffi::c_int;

use executor::{exec, task};

struct __Schema(u8);

impl __Schema {
    fn new(number: u8) -> Self {
        Self(number)
    }

    async fn load(number: u8) -> Self {
        Self(number)
    }
}

#[allow(non_camel_case_types)]
type size_t = usize;

#[task]
async fn load() -> usize {
    let schema = __Schema::new(1);
    let loaded = exec!(__Schema::load(2));
    let number = c_int::from(schema.0 + loaded.0);
    exec!(size_t::from_str_radix("3", 10)).unwrap() + size_t::try_from(number).unwrap()
}

#[executor::main]
async fn main() {
    assert_eq!(exec!(load()), 6);
}
