//! Who sends a request: told by a token that was given at sign-in.

use argon2::password_hash::rand_core::{OsRng, RngCore};
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use blake2::{Blake2s256, Digest};
use executor::exec;
use sqlx::SqliteExecutor;

use crate::app::App;
use crate::error::Error;

/// The user who sends a request. A handler that takes one is for users only.
pub(crate) struct User {
    pub(crate) id: i64,
}

impl FromRequestParts<App> for User {
    type Rejection = Error;

    #[executor::task]
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let header = parts.headers.get(AUTHORIZATION);
        let token = header
            .and_then(|header| header.to_str().ok()?.strip_prefix("Bearer "))
            .ok_or(Error::NOT_SIGNED_IN)?;
        let found = sqlx::query_scalar("SELECT user FROM sessions WHERE token_digest = ?")
            .bind(digest(token));
        let id = exec!(found.fetch_optional(&app.database.read))?;
        let id = id.ok_or(Error::NOT_SIGNED_IN)?;
        Ok(Self { id })
    }
}

/// Begins a session of the user; gives its token.
#[executor::task]
pub(crate) async fn begin(database: impl SqliteExecutor<'_>, user: i64) -> sqlx::Result<String> {
    let mut random = [0; 32];
    OsRng.fill_bytes(&mut random);
    let token: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let session = sqlx::query("INSERT INTO sessions (token_digest, user) VALUES (?, ?)")
        .bind(digest(&token))
        .bind(user);
    exec!(session.execute(database))?;
    Ok(token)
}

/// What is kept of a token: whoever reads the database cannot sign in with it.
fn digest(token: &str) -> String {
    format!("{:x}", Blake2s256::digest(token))
}
