//! Where the server has its pictures from.

use std::path::PathBuf;

use executor::exec;

use crate::draw;
use crate::folder::{self, Folder};
use crate::name::Name;

/// A set of pictures, each under a name.
pub(crate) enum Source {
    /// Pictures that are drawn when they are asked for.
    Drawn(Vec<Name>),
    /// The files of a folder.
    Folder(Folder),
}

#[executor::task]
impl Source {
    /// Lists the folder; without one, the pictures will be drawn.
    pub(crate) fn open(folder: Option<PathBuf>, drawn: usize) -> anyhow::Result<Self> {
        match folder {
            Some(path) => Ok(Self::Folder(exec!(Folder::open(&path))?)),
            None => Ok(Self::Drawn((0..drawn).map(draw::name).collect())),
        }
    }

    /// At most `count` names from the one at `first` on.
    pub(crate) fn names(&self, first: usize, count: usize) -> Vec<Name> {
        match self {
            Self::Drawn(pictures) => pictures.iter().skip(first).take(count).cloned().collect(),
            Self::Folder(folder) => folder.names().skip(first).take(count).cloned().collect(),
        }
    }

    /// The bytes of the picture called `name`; `None` where there is none.
    pub(crate) async fn picture(&self, name: &Name) -> Option<std::io::Result<Vec<u8>>> {
        match self {
            Self::Drawn(pictures) => {
                let index = pictures.iter().position(|picture| picture == name)?;
                Some(Ok(exec!(draw::picture(index))))
            }
            Self::Folder(folder) => {
                let path = folder.path(name)?.to_owned();
                Some(exec!(folder::read(path)))
            }
        }
    }
}
