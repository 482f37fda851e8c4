use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(fetch()?);
}

fn main() {
    drop(load());
}
// advice: put it outside: `exec!(fetch())?`
