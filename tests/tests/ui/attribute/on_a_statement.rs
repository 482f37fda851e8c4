fn main() {
    #[executor::task]
    let _ = 1;
}
