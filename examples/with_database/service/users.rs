//! Signing up and in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use executor::exec;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::Error;
use crate::{mail, password, session};

/// The shortest password, in characters.
const PASSWORD: usize = 8;

/// Who signs up.
#[derive(Deserialize)]
pub(crate) struct NewUser {
    name: String,
    email: String,
    password: String,
}

/// Who signs in.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    name: String,
    password: String,
}

/// What requests are to send as `authorization: Bearer …`.
#[derive(Serialize)]
pub(crate) struct Token {
    token: String,
}

/// `POST /users`: makes a user, signs them in, and sends them a mail.
///
/// As a task of its own: a handler is dropped when its client goes, and the user is not to be left without their mail.
#[executor::task]
pub(crate) async fn sign_up(
    State(app): State<App>,
    Json(new): Json<NewUser>,
) -> Result<(StatusCode, Json<Token>), Error> {
    check(&new)?;
    let token = exec!(spawn make_user(app, new)).await?;
    Ok((StatusCode::CREATED, Json(Token { token })))
}

fn check(new: &NewUser) -> Result<(), Error> {
    if new.name.is_empty() {
        return Err(Error::unusable("a user has a name"));
    }
    if !new.email.contains('@') || new.email.contains(char::is_whitespace) {
        return Err(Error::unusable("the email address is none"));
    }
    if new.password.chars().count() < PASSWORD {
        return Err(Error::unusable("a password has 8 characters or more"));
    }
    Ok(())
}

/// The user, their session and their mail are in the database together, or none of them is.
#[executor::task]
async fn make_user(app: App, new: NewUser) -> Result<String, Error> {
    let hash = exec!(password::hash(new.password))?;
    let mut transaction = exec!(app.database.write.begin())?;
    let user = sqlx::query_scalar(
        "INSERT INTO users (name, email, password) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
    );
    let user = user.bind(&new.name).bind(&new.email).bind(hash);
    let user: Option<i64> = exec!(user.fetch_optional(&mut *transaction))?;
    let token = exec!(session::begin(
        &mut *transaction,
        user.ok_or(Error::NAME_IS_TAKEN)?
    ))?;
    let text = format!("Welcome, {}!\n", new.name);
    let mail = exec!(mail::queue(&mut *transaction, &new.email, &text))?;
    exec!(transaction.commit())?;
    exec!(spawn mail::send(app, mail));
    Ok(token)
}

/// `POST /sessions`: signs a user in.
#[executor::task]
pub(crate) async fn sign_in(
    State(app): State<App>,
    Json(who): Json<Credentials>,
) -> Result<(StatusCode, Json<Token>), Error> {
    let found = sqlx::query_as("SELECT id, password FROM users WHERE name = ?").bind(who.name);
    let found: Option<(i64, String)> = exec!(found.fetch_optional(&app.database.read))?;
    let (user, hash) = found.ok_or(Error::WRONG_PASSWORD)?;
    if !exec!(password::is_right(who.password, hash))? {
        return Err(Error::WRONG_PASSWORD);
    }
    let token = exec!(session::begin(&app.database.write, user))?;
    Ok((StatusCode::CREATED, Json(Token { token })))
}
