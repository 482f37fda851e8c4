#[executor::task]
async fn save() {}

#[executor::task]
fn load() {
    let later = || {
        save();
    };
    later();
}

fn main() {
    load();
}
// see: async_task_called
