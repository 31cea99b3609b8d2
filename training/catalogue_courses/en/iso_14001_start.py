"""ISO 14001, the first steps: the English text."""

TITLE = "ISO 14001: where a supplier starts"
SUMMARY = "From the list of permits to the first management review."

LESSONS = (
    (
        "Aspects and permits",
        3,
        """
List what leaves the site: air, water, waste, noise. Put the permit and its expiry date beside
each line. A line without either is the first finding.
""",
    ),
    (
        "Goals with numbers",
        3,
        """
Choose two figures you already measure. Give each a base year, a goal and a name. Review them
every quarter with the person who can change them.
""",
    ),
)

QUESTIONS = (
    {
        "text": "What does the first list of an environmental system contain?",
        "right": ("What leaves the site: air, water, waste, noise",),
        "wrong": (
            "The names of all employees",
            "The prices of all materials",
        ),
        "why": "Who knows what leaves the site can find the permits for it.",
    },
    {
        "text": "What stands beside each line of that list?",
        "right": (
            "The permit",
            "The date on which it ends",
        ),
        "wrong": ("The colour of the pipe",),
        "why": "A line without a permit, or with one that has ended, is the first finding.",
    },
    {
        "text": "With which figures do you begin?",
        "right": ("With two that you already measure",),
        "wrong": (
            "With fifty new ones",
            "With those of a competitor",
        ),
        "why": "Figures that are there can be followed from the first day on.",
    },
    {
        "text": "What does a goal need?",
        "right": (
            "A base year",
            "A name of someone responsible",
        ),
        "wrong": ("A long report",),
        "why": "Without a base nobody sees progress, without a name nobody works on it.",
    },
    {
        "text": "With whom are the figures reviewed each quarter?",
        "right": ("With the person who can change them",),
        "wrong": (
            "With visitors",
            "With nobody; a yearly look is enough",
        ),
        "why": "A review helps only when the one who can act is in the room.",
    },
)
