use executor::{TaskType, task, types::Io};

#[task]
async fn load() {
    let _ = Io.invoke(|| 7);
}

fn main() {
    drop(load());
}
// instead: let _ = Io.invoke(|| 7).await;
