use executor::exec;

fn save() {}

#[executor::main]
async fn main() {
    let x = ;
    exec!(save());
}
