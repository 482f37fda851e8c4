mod inner {
    executor::task_types! {
        pub gallery: io { limit: 8 }
    }
}

fn main() {}
