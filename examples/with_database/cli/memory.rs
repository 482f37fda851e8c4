//! Remembers which links were fine, in a database.

use std::collections::BTreeSet;
use std::path::Path;

use executor::exec;
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

const SCHEMA: &str =
    "CREATE TABLE IF NOT EXISTS fine (link TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT";

const KNOWN: &str =
    "SELECT EXISTS (SELECT 1 FROM fine WHERE link = ? AND at > unixepoch() - 86400)";

const REMEMBER: &str = "INSERT OR REPLACE INTO fine (link, at) VALUES (?, unixepoch())";

/// The links that were fine.
pub(crate) struct Memory {
    database: SqlitePool,
}

#[executor::task]
impl Memory {
    /// Opens the file, and makes it where there is none.
    pub(crate) async fn open(file: &Path) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true);
        let database = exec!(SqlitePool::connect_with(options))?;
        exec!(sqlx::raw_sql(SCHEMA).execute(&database))?;
        Ok(Self { database })
    }

    /// Those of the links that were not fine within the last day. Sync: each `exec!` waits for the database.
    pub(crate) fn unknown(&self, links: &BTreeSet<String>) -> sqlx::Result<BTreeSet<String>> {
        let mut unknown = BTreeSet::new();
        for link in links {
            let known = sqlx::query_scalar(KNOWN).bind(link);
            let known: bool = exec!(known.fetch_one(&self.database))?;
            if !known {
                unknown.insert(link.clone());
            }
        }
        Ok(unknown)
    }

    /// Notes that the links are fine today.
    pub(crate) fn remember(&self, links: &[String]) -> sqlx::Result<()> {
        let mut transaction = exec!(self.database.begin())?;
        for link in links {
            let fine = sqlx::query(REMEMBER).bind(link);
            exec!(fine.execute(&mut *transaction))?;
        }
        exec!(transaction.commit())
    }
}
