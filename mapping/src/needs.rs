//! What formats must have, where a roster does not say it.

use alloc::string::String;

use crate::{
    Options,
    hub::{Person, Record, Session},
};

/// An account must have a name: the id, for want of another.
pub(crate) fn give_username(person: &mut Record<'_, Person>) {
    let id = person[Person::Id].clone();
    person.or(Person::Username, || id);
}

/// Of sessions all must be said.
pub(crate) fn complete(sessions: &mut [Record<'_, Session>], options: &Options) {
    for session in sessions {
        let (id, [start, end]) = (session[Session::Id].clone(), options.school_year());
        session.or(Session::Title, || id);
        session.or(Session::Type, || "term".into());
        session.or(Session::Start, || start.into());
        let from = session[Session::Start].clone();
        session.or(Session::End, || if *end > *from { end.into() } else { from });
        let year = String::from(session[Session::End].get(..4).unwrap_or_default());
        session.or(Session::Year, || year.into());
    }
}
