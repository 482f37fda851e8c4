#[executor::task]
async fn load() {
    let _ = ureq::get("http://localhost").call();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(ureq::get("http://localhost").call());
