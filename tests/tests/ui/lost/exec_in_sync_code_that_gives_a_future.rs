use executor::{exec, task};

async fn open() -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async {})
}

#[task]
fn load() {
    let _ = exec!(open());
}

fn main() {
    load();
}
// instead: executor::await_async(exec!(open()));
