//! Whether a JPEG is whole. Its decoder fills what is missing with grey, and says nothing.

/// Whether the file goes on to its end-of-image marker. What follows that marker does not matter: cameras put films there.
///
/// Walks from marker to marker (ITU-T T.81, annex B), since pictures embedded in the head have such a marker too.
pub(crate) fn is_whole(file: &[u8]) -> bool {
    ends(file).is_some()
}

/// `None` where the file ends too soon.
fn ends(file: &[u8]) -> Option<()> {
    let mut rest = file.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        // Between segments: the pixels after a scan's header, or nothing.
        let at = rest
            .windows(2)
            .position(|pair| pair[0] == 0xFF && begins_a_segment(pair[1]))?;
        let marker = rest[at + 1];
        if marker == 0xD9 {
            return Some(());
        }
        let length = rest.get(at + 2..at + 4)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        rest = rest.get(at + 2 + length..)?;
    }
}

/// Among pixels, 0xFF is followed by 0, and a restart marker has no segment; 0xFF itself is padding.
fn begins_a_segment(marker: u8) -> bool {
    !matches!(marker, 0x00 | 0x01 | 0xD0..=0xD7 | 0xFF)
}
