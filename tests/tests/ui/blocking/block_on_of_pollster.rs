#[executor::task]
async fn load() {
    pollster::block_on(async {});
}

fn main() {
    let _ = load;
}
