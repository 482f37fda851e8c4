use executor::task;

#[task(type = )]
fn load() {}

fn main() {
    load();
}
