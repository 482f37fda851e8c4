use executor::{exec, task};

fn sort(_: &mut Vec<u8>) {}

#[task]
async fn load(mut numbers: Vec<u8>) {
    exec!(sort(&mut numbers));
}

fn main() {
    let _ = load;
}
// advice: move it there, and have it given back: `numbers = exec!(sorted(numbers))`
