trait Store {
    #[executor::task(type = "io")]
    fn save(&self);

    #[executor::task]
    fn load(&self) -> Text {
        exec!(self.read())
    }
}
