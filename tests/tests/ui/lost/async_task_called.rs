use executor::task;

#[task]
async fn save() {}

#[task]
async fn load() {
    save();
}

fn main() {
    drop(load());
}
// instead: executor::exec!(save());
