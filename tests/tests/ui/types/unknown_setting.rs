executor::task_types! {
    pub gallery: disk { limits: 8 }
}

fn main() {}
// advice: choose `io` or `cpu`, and of the settings `limit` and `queue`
