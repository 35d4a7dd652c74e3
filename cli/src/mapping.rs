//! `rosterlens mapping`.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::{Failure, format, print};

pub(crate) fn run(a: &str, b: &str, as_json: bool) -> Result<ExitCode, Failure> {
    let (a, b) = (format(a)?, format(b)?);
    if !as_json {
        print(&roster_mapping::markdown(a, b))?;
        return Ok(ExitCode::SUCCESS);
    }
    let side = |side: Option<(&str, &str)>| match side {
        Some((file, column)) => json!({"file": file, "column": column}),
        None => Value::Null,
    };
    let lines = roster_mapping::table(a, b);
    let line = |line: &roster_mapping::Line| json!({a.id: side(line.a), b.id: side(line.b), "how": line.how});
    let list: Vec<Value> = lines.iter().map(line).collect();
    print(&format!("{:#}\n", Value::from(list)))?;
    Ok(ExitCode::SUCCESS)
}
