//! Runs the gallery as a user does, and checks what it prints and leaves behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use examples_harness::{Running, Scratch, example, read, wait_for};
use image::{ImageFormat, Rgb, RgbImage};

#[test]
fn draws_its_own_pictures_without_a_folder() {
    let scratch = Scratch::new("gallery", "drawn");
    let run = run(gallery().arg("--out").arg(scratch.path("out")));
    assert_eq!(
        run.last_line,
        "done: 24 fetched, 24 thumbnails, 24 saved, 0 failed"
    );
    assert_eq!(run.code, Some(0));
    assert_eq!(open_thumbnails(&scratch.path("out"), 128), 24);

    let sheet = scratch.path("out.contact-sheet.png");
    let path = format!("all on one picture: {}", sheet.display());
    assert!(
        run.stdout.lines().any(|line| line == path),
        "{}",
        run.stdout
    );
    let sheet = image::open(sheet).expect("the contact sheet is a picture");
    assert_eq!((sheet.width(), sheet.height()), (8 + 5 * 136, 8 + 5 * 136));
}

#[test]
fn names_each_broken_item_and_does_all_others() {
    let scratch = Scratch::new("gallery", "broken");
    let good = scratch.pictures("in", 20);
    let broken = scratch.broken_items("in");
    let run = run(gallery()
        .arg("--out")
        .arg(scratch.path("out"))
        .arg(scratch.path("in")));

    for name in &broken.all {
        let named = run
            .stderr
            .lines()
            .filter(|line| line.starts_with(&format!("{name}: ")));
        assert_eq!(
            named.count(),
            1,
            "`{name}` is named once, with a reason:\n{}",
            run.stderr
        );
    }
    assert_eq!(
        run.stderr.lines().count(),
        broken.all.len(),
        "only they are named: {}",
        run.stderr
    );
    let fetched = good + broken.fetched;
    let failed = broken.all.len();
    assert_eq!(
        run.last_line,
        format!("done: {fetched} fetched, {good} thumbnails, {good} saved, {failed} failed")
    );
    assert_eq!(run.code, Some(1));
    assert_eq!(open_thumbnails(&scratch.path("out"), 128), good);
}

#[test]
fn goes_over_many_pages_of_pictures() {
    let scratch = Scratch::new("gallery", "many");
    let good = scratch.pictures("in", 230);
    let run = run(gallery()
        .arg("--out")
        .arg(scratch.path("out"))
        .arg(scratch.path("in")));
    assert_eq!(
        run.last_line,
        "done: 230 fetched, 230 thumbnails, 230 saved, 0 failed"
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(open_thumbnails(&scratch.path("out"), 128), good);
    let sheet = image::open(scratch.path("out.contact-sheet.png"));
    let sheet = sheet.expect("the contact sheet is a picture");
    assert_eq!(
        (sheet.width(), sheet.height()),
        (8 + 16 * 136, 8 + 15 * 136)
    );
}

#[test]
fn prints_the_table_of_types() {
    let scratch = Scratch::new("gallery", "table");
    let run = run(gallery().arg("--out").arg(scratch.path("out")));
    let head = run
        .stdout
        .lines()
        .position(|line| line.contains("running"))
        .expect("a head line");
    let done = run.stdout.lines().nth(head).unwrap().split_whitespace();
    let done = done
        .skip_while(|word| *word != "running")
        .position(|word| word == "done")
        .unwrap();
    for (name, at_least) in [("gallery", 25), ("pictures", 24), ("cpu", 48), ("io", 24)] {
        let line = run
            .stdout
            .lines()
            .skip(head + 1)
            .find(|line| line.starts_with(name));
        let line = line.unwrap_or_else(|| panic!("a line of `{name}` in\n{}", run.stdout));
        let count = line.split_whitespace().nth(1 + done).unwrap();
        assert!(count.parse::<usize>().unwrap() >= at_least, "{line}");
    }
}

#[test]
fn an_empty_folder_is_done_at_once() {
    let scratch = Scratch::new("gallery", "empty");
    scratch.pictures("in", 0);
    let run = run(gallery()
        .arg("--out")
        .arg(scratch.path("out"))
        .arg(scratch.path("in")));
    assert_eq!(
        run.last_line,
        "done: 0 fetched, 0 thumbnails, 0 saved, 0 failed"
    );
    assert_eq!(run.code, Some(0));
}

#[test]
fn a_missing_folder_is_one_line() {
    let scratch = Scratch::new("gallery", "missing");
    let run = run(gallery()
        .arg("--out")
        .arg(scratch.path("out"))
        .arg(scratch.path("in")));
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains(&scratch.path("in").display().to_string()),
        "{}",
        run.stderr
    );
    assert!(run.code.is_some_and(|code| code != 0));
    assert!(!scratch.path("out").exists());
}

