static CONFIG: std::sync::OnceLock<String> = std::sync::OnceLock::new();

#[executor::task]
async fn load() {
    CONFIG.get_or_init(|| std::fs::read_to_string("config").unwrap_or_default());
}

fn main() {
    let _ = load;
}
// advice: use `tokio::sync::OnceCell`, or fill it before: `exec!(|| CONFIG.get_or_init(…))`
