//! Passwords are kept as hashes, which are slow to make, so that they are slow to guess.

use anyhow::{Context, anyhow};
use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{Error, PasswordHash, PasswordHasher, PasswordVerifier, SaltString};

/// Hashes a password, with a salt of its own.
#[executor::task(type = "passwords")]
pub(crate) fn hash(password: String) -> anyhow::Result<String> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    Ok(hash.context("cannot hash a password")?.to_string())
}

/// Whether the hash is that of the password.
#[executor::task(type = "passwords")]
pub(crate) fn is_right(password: String, hash: String) -> anyhow::Result<bool> {
    let hash = PasswordHash::new(&hash).context("the database has a broken hash")?;
    match Argon2::default().verify_password(password.as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(Error::Password) => Ok(false),
        Err(error) => Err(anyhow!(error).context("cannot check a password")),
    }
}
