//! Let chains whose operands are asked about: they stay chains of the user's edition.

use std::path::PathBuf;

use executor::{exec, task};

struct Config;

impl Config {
    fn can_read(&self, number: u8) -> bool {
        number > 0
    }

    fn read(&self) -> Option<u8> {
        Some(1)
    }
}

fn read(number: u8) -> Option<u8> {
    Some(number)
}

fn config() -> Config {
    Config
}

#[task]
async fn load(config: Config, path: PathBuf) -> u8 {
    let mut sum = 0;
    if config.can_read(1)
        && let Some(number) = config.read()
    {
        sum += number;
    }
    if let Some(number) = config.read()
        && config.can_read(number)
        && path.join("a") != path
    {
        sum += number;
    }
    if let Some(number) = self::config().read()
        && let Some(again) = read(number)
        && again == self::config().read().unwrap()
    {
        sum += again;
    }
    while let Some(number) = config.read()
        && sum < 10
        && config.read().is_some()
    {
        sum += number;
    }
    if exec!(config.can_read(1))
        && let Some(number) = exec!(read(2))
    {
        sum += number;
    }
    sum
}

#[executor::main]
async fn main() {
    assert_eq!(exec!(load(Config, PathBuf::new())), 12);
}
