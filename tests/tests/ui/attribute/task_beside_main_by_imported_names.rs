use executor::{main as start, task};

#[task]
#[start]
async fn main() {}
