mod inner {
    executor::task_types! {
        pub gallery: io { limit: 8 }
    }
}

fn main() {}
// advice: move the declaration to `main.rs` or `lib.rs`
