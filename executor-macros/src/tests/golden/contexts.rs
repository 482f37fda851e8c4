#[executor::task]
async fn load() {
    let sync_closure = || println!("closure");
    let async_closure = async || println!("async");
    join!(async { println!("async") });
    fn inner() {
        println!("sync");
    }
}
