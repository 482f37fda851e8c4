use executor::{exec, task};

fn sort(_: &mut Vec<u8>) {}

#[task]
async fn load(mut numbers: Vec<u8>) {
    exec!(spawn sort(&mut numbers));
}

fn main() {
    let _ = load;
}
// see: mutable_borrow
