//! What a picture is called.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// What stands in an address as it is; all else is percent-encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// The name of a picture: any name that a file may have, be it UTF-8 or not. Prints on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    encoded: String,
}

impl Name {
    /// The name of a file.
    pub(crate) fn of_file(name: &OsStr) -> Self {
        Self {
            encoded: percent_encode(name.as_encoded_bytes(), ENCODED).to_string(),
        }
    }

    /// The name that stands percent-encoded in an address or on a page.
    pub(crate) fn from_encoded(encoded: &str) -> Self {
        Self {
            encoded: encoded.to_owned(),
        }
    }

    /// The name as it stands in an address.
    pub(crate) fn encoded(&self) -> &str {
        &self.encoded
    }

    /// A file name for the thumbnail: it holds the whole name, so that `a.png` and `a.jpg` do not meet.
    pub(crate) fn of_thumbnail(&self) -> String {
        let name = percent_decode_str(&self.encoded).decode_utf8();
        let plain = name.ok().filter(|name| !name.contains(['/', '\\', '\0']));
        format!(
            "{}.thumbnail.png",
            plain.unwrap_or(Cow::Borrowed(&self.encoded))
        )
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in percent_decode_str(&self.encoded)
            .decode_utf8_lossy()
            .chars()
        {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        Ok(())
    }
}
