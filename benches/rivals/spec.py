"""What the scripts check in a OneRoster 1.1 package: a part of what rosterlens does."""

import json
import sys

FILES = ["orgs", "academicSessions", "courses", "classes", "users", "enrollments"]

# file, column, the file that it names records of, whether it is a list
REFERENCES = [
    ("orgs", "parentSourcedId", "orgs", False),
    ("academicSessions", "parentSourcedId", "academicSessions", False),
    ("courses", "schoolYearSourcedId", "academicSessions", False),
    ("courses", "orgSourcedId", "orgs", False),
    ("classes", "courseSourcedId", "courses", False),
    ("classes", "schoolSourcedId", "orgs", False),
    ("classes", "termSourcedIds", "academicSessions", True),
    ("users", "orgSourcedIds", "orgs", True),
    ("enrollments", "classSourcedId", "classes", False),
    ("enrollments", "schoolSourcedId", "orgs", False),
    ("enrollments", "userSourcedId", "users", False),
]

DATES = [
    ("academicSessions", "startDate"),
    ("academicSessions", "endDate"),
    ("enrollments", "beginDate"),
    ("enrollments", "endDate"),
]

WORDS = [
    ("orgs", "type", ["department", "school", "district", "local", "state", "national"]),
    ("academicSessions", "type", ["gradingPeriod", "semester", "schoolYear", "term"]),
    ("classes", "classType", ["homeroom", "scheduled"]),
    (
        "users",
        "role",
        [
            "administrator",
            "aide",
            "guardian",
            "parent",
            "proctor",
            "relative",
            "student",
            "teacher",
        ],
    ),
    ("enrollments", "role", ["administrator", "proctor", "student", "teacher"]),
]


def folder():
    return sys.argv[1]


def path(file):
    return f"{folder()}/{file}.csv"


def report(duplicates, dangling, dates, words):
    counts = dict(duplicates=duplicates, dangling=dangling, dates=dates, words=words)
    print(json.dumps({name: int(count) for name, count in counts.items()}))
