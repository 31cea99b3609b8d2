"""Hours and rest, short: the English text."""

TITLE = "Hours and rest: records that stand up"
SUMMARY = "From the time clock to the consent to overtime: the basics of recording hours."

LESSONS = (
    (
        "Complete records",
        3,
        """
Every arrival and every departure is recorded. A later entry bears the signature of the person and
the reason. Check once a week and complete what is missing in the same week; do not wait for the
end of the month.
""",
    ),
    (
        "Overtime is voluntary",
        3,
        """
Get consent before overtime begins, and keep it. There is at least one day of rest in every seven.
In the busy season plan the shifts first and accept orders afterwards.
""",
    ),
)

QUESTIONS = (
    {
        "text": "A clocking was forgotten. What does the later entry need?",
        "right": (
            "The signature of the person concerned",
            "The reason",
        ),
        "wrong": ("Nothing but the hours",),
        "why": "Without signature and reason a later entry cannot be told from an invention.",
    },
    {
        "text": "How often are the records checked?",
        "right": ("Every week",),
        "wrong": (
            "Once a year",
            "Only before an audit",
        ),
        "why": "After a week people still remember; after a month they do not.",
    },
    {
        "text": "When is consent to overtime obtained?",
        "right": ("Before it begins",),
        "wrong": (
            "With the next pay slip",
            "Once, for the whole contract",
        ),
        "why": "Voluntary means being able to say no beforehand.",
    },
    {
        "text": "How many days of rest are there at least in seven days?",
        "right": ("One",),
        "wrong": (
            "None in the busy season",
            "One every two weeks",
        ),
        "why": "At least one day in every seven, in the busy season as well.",
    },
    {
        "text": "In the busy season, what comes first?",
        "right": ("Planning the shifts, then accepting orders",),
        "wrong": (
            "Accepting orders, then looking for hours",
            "Keeping a second record",
        ),
        "why": ("Who accepts first and counts later makes the excess of hours a matter of course."),
    },
)
