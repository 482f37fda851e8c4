async fn fetch() {}

async fn load() {
    executor::exec!(fetch());
}

fn main() {
    drop(load());
}
// see: outside_annotated_function
