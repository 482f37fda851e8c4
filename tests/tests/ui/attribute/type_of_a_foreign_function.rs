unsafe extern "C" {
    #[executor::task(type = "io")]
    fn abs(number: i32) -> i32;
}

fn main() {
    unsafe { abs(1) };
}
// see: type_of_associated_function
