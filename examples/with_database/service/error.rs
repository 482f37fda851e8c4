//! What a request may fail with.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Why a request is not answered as it hopes.
pub(crate) enum Error {
    /// The user's doing: the status, and what to do about it.
    Refused(StatusCode, &'static str),
    /// Ours: the user is told nothing of it, the log all.
    Internal(anyhow::Error),
}

impl Error {
    pub(crate) const NOT_FOUND: Self = Self::Refused(StatusCode::NOT_FOUND, "no such file");
    pub(crate) const NAME_IS_TAKEN: Self =
        Self::Refused(StatusCode::CONFLICT, "the name is taken: choose another");
    pub(crate) const NOT_SIGNED_IN: Self = Self::Refused(
        StatusCode::UNAUTHORIZED,
        "sign in, and send the token: `authorization: Bearer …`",
    );
    pub(crate) const WRONG_PASSWORD: Self = Self::Refused(
        StatusCode::UNAUTHORIZED,
        "there is no user of that name and password",
    );

    /// What was sent cannot be used.
    pub(crate) fn unusable(what: &'static str) -> Self {
        Self::Refused(StatusCode::UNPROCESSABLE_ENTITY, what)
    }
}

impl<E: Into<anyhow::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(status, what) => (status, what).into_response(),
            Self::Internal(error) => {
                eprintln!("error: {error:#}");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
