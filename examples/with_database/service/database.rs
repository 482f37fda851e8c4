//! The database: one file.

use std::path::Path;

use executor::exec;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        email TEXT NOT NULL,
        password TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sessions (
        token_digest TEXT PRIMARY KEY,
        user INTEGER NOT NULL REFERENCES users
    ) STRICT;
    CREATE TABLE IF NOT EXISTS files (
        user INTEGER NOT NULL REFERENCES users,
        name TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (user, name)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS mails (
        id INTEGER PRIMARY KEY,
        recipient TEXT NOT NULL,
        text TEXT NOT NULL,
        is_sent INTEGER NOT NULL DEFAULT FALSE
    ) STRICT;
";

/// Connections to the database. Clones share them.
#[derive(Clone)]
pub(crate) struct Database {
    pub(crate) read: SqlitePool,
    /// A single connection: SQLite takes one writer at a time, and here they wait for each other in order.
    pub(crate) write: SqlitePool,
}

#[executor::task]
impl Database {
    /// Opens the file, and makes it where there is none.
    pub(crate) async fn open(file: &Path) -> sqlx::Result<Self> {
        // what is committed outlives a crash of the process, and of the machine
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true);
        let one = SqlitePoolOptions::new().max_connections(1);
        let write = exec!(one.connect_with(options.clone()))?;
        exec!(sqlx::raw_sql(SCHEMA).execute(&write))?;
        let few = SqlitePoolOptions::new().max_connections(4);
        let read = exec!(few.connect_with(options.read_only(true)))?;
        Ok(Self { read, write })
    }
}
