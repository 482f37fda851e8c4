use executor::TaskType;

executor::task_types! { pub gallery: io { limit: 8 } }

#[executor::task]
async fn load() {
    task_types::gallery.await_async(async {});
}

fn main() {
    let _ = load;
}
// advice: await it on the type: `task_types::gallery.invoke(async {}).await;`
