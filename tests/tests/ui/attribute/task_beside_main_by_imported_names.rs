use executor::{main as start, task};

#[task]
#[start]
async fn main() {}
// see: main_beside_task
