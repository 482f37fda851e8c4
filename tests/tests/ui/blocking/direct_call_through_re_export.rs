#[executor::task]
async fn load() {
    neighbour::shrink_under_another_name();
}

fn main() {
    let _ = load;
}
