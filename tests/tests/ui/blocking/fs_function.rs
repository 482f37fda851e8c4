#[executor::task]
async fn load() {
    let _ = std::fs::read_to_string("config");
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(std::fs::read_to_string("config"));
