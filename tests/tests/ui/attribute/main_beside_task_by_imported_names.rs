use executor::{main, task};

#[main]
#[task]
async fn main() {}
