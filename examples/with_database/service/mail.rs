//! Mails, sent in the background. Each is in the database from the moment on that it is owed, and noted there when it is sent.
//! Where a crash comes in between, it is sent again.

use executor::exec;
use sqlx::SqliteExecutor;

use crate::app::App;

/// Notes that a mail is owed; gives its number, to be sent after the transaction.
#[executor::task]
pub(crate) async fn queue(
    database: impl SqliteExecutor<'_>,
    recipient: &str,
    text: &str,
) -> sqlx::Result<i64> {
    let mail = sqlx::query_scalar("INSERT INTO mails (recipient, text) VALUES (?, ?) RETURNING id");
    exec!(mail.bind(recipient).bind(text).fetch_one(database))
}

/// Sends a mail. Where that fails, the failure is reported, and the mail is sent after the next start.
#[executor::task(type = "mail")]
pub(crate) async fn send(app: App, mail: i64) -> anyhow::Result<()> {
    let queued = sqlx::query_as("SELECT recipient, text FROM mails WHERE id = ?").bind(mail);
    let (recipient, text): (String, String) = exec!(queued.fetch_one(&app.database.read))?;
    exec!(app.mailer.deliver(mail, &recipient, &text))?;
    let sent = sqlx::query("UPDATE mails SET is_sent = TRUE WHERE id = ?").bind(mail);
    exec!(sent.execute(&app.database.write))?;
    Ok(())
}

/// Sends, in the background, what the last run still owed.
#[executor::task]
pub(crate) async fn resume(app: &App) -> anyhow::Result<()> {
    let owed = sqlx::query_scalar("SELECT id FROM mails WHERE NOT is_sent");
    for mail in exec!(owed.fetch_all(&app.database.read))? {
        exec!(spawn send(app.clone(), mail));
    }
    Ok(())
}
