mod server {
    #[executor::main(threads = 2)]
    pub async fn run() {
        executor::exec!(std::thread::yield_now());
    }
}

fn main() {
    drop(server::run());
}
// see: misspelt_option
