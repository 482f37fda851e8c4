executor::task_types! {
    pub gallery: io { limit: 0 }
}

fn main() {}
