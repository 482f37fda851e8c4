executor::task_types! {
    /// Calls to the gallery service.
    pub gallery: io { limit: 8, queue: 1_000 }
    thumbnails: cpu
}
