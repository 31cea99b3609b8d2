"""Whom a mailing about a course goes to, and what came of it."""

from django.db.models import Count, Exists, F, OuterRef, Q

from suppliers.models import Membership
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from ..models import CampaignMail, Completion, LessonView
from .courses import completions, family
from .invitations import suppliers_by
from .people import logins_by_supplier

COUNTS = ("mailed", "opened", "views", "learners", "completions")


def recipients(campaign):
    """The people it goes to: active logins of the suppliers its rule names today; without who has completed
    the course in any language, where it says so."""
    rows = _people(campaign)
    if campaign.rule.get("not_completed"):
        rows = rows.exclude(_has_completed(campaign))
    return rows.order_by("pk")


def left_out(campaign):
    """The people it does not go to, as they have completed the course."""
    rows = _people(campaign)
    asked = campaign.rule.get("not_completed")
    return rows.filter(_has_completed(campaign)) if asked else rows.none()


def _people(campaign):
    of_suppliers = Membership.objects.filter(
        user=OuterRef("pk"), supplier__in=suppliers_by(campaign.rule).order_by().values("pk")
    )
    return User.objects.filter(Exists(of_suppliers), is_active=True, role=Role.SUPPLIER)


def _has_completed(campaign):
    done = Completion.objects.filter(user=OuterRef("pk"), course__in=family(campaign.course))
    return Exists(done)


def reach(campaign):
    """{"suppliers", "people", "left_out", "without_people", "languages"} of a mailing as it would go out now."""
    people = recipients(campaign)
    suppliers = suppliers_by(campaign.rule).order_by()
    counts = suppliers.aggregate(
        suppliers=Count("pk"), without_people=Count("pk", filter=~Exists(_logins()))
    )
    spoken = people.order_by("language").values_list("language").annotate(n=Count("pk"))
    languages = dict(spoken)
    mailed = sum(languages.values())
    return counts | {
        "people": mailed, "left_out": left_out(campaign).count(), "languages": languages
    }  # fmt: skip


def _logins():
    """The active logins of a supplier."""
    people = Membership.objects.filter(supplier=OuterRef("pk"))
    return people.filter(user__is_active=True, user__role=Role.SUPPLIER)


def suppliers_of(campaign, part=""):
    """The suppliers it fits; of them those where somebody is "mailed", "left_out", or that are "without" a
    login."""
    rows = suppliers_by(campaign.rule)
    if part == "mailed":
        return rows.filter(Exists(_logins().filter(user__in=recipients(campaign).order_by())))
    if part == "left_out":
        return rows.filter(Exists(_logins().filter(user__in=left_out(campaign))))
    return rows.filter(~Exists(_logins())) if part == "without" else rows


def mailed_at(campaign, suppliers):
    """{supplier id: (people mailed, people left out)} of these suppliers (ids)."""
    get_it = recipients(campaign).filter(memberships__supplier__in=suppliers)
    mailed = set(get_it.values_list("pk", flat=True))
    logins = logins_by_supplier(suppliers)
    found = {}
    for supplier in suppliers:
        people = set(logins.get(supplier, ()))
        found[supplier] = len(people & mailed), len(people - mailed)
    return found


def results(campaign):
    """{"mailed", "opened", "views", "learners", "completions", "opened_rate", "rate"} of a mailing that went
    out. Rates are of those mailed, percent, whole; None where nobody was. A learner is a person in a course."""
    found = counted([campaign])[0].counts
    mailed = found["mailed"]
    for rate, count in (("opened_rate", "opened"), ("rate", "completions")):
        found[rate] = round(100 * found[count] / mailed) if mailed else None
    return found


def counted(campaigns):
    """Gives campaigns their `counts`: mailed, opened, views, learners, completions; three queries however
    many campaigns."""
    keys, mine = (
        [campaign.pk for campaign in campaigns],
        {"campaign__in": [c.pk for c in campaigns]},
    )
    found = {key: dict.fromkeys(COUNTS, 0) for key in keys}
    mails = CampaignMail.objects.filter(**mine).order_by().values("campaign")
    for row in mails.annotate(mailed=Count("pk"), opened=Count("opened_at")):
        found[row.pop("campaign")] |= row
    seen = LessonView.objects.filter(**mine).order_by().values("campaign", "lesson__course")
    for row in seen.annotate(views=Count("pk"), learners=Count("user", distinct=True)):
        for name in ("views", "learners"):
            found[row["campaign"]][name] += row[name]
    for key, count in _completions(keys):
        found[key]["completions"] = count
    for campaign in campaigns:
        campaign.counts = found[campaign.pk]
    return campaigns


def _completions(keys):
    """(campaign id, completions by people whose views of that course came from it)."""
    rows = LessonView.objects.filter(
        campaign__in=keys,
        lesson__course__completions__user=F("user"),
        lesson__course__completions__completed_at__gte=F("campaign__sent_at"),
    )
    pair = Count("lesson__course__completions", distinct=True)
    return rows.order_by().values_list("campaign").annotate(n=pair)


def mails_seen(campaign):
    """Its mails, each with `learned` (a lesson viewed by its link) and `completed` (after that)."""
    theirs = Q(user=OuterRef("user"))
    seen = LessonView.objects.filter(theirs, campaign=campaign)
    done = completions(campaign=campaign).filter(theirs, course__in=family(campaign.course))
    rows = CampaignMail.objects.filter(campaign=campaign).select_related("user", "supplier")
    return rows.annotate(learned=Exists(seen), completed=Exists(done))
