#[executor::task]
union Store {
    disk: u8,
}

fn main() {
    let _ = Store { disk: 1 };
}
// see: on_a_struct
