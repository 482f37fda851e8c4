#[executor::task]
async fn save() {}

#[executor::task]
async fn load() {
    tokio::join!(save(), async {
        save();
    });
}

fn main() {
    drop(load());
}
// see: inside_a_spawned_block
