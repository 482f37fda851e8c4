#[executor::task(type = "io")]
impl Store {
    fn save(&self) {}

    #[executor::task(type = "disk")]
    pub fn flush(&self) {}

    async fn load(&self) -> Text {
        exec!(self.read())
    }

    const fn limit() -> usize {
        8
    }
}
