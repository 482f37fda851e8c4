executor::task_types! {
    pub gallery: io { limit: 1 }
    pub gallery: cpu { limit: 2 }
}

fn main() {}
// advice: give each type one declaration
