//! Measures everything that `docs/performance.md` says, and writes the page.
//!
//! ```text
//! cargo run --release --package benches --example report
//! ```
//!
//! `--rounds N` takes more or fewer rounds than nine; `--no-large` leaves out the package of nine
//! million rows, which takes 8 GiB and some minutes to make. The scripts in `benches/rivals` are
//! measured beside the command if the Python named by the environment variable `PYTHON`, else
//! `python3`, has their packages: `pip install -r benches/rivals/requirements.txt`.

mod inside;
mod machine;
mod outside;
mod page;

use std::{env, error::Error, fs, path::Path};

use benches::data::{Dress, FAULTS, package, rows, size};
use page::Page;

/// Students of the yardstick: about 101,000 users and 800,000 enrolments.
const STUDENTS: u64 = 96_000;

/// What begins so in the page is left as it is.
const BY_HAND: &str = "<!-- What follows is written by hand";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [what, folder, lints] = &arguments[..]
        && what == "memory"
    {
        return outside::memory_of_this_process(Path::new(folder), lints == "lints");
    }
    let after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let rounds: usize = after("--rounds").map_or(Ok(9), |n| n.parse())?;
    let students: u64 = after("--students").map_or(Ok(STUDENTS), |n| n.parse())?;
    let large = !arguments.iter().any(|argument| argument == "--no-large");

    let clean = package(students, Dress::YARDSTICK);
    let faulty = package(students, Dress { faults: FAULTS, ..Dress::YARDSTICK });
    let mut page = Page::new(rows(&clean), size(&clean), rounds);
    inside::tokenise(&mut page, &clean, students, rounds);
    inside::check(&mut page, &clean, &faulty, rounds);
    inside::write(&mut page, &clean, rounds);
    inside::convert(&mut page, students / 10, rounds.min(3));
    outside::processes(&mut page, &clean, &faulty, rounds.min(5))?;
    drop((clean, faulty));
    match large {
        true => inside::scale(&mut page, students),
        false => page.note("The package of nine million rows was left out."),
    }
    let to = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/performance.md");
    let page_before = fs::read_to_string(&to)?;
    let by_hand = page_before.find(BY_HAND).map_or("", |at| &page_before[at..]);
    fs::write(to, page.text() + "\n" + by_hand)?;
    Ok(())
}
