#[executor::task]
async fn load() {
    let _ = reqwest::blocking::get("http://localhost");
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(reqwest::blocking::get("http://localhost"));
