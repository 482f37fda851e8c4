use executor::task;

#[task(ty)]
fn load() {}

fn main() {
    load();
}
