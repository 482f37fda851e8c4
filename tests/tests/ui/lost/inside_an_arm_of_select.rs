#[executor::task]
async fn save() {}

#[executor::task]
async fn load() {
    tokio::select! {
        () = save() => { save(); }
    }
}

fn main() {
    drop(load());
}
// instead: () = save() => { save().await; }
