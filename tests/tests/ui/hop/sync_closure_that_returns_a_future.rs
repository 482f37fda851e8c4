fn main() {
    executor::await_async(|| async { 1 });
}
