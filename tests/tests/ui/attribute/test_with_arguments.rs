#[executor::test]
async fn saves(name: &str) {
    drop(name);
}

fn main() {}
// see: main_with_arguments
