#[executor::task]
type Store = u8;

fn main() {
    let _: Store = 1;
}
// see: on_a_struct
