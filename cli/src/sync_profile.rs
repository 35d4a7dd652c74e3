//! `rosterlens sync-profile`, and the profile that steers `rosterlens check`.

use std::{fs, io, path::Path, process::ExitCode};

use roster_core::{Format, Memory, Options, check};
use sds_model::profile::{
    ConnectionValues, EducationSynchronizationDataProvider as Provider,
    EducationSynchronizationProfile, FORMAT, Steering, Unsupported, Wishes, supported,
};

use crate::{Failure, args::SyncProfile, package::Package, print, recognise};

/// The profile that a package is to be synced with.
pub(crate) struct Sync {
    /// The file by itself.
    pub(crate) file: Memory,
    /// What it says, if it is a profile: what is wrong with it, its check tells.
    pub(crate) profile: Option<EducationSynchronizationProfile>,
}

impl Sync {
    /// Reads the profile for packages of a format.
    pub(crate) fn open(path: &Path, format: &'static Format) -> Result<Self, Failure> {
        let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
        let shown = path.display();
        let read = std::str::from_utf8(&bytes).ok().map(EducationSynchronizationProfile::read);
        let profile = read.and_then(Result::ok).filter(|profile| {
            profile.data_provider.get().is_some()
                || profile.identity_synchronization_configuration.get().is_some()
        });
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = Memory::new().file(name, bytes);
        match &profile {
            Some(profile) if Steering::of(profile, format).is_none() => Err(Failure(format!(
                "synchronization profiles speak of the files of sds-v1 and sds-v1-uk, and these are \
                 of {}: `rosterlens convert PATH OUT --to sds-v1` writes them",
                format.id
            ))),
            // such as several profiles, which are a document without a fault
            None if check(&FORMAT, &file, &Options::new(), &mut Vec::new()).totals.error == 0 => {
                Err(Failure(format!("{shown} is no single synchronization profile; give one")))
            }
            _ => Ok(Sync { file, profile }),
        }
    }
}

fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure(format!("cannot read {}: {error}", path.display()))
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| cannot_read(path, &error))
}

/// Prints the profile that a package supports.
pub(crate) fn run(args: &SyncProfile) -> Result<ExitCode, Failure> {
    let package = Package::open(&args.path)?;
    package.mention();
    let format = recognise(&package, args.format.as_deref())?;
    let of_path = || {
        let path = args.path.canonicalize().unwrap_or_else(|_| args.path.clone());
        path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    };
    let mut wishes = Wishes::named(args.name.clone().unwrap_or_else(of_path));
    wishes.create_users = args.create_users;
    wishes.domains = [&args.student_domain, &args.teacher_domain]
        .map(|own| own.clone().or_else(|| args.domain.clone()));
    let mut profile = supported(&package, format, &wishes).map_err(|error| {
        let mend = match error {
            Unsupported::NoDomain(_) => "name it with --domain, --student-domain, --teacher-domain",
            _ => "`rosterlens convert PATH OUT --to sds-v1` writes them",
        };
        Failure(format!("{}: {error}; {mend}", args.path.display()))
    })?;
    package.refused()?;
    if let Some(path) = &args.connection {
        let values = ConnectionValues::read(&text(path)?).ok_or_else(|| {
            let path = path.display();
            Failure(format!(
                "{path} has not all four values; `rosterlens check {path} --format \
                 connection-values` tells which are missing"
            ))
        })?;
        let mut provider = values.provider();
        if let Some(Provider::Csv(csv)) = profile.data_provider.get() {
            provider.customizations = csv.customizations.clone();
        }
        profile.data_provider = provider.into();
    }
    print(&(profile.write() + "\n"))?;
    Ok(ExitCode::SUCCESS)
}
