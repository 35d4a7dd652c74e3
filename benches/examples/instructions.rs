//! Counts the instructions of reading and checking a fixed package, and holds them against
//! `benches/instructions.toml`: a gate for speed that a busy machine does not disturb.
//!
//! ```text
//! cargo run --release --package benches --example instructions             # more than 3 % fails
//! cargo run --release --package benches --example instructions -- --update # writes them down
//! ```
//!
//! It takes valgrind. Where that is missing, or the numbers are another compiler's or another kind
//! of processor's, it says so and fails nothing.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use benches::{
    data::{Dress, FILES, file, package},
    findings,
    rivals::{all_cells, cells},
};
use roster_core::{Memory, Options};
use serde::Deserialize;

/// What is counted.
const PARTS: [&str; 3] = ["tokenise", "check", "check with all lints"];
/// Students of the package: some 9,500 rows.
const STUDENTS: u64 = 1000;
/// How far a number may be from the one written down.
const TOLERANCE: f64 = 0.03;

/// `benches/instructions.toml`.
#[derive(Deserialize, PartialEq)]
struct Counted {
    compiler: String,
    processor: String,
    instructions: BTreeMap<String, u64>,
}

#[allow(clippy::print_stdout, reason = "a program")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [what, part, folder] = &arguments[..]
        && what == "run"
    {
        return run(part, Path::new(folder));
    }
    let update = arguments.iter().any(|argument| argument == "--update");
    let Some(now) = count()? else {
        println!("valgrind is not installed: no instructions were counted");
        return Ok(());
    };
    for (part, instructions) in &now.instructions {
        println!("{part}: {instructions}");
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.toml");
    if update {
        return Ok(fs::write(kept, text(&now))?);
    }
    let then: Counted = toml::from_str(&fs::read_to_string(kept)?)?;
    if (&then.compiler, &then.processor) != (&now.compiler, &now.processor) {
        println!(
            "not compared: the numbers kept are of {} on {}, these of {} on {}",
            then.compiler, then.processor, now.compiler, now.processor
        );
        return Ok(());
    }
    compare(&then.instructions, &now.instructions)
}

fn compare(
    then: &BTreeMap<String, u64>,
    now: &BTreeMap<String, u64>,
) -> Result<(), Box<dyn Error>> {
    let changes = now.iter().filter_map(|(part, now)| {
        let change = then.get(part).map(|then| *now as f64 / *then as f64 - 1.0);
        match change {
            Some(change) if change.abs() <= TOLERANCE => None,
            Some(change) => Some(format!("{part}: {:+.1} %", change * 100.0)),
            None => Some(format!("{part}: not counted before")),
        }
    });
    let changes: Vec<String> = changes.collect();
    match changes.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "instructions changed: {}. If that is meant, \
             `cargo run --release --package benches --example instructions -- --update`",
            changes.join("; ")
        )
        .into()),
    }
}

/// Counts; `None` without valgrind.
fn count() -> Result<Option<Counted>, Box<dyn Error>> {
    let own = env::current_exe()?;
    let folder = own.with_extension("package");
    fs::create_dir_all(&folder)?;
    let package = package(STUDENTS, Dress::YARDSTICK);
    for name in FILES {
        fs::write(folder.join(name), file(&package, name))?;
    }
    let Some(load) = instructions(&own, "load", &folder)? else { return Ok(None) };
    let mut counted = BTreeMap::new();
    for part in PARTS {
        let all = instructions(&own, part, &folder)?.ok_or("valgrind went away")?;
        counted.insert(String::from(part), all - load);
    }
    let compiler = Command::new("rustc").arg("--version").output()?.stdout;
    let compiler = String::from_utf8(compiler)?.trim().into();
    Ok(Some(Counted { compiler, processor: processor().into(), instructions: counted }))
}

/// Libraries take other ways where a processor has more to offer.
fn processor() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    return if std::is_x86_feature_detected!("avx2") { "x86_64 with AVX2" } else { "x86_64" };
    #[cfg(not(target_arch = "x86_64"))]
    return env::consts::ARCH;
}

fn instructions(own: &Path, part: &str, folder: &PathBuf) -> Result<Option<u64>, Box<dyn Error>> {
    let valgrind = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(own)
        .args(["run", part])
        .arg(folder)
        .output();
    let Ok(output) = valgrind else { return Ok(None) };
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said.lines().find_map(|line| line.split_once("Collected : "));
    let (_, count) = count.ok_or_else(|| format!("valgrind: {said}"))?;
    Ok(Some(count.trim().parse()?))
}

/// What valgrind runs: reads the package, and does one part with it.
fn run(part: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut package = Memory::new();
    for name in FILES {
        package = package.file(name, fs::read(folder.join(name))?);
    }
    let clean = match part {
        "tokenise" => all_cells(&package, cells).0 > 0,
        "check" => findings(&package, &Options::new().no_lints()).is_empty(),
        "check with all lints" => {
            findings(&package, &Options::new());
            true
        }
        _ => true,
    };
    if clean { Ok(()) } else { Err("the package is not as it should be".into()) }
}

fn text(counted: &Counted) -> String {
    let Counted { compiler, processor, instructions } = counted;
    let lines: String =
        instructions.iter().map(|(part, count)| format!("\"{part}\" = {count}\n")).collect();
    format!(
        "# Written by `cargo run --release --package benches --example instructions -- --update`.\n\
         compiler = \"{compiler}\"\nprocessor = \"{processor}\"\n\n[instructions]\n{lines}"
    )
}
