#[executor::task]
async fn save(name: &str) -> usize {
    name.len()
}

#[executor::task]
async fn load(number: u8) {
    let _ = save(&format!("{number}"));
}

fn main() {
    drop(load(1));
}
// instead: let _ = executor::exec!(save(&format!("{number}")));
