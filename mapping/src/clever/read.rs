//! What a package of either format says.

use super::{ENROLLMENT, contacts, is_clever, school_links, sections, staff, students};
use crate::{
    feed::Feed,
    guardians,
    hub::{Enrollment, Org, Person, Roster},
    ids::Renames,
    link::all,
    people::{People, Space},
};

/// What a roster of either format says, and which ids had to be told apart.
pub(crate) fn read<'a>(feed: &Feed<'a>) -> (Roster<'a>, Renames) {
    let of_clever = is_clever(feed.format);
    let mut roster = Roster::default();
    let (mut people, mut renames) = (People::default(), Renames::default());
    let file = feed.file("schools.csv");
    let links = school_links(file, of_clever);
    let schools = file.rows.iter().map(|row| links.read(row).with(Org::Type, "school"));
    roster.orgs.extend(schools);
    students::read(feed.file("students.csv"), &mut roster, &mut people, of_clever);
    let teachers =
        staff::read_teachers(feed.file("teachers.csv"), &mut roster, &mut people, &mut renames);
    if of_clever {
        staff::read(feed, &mut roster, &mut people, &mut renames);
    }
    let enrollments = all(feed.file("enrollments.csv"), ENROLLMENT).into_iter();
    roster.enrollments.extend(enrollments.map(|of| of.with(Enrollment::Role, "student")));
    sections::read(feed.file("sections.csv"), &teachers, &mut roster, of_clever);
    if of_clever {
        contacts::read(feed.file("students.csv"), &mut roster, &mut people);
        emails(feed, &teachers, &mut roster, &people);
    } else {
        guardians::read(feed, &mut roster, &mut people);
    }
    (roster, renames)
}

/// Mail addresses that were uploaded by hand.
fn emails<'a>(
    feed: &Feed<'a>,
    teachers: &Space<'_, 'a>,
    roster: &mut Roster<'a>,
    people: &People<'a>,
) {
    for (name, header) in
        [("student_emails.csv", "student_id"), ("teacher_emails.csv", "teacher_id")]
    {
        let file = feed.file(name);
        let [id, email] = [header, "email"].map(|header| file.column(header));
        for row in &file.rows {
            let id = match name {
                "teacher_emails.csv" => teachers.name(&row[id]),
                _ => row[id].clone(),
            };
            if let Some(at) = people.place(&id) {
                roster.people[at].or(Person::Email, || row[email].clone());
            }
        }
    }
}
