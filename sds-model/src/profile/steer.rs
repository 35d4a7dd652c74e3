//! A profile that a package is to be synced with: what it asks of the files.

use alloc::vec::Vec;

use roster_core::{Detail, FileAt, Format, Layout, Options, Sink, Source, Summary, Tally};

use super::{
    EducationIdentitySynchronizationConfiguration as Identity,
    EducationSynchronizationCustomization as Customization,
    EducationSynchronizationDataProvider as Provider, EducationSynchronizationProfile,
    accounts::Accounts,
    asked::Asked,
    meaning::{KINDS, ROLES},
    rules,
};
use crate::CREATE_USERS;

/// What a profile asks of a package of SDS V1 or its UK variant, beyond the format.
///
/// - Each optional column that it asks for must be there, in its exact spelling, and say something.
/// - Where accounts are created, names and passwords must be there (the flag
///   [`CREATE_USERS`]), and a domain for everyone; where they are matched, the
///   column to match by, with a value of their own for everyone.
/// - Of what is deferred nothing is asked; but names and passwords are asked of students and teachers
///   alike as long as either are synced.
///
/// ```
/// use roster_core::{Memory, Options, check};
/// use sds_model::{profile::{EducationSynchronizationProfile, Steering}, v1};
///
/// let profile = EducationSynchronizationProfile::read(r##"{"dataProvider": {
///     "@odata.type": "#microsoft.graph.educationCsvDataProvider",
///     "customizations": {"school": {"optionalPropertiesToSync": ["School Number"]}}}}"##)?;
/// let package = Memory::new().file("School.csv", "SIS ID,Name,SchoolNumber\n7,North,1\n");
/// let steering = Steering::of(&profile, &v1::FORMAT).unwrap();
///
/// let options = steering.options(Options::new());
/// let mut findings = Vec::new();
/// let mut summary = check(&v1::FORMAT, &package, &options, &mut findings);
/// findings.clear();
/// steering.check(&package, &options, &mut summary, &mut findings);
/// assert_eq!(
///     findings[0].message(),
///     "the profile asks for `School Number`, and the file has no such column; it is spelt `SchoolNumber`"
/// );
/// # Ok::<(), sds_model::profile::NotAnObject>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Steering<'p> {
    profile: &'p EducationSynchronizationProfile,
    format: &'static Format,
}

impl<'p> Steering<'p> {
    /// What the profile asks of packages of this format; nothing unless it is SDS V1 or its UK
    /// variant, whose headers profiles speak of.
    pub fn of(
        profile: &'p EducationSynchronizationProfile,
        format: &'static Format,
    ) -> Option<Self> {
        let speaks = [&crate::v1::FORMAT, &crate::v1_uk::FORMAT];
        speaks.iter().any(|of| of.id == format.id).then_some(Steering { profile, format })
    }

    /// Options for the check of the format, as the profile wants them.
    pub fn options(&self, options: Options) -> Options {
        let are_synced = ROLES.iter().any(|(_, kind, _)| !self.is_deferred(kind));
        match self.identity() {
            Some(Identity::Creation(_)) if are_synced => options.flag(CREATE_USERS),
            _ => options,
        }
    }

    /// Reports what the package lacks that the profile asks for, and adds it to the summary of the
    /// format's check.
    pub fn check(
        &self,
        source: &dyn Source,
        options: &Options,
        summary: &mut Summary,
        sink: &mut dyn Sink,
    ) {
        let layout = Layout::of(self.format, source);
        for (kind, tables) in KINDS {
            let found = layout.tables().find(|(table, _)| tables.contains(table));
            let Some((table, Some(file))) = found else { continue };
            let Ok(bytes) = source.read(file) else { continue };
            let tally = Tally::new(self.format, options);
            let mut asked = Asked { table, file: FileAt::Present(file), bytes, tally };
            if self.is_deferred(kind) {
                asked.whole(&rules::DEFERRED, Detail::File(table.file));
            } else {
                asked.check(&self.columns(kind), Accounts::of(self.identity(), kind));
            }
            if asked.tally.finish(summary, sink).is_break() {
                return;
            }
        }
    }

    fn identity(&self) -> Option<&'p Identity> {
        self.profile.identity_synchronization_configuration.get()
    }

    /// What is said of the records of a kind.
    fn customization(&self, kind: &str) -> Option<&'p Customization> {
        let all = match self.profile.data_provider.get()? {
            Provider::Csv(of) => of.customizations.get(),
            Provider::OneRosterApi(of) => of.customizations.get(),
            Provider::PowerSchool(of) => of.customizations.get(),
            Provider::Unknown(_) => None,
        }?;
        let own = match kind {
            "school" => &all.school,
            "section" => &all.section,
            "student" => &all.student,
            "studentEnrollment" => &all.student_enrollment,
            "teacher" => &all.teacher,
            _ => &all.teacher_roster,
        };
        own.get()
    }
    fn is_deferred(&self, kind: &str) -> bool {
        self.customization(kind).is_some_and(|own| own.is_sync_deferred.get() == Some(&true))
    }
    /// The columns that are asked for by name.
    fn columns(&self, kind: &str) -> Vec<&'p str> {
        let asked = self.customization(kind).and_then(|own| own.optional_properties_to_sync.get());
        asked.into_iter().flatten().map(|name| &**name).collect()
    }
}
