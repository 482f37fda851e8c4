use futures::executor::block_on;

#[executor::task]
async fn load() {
    block_on(async {});
}

fn main() {
    let _ = load;
}
// see: block_on_of_futures
