use executor::{main, task};

#[main]
#[task]
async fn main() {}
// see: main_beside_task
