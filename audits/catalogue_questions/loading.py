"""The shipped questionnaires as rows of the portal."""

from ..models import Question, Questionnaire, Section
from ..operations.questionnaires import write_parts
from . import HEADINGS, QUESTIONNAIRES

LANGUAGES = ("", "_hant", "_hans")


def load():
    """Load every questionnaire that is not there, whole; one that is there is left alone, whatever an
    administrator made of it. Returns how many questions were made."""
    known = set(Questionnaire.objects.values_list("title", "version"))
    return sum(
        _load(one) for one in QUESTIONNAIRES if (one["title"][0], one["version"]) not in known
    )


def _load(one):
    questionnaire = Questionnaire.objects.create(
        version=one["version"],
        posts_score=one.get("posts_score", True),
        **_in_each("title", one["title"]),
        **_in_each("intro", one["intro"]),
    )
    sections, questions = [], {}
    for place, (code, rows) in enumerate(one["sections"].items(), start=1):
        section = Section(code=code, number=place, **_in_each("title", HEADINGS[code]))
        sections.append(section)
        for row in rows:
            questions[row["key"]] = _question(row, section, questions)
    write_parts(questionnaire, sections, list(questions.values()))
    return len(questions)


def _question(row, section, earlier):
    """The row of one question; `earlier` by key, for its condition."""
    fields = {name: row[name] for name in row if name not in {"section", "en", "hant", "hans"}}
    condition, *values = fields.pop("shown_if", ("",))
    texts = (row["en"], row["hant"], row["hans"])
    return Question(
        section=section,
        number=len(earlier) + 1,
        shown_if=earlier.get(condition),
        shown_if_values=values,
        options=[list(option) for option in fields.pop("options", ())],
        kind=fields.pop("kind", Question.Kind.CHOICE),
        weight=fields.pop("weight", 0),
        **_in_each("text", [text for text, _help in texts]),
        **_in_each("help", [help_text for _text, help_text in texts]),
        **fields,
    )


def _in_each(field, texts):
    return {f"{field}{suffix}": text for suffix, text in zip(LANGUAGES, texts, strict=True)}
