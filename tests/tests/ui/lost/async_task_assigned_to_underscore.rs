#[executor::task]
async fn save() {}

#[executor::main]
async fn main() {
    _ = save();
}
// see: async_task_called