#[test]
fn the_config_file_sets_size_and_count() {
    let scratch = Scratch::new("gallery", "config");
    let config = scratch.path("gallery.conf");
    fs::write(
        &config,
        "# small\nthumbnail_size = 20\n\ndrawn_pictures = 3 # few\n",
    )
    .unwrap();
    let set = run(gallery()
        .arg("--config")
        .arg(&config)
        .arg("--out")
        .arg(scratch.path("out")));
    assert_eq!(
        set.last_line,
        "done: 3 fetched, 3 thumbnails, 3 saved, 0 failed"
    );
    assert_eq!(open_thumbnails(&scratch.path("out"), 20), 3);

    fs::write(&config, "thumbnail_size = 20\nthumbnail_sise = 3\n").unwrap();
    let misspelt = run(gallery().arg("--config").arg(&config));
    assert_eq!(
        (misspelt.stdout.as_str(), misspelt.stderr.lines().count()),
        ("", 1)
    );
    assert!(misspelt.stderr.contains("line 2"), "{}", misspelt.stderr);
    assert!(misspelt.code.is_some_and(|code| code != 0));
}

#[cfg(unix)]
#[test]
fn finishes_what_is_on_its_way_after_an_interrupt() {
    let scratch = Scratch::new("gallery", "interrupt");
    let (config, out) = (scratch.path("gallery.conf"), scratch.path("out"));
    fs::write(&config, "drawn_pictures = 5000").unwrap();
    let mut command = gallery();
    let command = command.arg("--config").arg(&config).arg("--out").arg(&out);
    let run = run_and(command, |gallery| {
        let has_begun = || fs::read_dir(&out).is_ok_and(|mut out| out.next().is_some());
        wait_for(|| has_begun().then_some(()));
        gallery.signal("-INT");
    });

    let saved = open_thumbnails(&out, 128);
    assert!((1..5000).contains(&saved), "{saved}");
    assert_eq!(
        run.last_line,
        format!("done: {saved} fetched, {saved} thumbnails, {saved} saved, 0 failed")
    );
    assert_eq!(run.stderr, "interrupted: finishing what is on its way\n");
    assert_eq!(run.code, Some(130));
}

/// What a run of the gallery gave.
struct Run {
    stdout: String,
    stderr: String,
    last_line: String,
    code: Option<i32>,
}

fn gallery() -> Command {
    example("gallery")
}

fn run(command: &mut Command) -> Run {
    run_and(command, |_| ())
}

/// Runs the gallery, does `meanwhile`, and waits for the end.
fn run_and(command: &mut Command, meanwhile: impl FnOnce(&Running)) -> Run {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = Running(child.expect("the example starts"));
    let stdout = read(child.0.stdout.take().expect("it is piped"));
    let stderr = read(child.0.stderr.take().expect("it is piped"));
    meanwhile(&child);
    let status = wait_for(|| child.0.try_wait().expect("it can be waited for"));
    let (stdout, stderr) = (stdout.join().unwrap(), stderr.join().unwrap());
    let last_line = stdout.lines().last().unwrap_or_default().to_owned();
    Run {
        stdout,
        stderr,
        last_line,
        code: status.code(),
    }
}

