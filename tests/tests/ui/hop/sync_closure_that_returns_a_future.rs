fn main() {
    executor::await_async(|| async { 1 });
}
// instead: executor::await_async(async { 1 });
