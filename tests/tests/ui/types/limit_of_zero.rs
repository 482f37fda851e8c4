executor::task_types! {
    pub gallery: io { limit: 0 }
}

fn main() {}
// advice: give a limit of at least 1, or none
