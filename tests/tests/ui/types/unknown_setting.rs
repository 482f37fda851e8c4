executor::task_types! {
    pub gallery: disk { limits: 8 }
}

fn main() {}
