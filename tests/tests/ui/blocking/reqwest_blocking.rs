#[executor::task]
async fn load() {
    let _ = reqwest::blocking::get("http://localhost");
}

fn main() {
    let _ = load;
}
