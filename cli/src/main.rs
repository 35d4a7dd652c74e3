//! The command `rosterlens`.

use std::process::ExitCode;

fn main() -> ExitCode {
    rosterlens::run()
}
