use executor::{exec, task};


#[task]
async fn load(numbers: Vec<u8>) {
    exec!(|| numbers.len());
}

fn main() {
    let _ = load;
}
// instead: exec!(move || numbers.len());
