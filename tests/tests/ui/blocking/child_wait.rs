#[executor::task]
async fn load(mut child: std::process::Child) {
    let _ = child.wait();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(move || child.wait());
