"""A short self-assessment in our own words, over the five sections of the code."""

from decimal import Decimal

QUESTIONNAIRE = {
    "title": "Self-assessment",
    "version": "2026.1",
    "intro": (
        "Twelve questions about how your company treats people, the environment and the rules. "
        "Answer for all sites that make our products. What you have not done yet is better said than left out."
    ),
}

GRADED = (
    ("yes", "Yes, written down and checked every year", 1),
    ("partly", "Partly, or not at every site", 0.5),
    ("no", "No", 0),
)

#: (section, key, kind, weight, text, help, extra)
ROWS = (
    ("A", "fees", "choice", 3, "Do you make sure that no worker pays for getting the job?",
     "Fees to agents, deposits and kept passports all count.", {}),
    ("A", "hours", "number", 2, "How many workers worked more than 60 hours in any week of last month?",
     "In percent of all workers.", {"unit": "%", "none_at": 20, "full_at": 0}),
    ("A", "young", "choice", 2, "Do you check every new worker's age with an official document?", "", {}),
    ("B", "drills", "choice", 2, "Was the emergency plan tried out at every site within the last year?",
     "Day and night shifts, dormitories too.", {}),
    ("B", "injuries", "number", 2, "How many lost-time injuries were there last year?",
     "Per million hours worked.", {"unit": "per million hours", "none_at": 10, "full_at": 0}),
    ("B", "housing", "choice", 1, "Are dormitories inspected at least every quarter?",
     "If you house workers.", {"may_not_apply": True}),
    ("C", "permits", "choice", 3, "Are all environmental permits valid and their limits measured?", "", {}),
    ("C", "ghg", "number", 1, "For what part of your electricity do you measure greenhouse gas emissions?",
     "Scope 2, in percent.", {"unit": "%", "none_at": 0, "full_at": 100}),
    ("D", "gifts", "choice", 2, "Is there a rule about gifts, and do people who buy and sell sign it?", "", {}),
    ("D", "minerals", "choice", 2, "Do you know the smelters behind the tin, tantalum, tungsten, gold and cobalt you use?",
     "If these metals are in what you make.", {"may_not_apply": True}),
    ("E", "own-audits", "choice", 2, "Do you audit yourself against the code and follow up what you find?", "", {}),
    ("E", "plans", "text", 0, "What do you want to improve first in the coming year?",
     "A few sentences. This answer is not scored.", {}),
)  # fmt: skip


def questions():
    """The fields of each question, in order."""
    for number, (section, key, kind, weight, text, help_text, extra) in enumerate(ROWS, start=1):
        yield {
            "section": section,
            "key": key,
            "number": number,
            "kind": kind,
            "weight": Decimal(weight),
            "text": text,
            "help": help_text,
            "options": [list(option) for option in GRADED] if kind == "choice" else [],
            **extra,
        }
