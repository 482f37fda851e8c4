unsafe extern "C" {
    #[executor::task]
    pub safe fn abs(number: i32) -> i32;
}

fn main() {
    abs(1);
}
// see: on_an_extern_function
