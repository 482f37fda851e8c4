fn main() {
    #[executor::task]
    let _ = 1;
}
// see: on_a_struct
