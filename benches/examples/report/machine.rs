//! The machine that is measured on.

use std::{fs, process::Command, thread};

/// Processor, cores, memory, compiler, system.
pub(crate) fn machine() -> String {
    let of = |path: &str, name: &str| {
        let all = fs::read_to_string(path).unwrap_or_default();
        let line = all.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    };
    let processor = of("/proc/cpuinfo", "model name").unwrap_or("a processor".into());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let memory = of("/proc/meminfo", "MemTotal").and_then(|kib| {
        let kib: u64 = kib.trim_end_matches(" kB").parse().ok()?;
        Some(format!(", {} GiB", kib.div_ceil(1 << 20)))
    });
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    format!("{processor}, {cores} cores{}; {system}; {}", memory.unwrap_or_default(), compiler())
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or(String::new(), |output| {
        String::from_utf8_lossy(&output.stdout).split(" (").next().unwrap_or_default().into()
    })
}
