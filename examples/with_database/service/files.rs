//! A user's files.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use bytes::Bytes;
use executor::exec;

use crate::app::App;
use crate::error::Error;
use crate::session::User;

/// `PUT /files/{name}`: keeps a file, in the place of the one of that name.
#[executor::task]
pub(crate) async fn upload(
    State(app): State<App>,
    user: User,
    Path(name): Path<String>,
    bytes: Bytes,
) -> Result<StatusCode, Error> {
    let digest = exec!(app.storage.store(bytes))?;
    let file = sqlx::query("INSERT OR REPLACE INTO files (user, name, digest) VALUES (?, ?, ?)")
        .bind(user.id)
        .bind(name)
        .bind(digest);
    exec!(file.execute(&app.database.write))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /files/{name}`: the file.
#[executor::task]
pub(crate) async fn download(
    State(app): State<App>,
    user: User,
    Path(name): Path<String>,
) -> Result<Vec<u8>, Error> {
    let digest = sqlx::query_scalar("SELECT digest FROM files WHERE user = ? AND name = ?")
        .bind(user.id)
        .bind(name);
    let digest: Option<String> = exec!(digest.fetch_optional(&app.database.read))?;
    Ok(exec!(app.storage.load(&digest.ok_or(Error::NOT_FOUND)?))?)
}
