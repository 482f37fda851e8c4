#[executor::task]
async fn load(mut pool: futures::executor::LocalPool) {
    pool.run_until(async {});
}

fn main() {
    let _ = load;
}
// instead: async {}.await;
