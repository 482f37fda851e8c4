fn save() -> u8 {
    1
}

fn main() {
    let _ = #[executor::task]
    save();
}
// see: on_a_struct
