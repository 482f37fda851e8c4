use executor::{exec, task};

async fn save() {}

async fn open() -> impl Future<Output = ()> {
    save()
}

#[task]
async fn load() {
    exec!(open());
}

fn main() {
    drop(load());
}
// advice: await that one too: `exec!(open()).await`
