use executor::exec;

async fn fetch() {}

fn load() {
    exec!(fetch());
}

fn main() {
    load();
}
// advice: annotate the function with `#[executor::task]`
