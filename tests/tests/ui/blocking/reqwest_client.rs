#[executor::task]
async fn load(client: reqwest::blocking::Client) {
    let _ = client.get("http://localhost").send();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(client.get("http://localhost").send());
