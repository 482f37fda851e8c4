use executor::task;

#[task(type = "io")]
fn save() {}

#[task]
async fn load() {
    save();
}

fn main() {
    drop(load());
}
// instead: executor::exec!(save());
