//! A sidecar comes from strangers too: it names files, and those must not lead out of the folder
//! that is written.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rosterlens"));
    command.args(args).output().expect("the command starts")
}

/// FNV-1a, as the last line of a sidecar has it.
fn sealed(body: &[u8]) -> Vec<u8> {
    let sum = body.iter().fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
    });
    [body, format!("end,{sum:016x}\r\n").as_bytes()].concat()
}

#[test]
fn a_file_that_leads_out_of_the_folder_is_not_written() {
    let scratch = std::env::temp_dir().join(format!("rosterlens-forged-{}", std::process::id()));
    let path = |name: &str| scratch.join(name).to_str().expect("UTF-8").to_owned();
    fs::create_dir_all(path("home")).expect("made");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/sds-v1");
    for entry in fs::read_dir(samples).expect("readable") {
        let entry = entry.expect("readable");
        fs::copy(entry.path(), Path::new(&path("home")).join(entry.file_name())).expect("copied");
    }
    fs::write(path("home/notes.txt"), "kept as it is").expect("written");
    let out = run(&["convert", &path("home"), &path("abroad"), "--to", "oneroster-1.2"]);
    assert!(out.status.success());

    // `notes.txt` and what stands in its place are of one length
    let honest = fs::read(path("abroad.carried")).expect("readable");
    let text = String::from_utf8(honest).expect("UTF-8");
    let body = &text[..text.rfind("end,").expect("a last line")];
    for (i, name) in ["../ev.txt", "/tmp/evil", "a\\..\\bb.c", "sub/a.txt"].iter().enumerate() {
        assert!(body.contains("notes.txt"), "the sidecar names the file");
        let forged = sealed(body.replace("notes.txt", name).as_bytes());
        fs::write(path("abroad.carried"), forged).expect("written");
        let to = path(&format!("back{i}"));
        let out = run(&["convert", &path("abroad"), &to, "--to", "sds-v1"]);
        let said = String::from_utf8(out.stderr).expect("UTF-8");
        assert_eq!(out.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains("leads out of"), "{name}: {said}");
        assert!(!Path::new(&to).exists(), "nothing is half-written");
        assert!(!Path::new(&path("ev.txt")).exists() && !Path::new("/tmp/evil").exists());
    }
    fs::remove_dir_all(&scratch).expect("removed");
}
