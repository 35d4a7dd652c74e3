//! `rosterlens schema`.

use std::process::ExitCode;

use roster_core::schema;

use crate::{
    Failure,
    args::{Schema, SchemaCommand, SchemaOutput},
    format, print,
};

pub(crate) fn run(args: &Schema) -> Result<ExitCode, Failure> {
    let text = match (&args.command, &args.format) {
        (Some(SchemaCommand::Diff { a, b, json }), _) => {
            let differences = schema::diff(format(a)?, format(b)?);
            if *json {
                schema::diff_json(&differences)
            } else {
                differences.iter().map(|difference| format!("{difference}\n")).collect()
            }
        }
        (None, Some(id)) => {
            let format = format(id)?;
            match args.output {
                SchemaOutput::Markdown => schema::markdown(format),
                SchemaOutput::Json => schema::json(format),
                SchemaOutput::TableSchema => schema::table_schema(format),
            }
        }
        (None, None) => {
            return Err(Failure("name a format; `rosterlens formats` lists them".into()));
        }
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
