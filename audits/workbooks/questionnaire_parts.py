"""The sheets of a questionnaire's workbook: template, export and import come from the same columns.

Choices stand on a sheet of their own, as lists with a name: most questions share one. The order of the
rows is the order of the sections and of the questions.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.books import Part
from sustainportal.sheets.columns import Column

from ..models import Question

BETWEEN = "; "  # several things in one cell
WIDE = {"places": 4, "minimum": -(10**13), "maximum": 10**13}
SCALE = {"places": 2, "minimum": -(10**9), "maximum": 10**9}


def in_three(key, label, hant, hans, **more):
    """The English column, which may be required, and the two Chinese ones beside it."""
    required = more.pop("required", False)
    return [
        Column(key, label, required=required, **more),
        Column(f"{key}_hant", hant, **more),
        Column(f"{key}_hans", hans, **more),
    ]


QUESTIONNAIRE = [
    *in_three(
        "title", _("Title"), _("Title, traditional Chinese"), _("Title, simplified Chinese"),
        required=True, max_length=120,
    ),
    Column("version", _("Version"), required=True, max_length=20, example="2027.1"),
    *in_three(
        "intro", _("Introduction"), _("Introduction, traditional Chinese"),
        _("Introduction, simplified Chinese"), max_length=2000, multiline=True,
    ),
    Column(
        "is_current", _("Offered for new surveys"), kind="boolean", help=_("Empty means yes."),
    ),
    Column(
        "posts_score", _("Its score is the self-assessment"), kind="boolean",
        help=_("Empty means yes: an accepted survey's score then goes to the risk model."),
    ),
]  # fmt: skip

SECTIONS = [
    Column("code", _("Code"), required=True, max_length=10, example="A"),
    *in_three(
        "title", _("Title"), _("Title, traditional Chinese"), _("Title, simplified Chinese"),
        required=True, max_length=120,
    ),
]  # fmt: skip


def units(question):
    return BETWEEN.join(f"{unit} = {plain(factor)}" for unit, factor in question.other_units)


def plain(number):
    """A number as a person writes it: 0.0000001, not 1e-07."""
    return f"{Decimal(str(number)).normalize():f}"


QUESTIONS = [
    Column("section", _("Section"), required=True, max_length=10, value="section.code"),
    Column(
        "key", _("Key"), required=True, max_length=20, example="fees-paid",
        help=_("A short name without spaces, its own within the questionnaire."),
    ),
    Column("kind", _("Kind"), kind="choice", choices=Question.Kind.choices, required=True),
    *in_three(
        "text", _("Question"), _("Question, traditional Chinese"), _("Question, simplified Chinese"),
        required=True, max_length=300,
    ),
    *in_three(
        "help", _("Help"), _("Help, traditional Chinese"), _("Help, simplified Chinese"),
        max_length=300,
    ),
    Column(
        "options", _("Choices"), max_length=40, value="list_name",
        help=_("For one or several of several: the name of a list on the sheet of choices."),
    ),
    Column(
        "weight", _("Weight"), kind="decimal", minimum=0, maximum=999, places=2,
        help=_("Empty means 1; 0 is asked but not scored."),
    ),
    Column("may_not_apply", _("May be not applicable"), kind="boolean", help=_("Empty means no.")),
    Column(
        "shown_if", _("Shown only if this question"), max_length=20, value="shown_if.key",
        help=_("The key of an earlier question with choices."),
    ),
    Column(
        "shown_if_values", _("Was answered with"), max_length=300,
        value=lambda question: BETWEEN.join(question.shown_if_values),
        help=_("One or several of its values, with a semicolon between them."), example="yes; partly",
    ),
    Column("unit", _("Unit"), max_length=30, example="t"),
    Column(
        "other_units", _("Other units"), max_length=300, value=units, example="kg = 0.001; kt = 1000",
        help=_("How many of the unit one of each is, with a semicolon between them."),
    ),
    Column("least", _("Lowest plausible"), kind="decimal", **WIDE),
    Column("most", _("Highest plausible"), kind="decimal", **WIDE),
    Column(
        "explain_percent", _("Explain a change of more than, %"), kind="integer", minimum=0,
        maximum=1000, help=_("Against the figure of the year before."),
    ),
    Column("none_at", _("Number that earns nothing"), kind="decimal", **SCALE),
    Column("full_at", _("Number that earns all"), kind="decimal", **SCALE),
    Column("wants_file", _("Evidence is asked for"), kind="boolean", help=_("Empty means no.")),
    Column(
        "posts_factor", _("Reading of risk factor"), max_length=40,
        help=_("The code of a factor: an accepted answer is then its reading."),
    ),
]  # fmt: skip

CHOICES = [
    Column(
        "list", _("List"), required=True, max_length=40, example="yes-no",
        help=_("Rows of the same name are one list, in their order."),
    ),
    Column("value", _("Value"), required=True, max_length=50, example="partly"),
    *in_three(
        "label", _("Label"), _("Label, traditional Chinese"), _("Label, simplified Chinese"),
        required=True, max_length=200,
    ),
    Column(
        "share", _("Share of the weight"), kind="decimal", minimum=0, maximum=1, places=4,
        help=_("From 0 to 1; empty means 0."),
    ),
]  # fmt: skip

PARTS = (
    Part("questionnaire", _("Questionnaire"), QUESTIONNAIRE),
    Part("sections", _("Sections"), SECTIONS),
    Part("questions", _("Questions"), QUESTIONS),
    Part("choices", _("Choices"), CHOICES, optional=True),
)
