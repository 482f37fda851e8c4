use executor::{exec, task};

#[task]
async fn load() {
    exec!(detach save());
}

#[task]
fn save() {
    exec!(spawn load());
}

#[task(typ = "io")]
async fn main_work() {
    exec!(load());
    exec!(save());
}

fn main() {
    let _ = main_work();
}
// see: spawn_in_sync_function
