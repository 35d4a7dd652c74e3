//! What is measured as whole processes: the command beside scripts, and memory.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use benches::{data, data::FAULTS, findings, rounds::rounds};
use roster_core::{Memory, Options, Source};
use serde_json::json;

use crate::page::Page;

/// What the scripts need, how they are called in the page, and how much slower they should be.
const RIVALS: [(&str, &str, f64); 3] = [
    ("duckdb", "a DuckDB script, two threads", 3.5),
    ("polars", "a Polars script", 2.7),
    ("pandas", "a pandas script", 12.0),
];

pub(crate) fn processes(
    page: &mut Page,
    clean: &Memory,
    faulty: &Memory,
    n: usize,
) -> Result<(), Box<dyn Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = target()?;
    let (clean_folder, faulty_folder) =
        (unpack(clean, target.join("performance"))?, unpack(faulty, target.join("faulty"))?);
    let built = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["build", "--release", "--locked", "--quiet", "--package", "rosterlens"])
        .current_dir(home)
        .status()?;
    if !built.success() {
        return Err("the command does not build".into());
    }
    let rosterlens = target.join("release/rosterlens");
    memory(page, &clean_folder, data::rows(clean))?;

    let python = env::var_os("PYTHON").unwrap_or("python3".into());
    for (name, what, goal) in RIVALS {
        let version = Command::new(&python)
            .args(["-c", &format!("import {name}; print({name}.__version__)")])
            .stderr(Stdio::null())
            .output();
        let version = version.ok().filter(|output| output.status.success());
        let Some(version) = version else {
            page.note(&format!(
                "{what} was not measured: `{}` has no package `{name}` \
                 (`pip install -r benches/rivals/requirements.txt`).",
                python.to_string_lossy(),
            ));
            continue;
        };
        page.version(name, String::from_utf8_lossy(&version.stdout).trim());
        let script = home.join(format!("rivals/{name}_check.py"));
        let found = Command::new(&python).arg(&script).arg(&faulty_folder).output()?.stdout;
        let planted = json!({
            "duplicates": FAULTS, "dangling": FAULTS, "dates": FAULTS, "words": FAULTS,
        });
        if serde_json::from_slice::<serde_json::Value>(&found).ok() != Some(planted) {
            return Err(format!("{} does not find what is wrong", script.display()).into());
        }
        let mut ours = Command::new(&rosterlens);
        ours.args(["check", "--no-lints"]).arg(&clean_folder).stdout(Stdio::null());
        let mut theirs = Command::new(&python);
        theirs.arg(&script).arg(&clean_folder).stdout(Stdio::null());
        let run = |command: &mut Command| {
            assert!(command.status().is_ok_and(|status| status.success()), "{command:?} failed");
        };
        let times = rounds(n, &mut [&mut || run(&mut theirs), &mut || run(&mut ours)]);
        let ours = "`rosterlens check --no-lints`, whole process";
        page.ratio(ours, what, Some(goal), &times[0], &times[1]);
    }
    fs::remove_dir_all(clean_folder)?;
    fs::remove_dir_all(faulty_folder)?;
    Ok(())
}

/// The folder that cargo builds in: this program stands in `release/examples` of it.
fn target() -> Result<PathBuf, Box<dyn Error>> {
    let own = env::current_exe()?;
    Ok(own.ancestors().nth(3).ok_or("no target folder")?.to_path_buf())
}

fn unpack(package: &Memory, folder: PathBuf) -> Result<PathBuf, Box<dyn Error>> {
    fs::create_dir_all(&folder)?;
    for i in 0..package.len() {
        fs::write(folder.join(package.name(i)), package.read(i)?)?;
    }
    Ok(folder)
}

/// Memory beyond the input, each time in a process of its own.
fn memory(page: &mut Page, folder: &Path, rows: u64) -> Result<(), Box<dyn Error>> {
    let kinds = [("rules", "the specification's rules", 32.0), ("lints", "all lints", 44.0)];
    for (kind, what, goal) in kinds {
        let own = Command::new(env::current_exe()?).arg("memory").arg(folder).arg(kind).output()?;
        let said = String::from_utf8_lossy(&own.stdout).trim().parse::<u64>();
        match said {
            Ok(bytes) => {
                let what = format!("memory beyond the input, {what}");
                page.at_most(&what, goal, bytes as f64 / rows as f64, "bytes a row");
            }
            Err(_) => page.note("Memory was not measured: it takes Linux's `/proc`."),
        }
    }
    Ok(())
}

/// Checks a folder, and prints by how much that raised the peak of this process.
#[allow(clippy::print_stdout, reason = "read by the process that started this one")]
pub(crate) fn memory_of_this_process(folder: &Path, lints: bool) -> Result<(), Box<dyn Error>> {
    let mut package = Memory::new();
    for name in data::FILES {
        package = package.file(name, fs::read(folder.join(name))?);
    }
    let options = if lints { Options::new() } else { Options::new().no_lints() };
    let before = status("VmRSS:")?;
    // forgets the peak so far
    fs::write("/proc/self/clear_refs", "5")?;
    let found = findings(&package, &options).len();
    let peak = status("VmHWM:")?;
    assert_eq!(found, 0, "nothing is wrong with the package");
    println!("{}", peak.saturating_sub(before));
    Ok(())
}

/// A size that Linux knows of this process, in bytes.
fn status(name: &str) -> Result<u64, Box<dyn Error>> {
    let all = fs::read_to_string("/proc/self/status")?;
    let line = all.lines().find_map(|line| line.strip_prefix(name)).ok_or("no such line")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
}
