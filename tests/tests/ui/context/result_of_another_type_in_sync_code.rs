use executor::{exec, task};

fn read() -> u8 {
    1
}

#[task]
fn load() -> String {
    exec!(read())
}

fn main() {
    load();
}
// see: result_of_another_type
