//! The config file: `key = value` lines.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, bail};
use executor::exec;

/// What the config file may set.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// The longest edge of a thumbnail, in pixels.
    pub(crate) thumbnail_size: u32,
    /// How many pictures are drawn where no folder is given.
    pub(crate) drawn_pictures: usize,
    /// How long the server may take to answer.
    pub(crate) timeout: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            thumbnail_size: 128,
            drawn_pictures: 24,
            timeout: Duration::from_secs(30),
        }
    }
}

/// Reads the file; without one, all is as by default.
#[executor::task(type = "io")]
pub(crate) fn load(file: Option<&Path>) -> anyhow::Result<Config> {
    let Some(file) = file else {
        return Ok(Config::default());
    };
    let text = exec!(std::fs::read_to_string(file))
        .with_context(|| format!("cannot read the config file {}", file.display()))?;
    exec!(parse(&text)).with_context(|| format!("in the config file {}", file.display()))
}

#[executor::task]
fn parse(text: &str) -> anyhow::Result<Config> {
    let mut config = Config::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if !line.is_empty() {
            exec!(set(&mut config, line)).with_context(|| format!("line {}", index + 1))?;
        }
    }
    Ok(config)
}

#[executor::task]
fn set(config: &mut Config, line: &str) -> anyhow::Result<()> {
    let (key, value) = line.split_once('=').context("expected `key = value`")?;
    let (key, value) = (key.trim(), value.trim());
    match key {
        "thumbnail_size" => config.thumbnail_size = exec!(positive(key, value))?,
        "drawn_pictures" => config.drawn_pictures = exec!(positive::<u32>(key, value))? as usize,
        "timeout_seconds" => config.timeout = Duration::from_secs(exec!(positive(key, value))?),
        _ => bail!(
            "unknown key `{key}`; expected `thumbnail_size`, `drawn_pictures` or `timeout_seconds`"
        ),
    }
    Ok(())
}

#[executor::task]
fn positive<N: FromStr + PartialOrd + From<u8>>(key: &str, value: &str) -> anyhow::Result<N> {
    match value.parse::<N>() {
        Ok(number) if number > N::from(0) => Ok(number),
        _ => bail!("`{key}` must be a whole number above 0, not `{value}`"),
    }
}
