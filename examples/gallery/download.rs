//! The download: from the first page to the last thumbnail saved.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use executor::{Task, exec};

use crate::client::Client;
use crate::config::Config;
use crate::contact_sheet;
use crate::name::Name;
use crate::progress::{Item, Progress};
use crate::save;
use crate::server::Server;
use crate::source::Source;
use crate::summary::Summary;
use crate::thumbnail;

/// Serves `source`, downloads it, saves the thumbnails in `out` and the contact sheet beside it, and prints what came of it.
#[executor::task]
pub(crate) async fn gallery(
    source: Source,
    out: PathBuf,
    config: Config,
    progress: Progress,
) -> anyhow::Result<ExitCode> {
    let server = exec!(Server::start(source)).context("cannot start the server")?;
    let client = Client::new(server.address, config.timeout).context("cannot start the client")?;
    let download = Download {
        client,
        out,
        thumbnail_size: config.thumbnail_size,
        progress,
    };
    let summary = exec!(download.run());
    exec!(server.stop()).context("the server failed")?;
    Ok(exec!(summary.print()))
}

/// What each picture's way through needs.
#[derive(Clone)]
struct Download {
    client: Client,
    out: PathBuf,
    thumbnail_size: u32,
    progress: Progress,
}

/// A picture on its way to its thumbnail, which is then saved in the background.
type Picture = Task<anyhow::Result<Task<anyhow::Result<()>>>>;

#[executor::task]
impl Download {
    /// Downloads all, or, after Ctrl-C, only what is on its way by then.
    async fn run(&self) -> Summary {
        let mut summary = Summary::new(self.progress.clone());
        let mut started = Vec::new();
        tokio::select! {
            sent = async { exec!(self.send(&mut started)) } => {
                if let Err(error) = sent {
                    summary.failed("the gallery", &error);
                }
            }
            _ = tokio::signal::ctrl_c() => {
                summary.interrupted("finishing what is on its way");
            }
        }
        let mut thumbnails = Vec::new();
        for (name, picture) in started {
            match exec!(end(picture)) {
                Ok(()) => thumbnails.push(self.out.join(name.of_thumbnail())),
                Err(error) => summary.failed(name, &error),
            }
        }
        self.progress.end();
        if !thumbnails.is_empty() {
            match exec!(contact_sheet::make(
                &self.out,
                thumbnails,
                self.thumbnail_size
            )) {
                Ok(sheet) => summary.made(sheet),
                Err(error) => summary.failed("the contact sheet", &error),
            }
        }
        summary
    }

    /// Sends the pictures of all pages on their way.
    async fn send(&self, started: &mut Vec<(Name, Picture)>) -> anyhow::Result<()> {
        for page in 0.. {
            let names = exec!(self.client.page(page)).with_context(|| format!("page {page}"))?;
            if names.is_empty() {
                break;
            }
            self.progress.expect(names.len());
            for name in names {
                let item = self.progress.item(name.clone());
                // Waits while too many are on their way: what is fetched is in memory.
                let picture = exec!(spawn self.clone().picture(item));
                started.push((name, picture));
            }
        }
        Ok(())
    }

    /// Fetches a picture and makes its thumbnail.
    #[executor::task(type = "pictures")]
    async fn picture(self, item: Item) -> anyhow::Result<Task<anyhow::Result<()>>> {
        let bytes = exec!(self.client.picture(item.name())).context("cannot fetch")?;
        item.is_fetched();
        let thumbnail = exec!(thumbnail::thumbnail(bytes, self.thumbnail_size))?;
        item.has_thumbnail();
        let file = self.out.join(item.name().of_thumbnail());
        Ok(exec!(spawn save::save(file, thumbnail, item)))
    }
}

/// Waits until a picture's thumbnail is saved. A panic on the way fails this picture only.
#[executor::task]
async fn end(picture: Picture) -> anyhow::Result<()> {
    let saving = exec!(picture.join())??;
    exec!(saving.join())?
}
