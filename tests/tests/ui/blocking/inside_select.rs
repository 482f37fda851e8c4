#[executor::task]
async fn load() {
    tokio::select! {
        () = async {} => std::thread::sleep(std::time::Duration::from_secs(1)),
    }
}

fn main() {
    let _ = load;
}
// see: inside_println
