#[executor::task]
async fn save(name: String) {
    drop(name);
}

#[executor::task]
fn load(name: &str) {
    save(name.to_owned());
}

fn main() {
    load("a");
}
// instead: executor::exec!(save(name.to_owned()));
