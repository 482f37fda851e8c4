use executor::{TaskType, task, types::Io};

#[task]
async fn load() {
    Io.ready();
}

fn main() {
    drop(load());
}
// instead: Io.ready().await;
