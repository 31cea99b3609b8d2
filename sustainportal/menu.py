"""The menu: what a person may open, by the names of the routes. The roof knows rooms by name only."""

from functools import cache, lru_cache
from itertools import groupby

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role, may
from sustainportal.notices.queries import unread_count

#: (label, route, permission, one sentence for the home page)
ENTRIES = [
    (_("Home"), "web:home", "web.see_home", ""),
    (
        _("Imports"),
        "sheets:upload_list",
        "sheets.upload",
        _("Take a workbook in, with a preview; empty templates."),
    ),
    (
        _("Suppliers"),
        "suppliers:supplier_list",
        "suppliers.read_supplier",
        _("Who they are, where they are, what they supply."),
    ),
    (
        _("Approvals"),
        "suppliers:approval_list",
        "suppliers.list_approvals",
        _("Proposals that wait, conditions by their day, candidates and what they need."),
    ),
    (
        _("Assessments"),
        "suppliers:assessment_list",
        "suppliers.read_assessment",
        _("Scores by dimension, and until when they hold."),
    ),
    (
        _("Our papers"),
        "suppliers:our_papers",
        "suppliers.sign_declaration",
        _("The code to sign, and your certificates."),
    ),
    (
        _("Declarations"),
        "suppliers:declaration_list",
        "suppliers.read_paper_lists",
        _("Who has signed the code, who has not, year by year."),
    ),
    (
        _("Certificates"),
        "suppliers:certificate_list",
        "suppliers.read_paper_lists",
        _("What suppliers hold and until when; what ends first."),
    ),
    (
        _("Risk"),
        "suppliers:risk",
        "suppliers.read_risk_year",
        _("Each year's risk classes, where the risk lies, and who moved."),
    ),
    (
        _("Due list of the year"),
        "suppliers:due",
        "suppliers.read_due_list",
        _("Which supplier is due for what, in which quarter, and why."),
    ),
    (
        _("Names to review"),
        "suppliers:review_list",
        "suppliers.review_import",
        _("Names from a file that may be suppliers you have already."),
    ),
    (
        _("Corrections to review"),
        "suppliers:correction_list",
        "suppliers.review_correction",
        _("What suppliers say should stand in the registry instead."),
    ),
    (
        _("What is due"),
        "audits:due_list",
        "audits.log_action",
        _("Findings that wait for your plan or your action."),
    ),
    (
        _("To review"),
        "audits:review_list",
        "audits.review_action",
        _("Plans and actions that wait for your judgement."),
    ),
    (
        _("Findings"),
        "audits:finding_list",
        "audits.read_finding",
        _("Everything found, who is next and by when."),
    ),
    (
        _("Audits"),
        "audits:audit_list",
        "audits.read_audit",
        _("Visits planned, under way and final, with their scores."),
    ),
    (
        _("Surveys"),
        "audits:survey_list",
        "audits.read_survey",
        _("Self-assessments: sent out, answered, accepted."),
    ),
    (
        _("Audit programme"),
        "audits:programme",
        "audits.read_programme",
        _("What the due list asks of the year: planned, done, still to be planned."),
    ),
    (
        _("Audit schedule"),
        "audits:schedule",
        "audits.read_schedule",
        _("Visits by auditor and week, who is free, and what is overdue."),
    ),
    (
        _("Zero tolerance"),
        "audits:zero_tolerance",
        "audits.read_finding",
        _(
            "What is never tolerated: open and closed matters, and what they do to class and outcome."
        ),
    ),
    (
        _("Audit year"),
        "audits:summary",
        "audits.read_summary",
        _("Suppliers audited, findings, improvement; what is open today; years compared."),
    ),
    (
        _("Provisions"),
        "audits:catalogue",
        "audits.read_catalogue",
        _("What audits are held against, by version, and what is looked at."),
    ),
    (
        _("Events"),
        "training:event_list",
        "training.read_event",
        _("Conferences, trainings, forums and counselling meetings."),
    ),
    (
        _("Counselling meetings"),
        "training:meeting_list",
        "training.read_meeting",
        _("Findings treated together with suppliers: causes found, what follows, and its effect."),
    ),
    (
        _("Cases"),
        "training:case_list",
        "training.read_case",
        _("What suppliers did well after a finding, told without their names."),
    ),
    (
        _("Supervision"),
        "training:supervision_list",
        "training.read_supervision",
        _("Suppliers watched closely, since when and why, what has moved, and the boards of their groups."),
    ),
    (
        _("Courses"),
        "training:course_list",
        "training.read_course",
        _("Short online courses, in English and Chinese."),
    ),
    (
        _("Assigned courses"),
        "training:assignment_list",
        "training.read_assignment",
        _("Who is to take which course by when, and whether what it was for came back."),
    ),
    (
        _("Training statistics"),
        "training:statistics",
        "training.read_statistics",
        _("Person-times, hours and person-hours, year by year."),
    ),
    (
        _("Notices"),
        "notices:notice_list",
        "notices.read_notices",
        _("What you were told, and what you have not read yet."),
    ),
    (_("Jobs"), "jobs:job_list", "jobs.read_jobs", _("Long work, its progress and its results.")),
    (_("Trail"), "trail:entry_list", "trail.read_trail", _("Who did what, when.")),
    (
        _("Scorecards"),
        "scorecards:scorecard_list",
        "scorecards.read_scorecard",
        _("Each quarter's grade, with every number opened."),
    ),
    (
        _("Quarters"),
        "scorecards:quarter_list",
        "scorecards.read_quarter",
        _("Figures in, scorecards computed, published for good."),
    ),
    (
        _("Order recommendations"),
        "scorecards:allocation_list",
        "scorecards.read_allocation",
        _("Shares per commodity that sum to 100, and why."),
    ),
    (
        _("Orders by supplier"),
        "scorecards:order_list",
        "scorecards.read_allocation",
        _("What is recommended and decided for each supplier."),
    ),
]