/// Opens every file in `folder` as a picture of at most `size` pixels; how many there were.
fn open_thumbnails(folder: &Path, size: u32) -> usize {
    let files = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.unwrap());
    files
        .map(|file| {
            let picture = image::open(file.path());
            let picture = picture.unwrap_or_else(|error| panic!("{:?}: {error}", file.path()));
            assert!(
                picture.width().max(picture.height()) <= size,
                "{:?}",
                file.path()
            );
        })
        .count()
}

/// What is wrong with a folder.
struct Broken {
    /// The names of all that fail.
    all: Vec<String>,
    /// How many of them can be read, and fail only as pictures.
    fetched: usize,
}

/// Folders of pictures.
trait Pictures {
    /// Fills `folder` with `count` pictures, some under names that need care.
    fn pictures(&self, folder: &str, count: usize) -> usize;

    /// Adds one item of each kind that fails to `folder`.
    fn broken_items(&self, folder: &str) -> Broken;
}

impl Pictures for Scratch {
    fn pictures(&self, folder: &str, count: usize) -> usize {
        fs::create_dir_all(self.path(folder)).unwrap();
        let odd = [
            "same.png",
            "same.jpg",
            "two words.png",
            "größe 日本 🖼.jpg",
            "#1.png",
            "100%.jpg",
            "50%25.png",
            "what?.png",
            "a&b=c;d+e.jpg",
            ".hidden.png",
            "..png",
            "no extension",
        ];
        for index in 0..count {
            let name = odd
                .get(index)
                .map_or(format!("{index:03}.png"), ToString::to_string);
            let format = if name.ends_with("jpg") {
                ImageFormat::Jpeg
            } else {
                ImageFormat::Png
            };
            let (width, height) = (1 + 13 * (index as u32 % 20), 90 + index as u32 % 60);
            let picture = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 90]));
            picture
                .save_with_format(self.path(folder).join(name), format)
                .unwrap();
        }
        count
    }

    fn broken_items(&self, folder: &str) -> Broken {
        let folder = self.path(folder);
        let noise: Vec<u8> = (0..999_u32)
            .map(|index| (index * index % 251) as u8)
            .collect();
        let whole = fs::read(folder.join("same.png")).unwrap();
        fs::write(folder.join("noise.png"), noise).unwrap();
        fs::write(folder.join("cut short.png"), &whole[..whole.len() / 2]).unwrap();
        let whole_jpeg = fs::read(folder.join("same.jpg")).unwrap();
        fs::write(
            folder.join("cut short.jpg"),
            &whole_jpeg[..whole_jpeg.len() - 20],
        )
        .unwrap();
        fs::write(folder.join("empty.jpg"), "").unwrap();
        fs::write(folder.join("100% text.png"), "not a picture").unwrap();
        fs::write(folder.join("notes.txt"), "buy milk\n").unwrap();
        let mut all = vec![
            "noise.png",
            "cut short.png",
            "cut short.jpg",
            "empty.jpg",
            "100% text.png",
            "notes.txt",
        ];
        let fetched = all.len();

        fs::create_dir(folder.join("folder.png")).unwrap();
        fs::create_dir(folder.join("passed over")).unwrap();
        all.push("folder.png");
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt, symlink};
            symlink("nowhere", folder.join("dangling.png")).unwrap();
            symlink("loop.png", folder.join("loop.png")).unwrap();
            all.extend(["dangling.png", "loop.png"]);

            let secret = folder.join("secret.png");
            fs::write(&secret, &whole).unwrap();
            fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
            match fs::read(&secret) {
                Ok(_) => fs::remove_file(secret).unwrap(), // root reads everything
                Err(_) => all.push("secret.png"),
            }
        }
        Broken {
            all: all.into_iter().map(str::to_owned).collect(),
            fetched,
        }
    }
}
