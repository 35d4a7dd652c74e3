//! What a profile says of the accounts of those whom a file is about.

use super::{
    Coded, EducationIdentityMatchingOptions,
    EducationIdentitySynchronizationConfiguration as Identity, EducationUserRole, Member,
    meaning::ROLES,
};

/// What becomes of the accounts of those whom a file is about.
#[derive(Clone, Copy)]
pub(super) enum Accounts<'p> {
    /// Nothing, or nothing that is known.
    None,
    /// Something, but nothing is said of these.
    Missing(&'static str),
    /// They are created in this domain.
    Created(&'p str),
    /// They are matched.
    Matched(&'p EducationIdentityMatchingOptions),
}

impl<'p> Accounts<'p> {
    /// Of those in the records of a kind.
    pub(super) fn of(identity: Option<&'p Identity>, kind: &str) -> Self {
        let Some((role, _, people)) = ROLES.iter().find(|(_, of, _)| *of == kind) else {
            return Accounts::None;
        };
        let is = |word: &Member<Coded<EducationUserRole>>| {
            word.get().is_some_and(|word| word.text().eq_ignore_ascii_case(role))
        };
        let found = match identity {
            Some(Identity::Creation(of)) => {
                let own = of.user_domains.get().into_iter().flatten().find(|of| is(&of.applies_to));
                own.and_then(|of| of.name.get()).map(|name| Accounts::Created(name))
            }
            Some(Identity::Matching(of)) => {
                let all = of.matching_options.get().into_iter().flatten();
                all.into_iter().find(|of| is(&of.applies_to)).map(Accounts::Matched)
            }
            _ => return Accounts::None,
        };
        found.unwrap_or(Accounts::Missing(people))
    }

    /// The column that accounts are looked at by, and the domain that is put behind it.
    pub(super) fn column(self) -> Option<(&'p str, Option<&'p str>)> {
        match self {
            Accounts::None | Accounts::Missing(_) => None,
            Accounts::Created(domain) => Some(("Username", Some(domain))),
            Accounts::Matched(by) => {
                let domain = by.target_domain.get().map(|domain| &**domain);
                Some((by.source_property_name.get()?, domain))
            }
        }
    }
    pub(super) fn are_matched(self) -> bool {
        matches!(self, Accounts::Matched(_))
    }
}
