"""Emergency preparedness, short: the English text."""

TITLE = "Emergency preparedness on the shop floor"
SUMMARY = "Exits, drills and first aid: what an auditor looks for and how to keep it that way."

LESSONS = (
    (
        "Ways out",
        3,
        """
Walk every route from the furthest workplace to the assembly point at the busiest hour. Nothing
stands on it, nothing locks it, and a sign is visible from every turn. Write down who walks it,
how often, and what was moved out of the way.
""",
    ),
    (
        "Drills that teach",
        3,
        """
Hold a drill on every shift at least once a year, the night shift included. Count heads, take the
time, and note the first thing that went wrong. The next drill starts from that note.
""",
    ),
    (
        "First aid",
        3,
        """
Keep one trained person per shift and floor. Check the boxes monthly against a list and sign it.
Burns, eyes and chemicals need their own equipment beside the hazard.
""",
    ),
)

QUESTIONS = (
    {
        "text": "When is the best time to walk the escape routes?",
        "right": ("At the busiest hour",),
        "wrong": (
            "On a Sunday",
            "When an audit has been announced",
        ),
        "why": "In the busiest hour pallets and people stand where they stand in an emergency.",
    },
    {
        "text": "Which shifts hold a drill?",
        "right": ("Every one, the night shift included",),
        "wrong": (
            "Only the day shift",
            "Only the shift with most people",
        ),
        "why": ("A fire does not look at the clock, and at night fewer people are there to help."),
    },
    {
        "text": "What does the next drill start from?",
        "right": ("From what went wrong in the last one",),
        "wrong": (
            "From the same pictures as last year",
            "From the shortest route only",
        ),
        "why": "A drill is worth what is mended after it.",
    },
    {
        "text": "What belongs beside a place where acid is used?",
        "right": ("Equipment to rinse eyes and skin",),
        "wrong": (
            "Only a box with plasters",
            "Nothing; first aid is in the office",
        ),
        "why": "With acid the first seconds count.",
    },
    {
        "text": "Who is trained in first aid?",
        "right": ("At least one person per shift and floor",),
        "wrong": (
            "One person for the whole company",
            "Only the guard at the gate",
        ),
        "why": "Help has to be near at any hour.",
    },
)