#: The headings of the menu in their order, by the namespace of the routes.
GROUPS = {
    "web": "",
    "suppliers": _("Suppliers"),
    "audits": _("Audits and surveys"),
    "training": _("Training"),
    "scorecards": _("Scorecards and orders"),
    "sheets": _("The portal"),
    "jobs": _("The portal"),
    "notices": _("The portal"),
    "trail": _("The portal"),
}

#: Pages that belong together stand under one entry of the menu, as tabs of each other: the entry's route ->
#: (label, route, permission) of the others.
TABS = {
    "training:event_list": [
        (_("Suggested topics"), "training:topics", "training.read_statistics"),
        (_("People to match"), "training:unknown_list", "training.match_attendee"),
    ],
    "training:meeting_list": [
        (_("Follow-ups"), "training:follow_up_list", "training.read_meeting"),
        (_("Effect of counselling"), "training:effect", "training.read_effect"),
    ],
    "training:supervision_list": [
        (_("Group boards"), "training:group_list", "training.read_group"),
    ],
    "training:course_list": [
        (_("Course counts"), "training:course_counts", "training.read_statistics"),
        (_("Campaigns"), "training:campaign_list", "training.read_campaign"),
        (_("Certificates of courses"), "training:certificate_list", "training.read_certificate"),
    ],
}

#: Pages reached from a page of the menu whose addresses do not lie under its own: route -> that page.
BEHIND = {
    "audits:check_list": "audits:review_list",
    "audits:standing": "audits:summary",
    "audits:comparison": "audits:summary",
    "audits:calendar": "accounts:settings",
    **{route: door for door, pages in TABS.items() for _label, route, _permission in pages},
}

#: What a supplier's own people read instead: they see one company, their own.
OUR_WORDS = {
    "suppliers:supplier_list": (
        _("Our profile"),
        _("What the portal knows of us: sites, supplies and risk class."),
    ),
    "training:assignment_list": (
        _("Courses to take"),
        _("What your company is asked to take, why and by when."),
    ),
}
OUR_GROUPS = {"suppliers": _("Our company")}


@cache
def doors(role, language):
    """The groups of entries a role may open, in one language; worked out once a process.

    Nothing in here is a person's own: the entries are shared by all who hold the role.
    """
    groups, words = GROUPS, {}
    if role == Role.SUPPLIER:
        groups, words = GROUPS | OUR_GROUPS, OUR_WORDS
    order = list(GROUPS)
    allowed = [entry for entry in ENTRIES if may(role, entry[2])]
    allowed.sort(key=lambda entry: order.index(room_of(entry)))
    return [
        {
            "label": str(label),
            "entries": [entry_words(entry, words.get(entry[1])) for entry in members],
        }
        for label, members in groupby(allowed, key=lambda entry: groups[room_of(entry)])
    ]


def room_of(entry):
    return entry[1].partition(":")[0]


def entry_words(entry, own_words):
    """An entry as templates read it: label, text, route and address."""
    label, route, _permission, text = entry
    label, text = own_words or (label, text)
    return {
        "label": str(label),
        "text": str(text),
        "route": route,
        "address": reverse(route),
        "counts_unread": route == "notices:notice_list",
    }


def current_route(groups, path):
    """The route of the entry that leads nearest to this page; empty when none does."""
    doors_by_address = {
        entry["address"]: entry["route"] for group in groups for entry in group["entries"]
    } | {reverse(page): door for page, door in BEHIND.items()}
    leading = [address for address in doors_by_address if path.startswith(address)]
    if not leading:
        return ""
    nearest = max(leading, key=len)
    return doors_by_address[nearest] if nearest != "/" or path == "/" else ""


@cache
def tabs(role, language, route):
    """The pages beside this one that a role may open: [{"label", "address", "current"}]; [] for a page alone."""
    door = BEHIND.get(route, route)
    if door not in TABS:
        return []
    first = next(entry[:3] for entry in ENTRIES if entry[1] == door)
    family = [page for page in (first, *TABS[door]) if may(role, page[2])]
    if len(family) < 2 or route not in {page[1] for page in family}:
        return []
    return [
        {"label": str(label), "address": reverse(name), "current": name == route}
        for label, name, _permission in family
    ]


@lru_cache(maxsize=500)
def written(role, language, current, unread):
    """The menu's markup: it depends on nothing but these, so people share it."""
    words = {"menu": doors(role, language), "current_route": current, "unread_notices": unread}
    return render_to_string("components/_menu.html", words)


def menu(request):
    """Context processor: `menu`, the entries by group; `menu_tabs`, the pages beside this one; `menu_list`, their markup with the number of
    unread notices, which a page that shows it pays with one query. Asks the database nothing else
    beyond who the person is."""
    person = getattr(request, "user", None)  # a request refused early has no person yet
    if person is None or not person.is_authenticated:
        return {"menu": []}
    language = get_language()
    groups = doors(person.role, language)

    def menu_list():
        current = current_route(groups, request.path)
        return written(person.role, language, current, unread_count(person))

    match = request.resolver_match  # none where no address matched
    beside = tabs(person.role, language, match.view_name) if match else []
    return {"menu": groups, "menu_list": menu_list, "menu_tabs": beside}
