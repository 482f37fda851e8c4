#[executor::main]
async fn main(arguments: Vec<String>) {
    drop(arguments);
}
// advice: read the arguments in it: `std::env::args()`
