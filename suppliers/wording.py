"""What the rules of risk say, in the reader's language. Rules speak in keys; the words are here."""

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Category, Factor

PROBLEMS = {
    "no_categories": _("There is no category with a weight."),
    "weights_not_100": _("The weights add up to %(total)s, not to 100."),
    "twice": _("It stands here twice."),
    "no_factors": _("This category has a weight but no factor."),
    "weight_out_of_range": _("The weight %(weight)s must be above 0 and at most 100."),
    "weight_too_fine": _("The weight %(weight)s has more than two decimals."),
    "no_missing_policy": _("It does not say what a missing reading means."),
    "no_scale": _("The scale needs two different, finite ends."),
    "scale_upside_down": _(
        "The scale stands on its head: %(best)s would be best and %(worst)s worst."
    ),
    "no_max_age": _("A reading must hold for at least one day."),
    "bands_out_of_order": _(
        "Bands need 0 < medium < high ≤ 100; here medium is %(medium)s and high %(high)s."
    ),
    "floor_out_of_range": _("The coverage floor %(floor)s must lie between 0 and 100."),
    "flag_out_of_range": _("The red flag limit %(flag)s must be above 0 and at most 100."),
    "override_without_class": _("It must lead to high, medium or low."),
    "override_without_limit": _("It names the factor %(factor)s but no limit."),
    "override_without_factor": _("It has a limit but names no factor."),
    "override_without_condition": _("It asks for nothing, so it would always apply."),
}

NOT_A_READING = {
    "not_a_number": _("“%(value)s” is not a number."),
    "comma": _(
        "“%(value)s” has a comma. Write the number with a point and nothing else, such as 41.5."
    ),
    "not_finite": _("%(value)s is not a finite number."),
    "out_of_range": _("%(value)s is out of range (%(lowest)s to %(highest)s)."),
    "in_future": _("a reading of %(read_on)s would come from the future."),
    "no_source": _("a reading must say where it was read."),
    "not_by_hand": _(
        "it is worked out by the portal: correct the country figures or the purchases instead."
    ),
    "unknown_factor": _("there is no such factor. Known are: %(known)s."),
}

SCOPE = {
    "key": _("In scope: a key supplier."),
    "amount": _(
        "In scope: purchases of TWD %(amount)s in %(quarters)s reach the threshold of TWD %(threshold)s."
    ),
    "unknown_amount": _(
        "In scope: no purchase amount in TWD is known for %(quarters)s, and that is no reason to look away."
    ),
    "too_little": _(
        "Out of scope: purchases of TWD %(amount)s in %(quarters)s stay below the threshold of TWD %(threshold)s."
    ),
    "not_a_supplier": _("Out of scope: rejected, or no longer a supplier."),
}

HOW = {
    "reading": _("a reading"),
    "worst": _("no valid reading: the worst is assumed (100)"),
    "neutral": _("no valid reading: taken as neutral (50)"),
    "country": _("no valid reading: the country's figure stands in"),
    "leave_out": _("no valid reading: left out, its weight is spread over the rest"),
}

WHY = {
    "none": _("nothing was ever read"),
    "too_old": _("the last reading is too old"),
    "currency": _("there are purchases in another currency, and only TWD can be added up"),
}

#: What the catalogue of factors and the default model keep in English: pages translate them.
CATALOGUE_TEXTS = [
    _("points"),
    _("actions"),
    _("TWD million"),
    _("An open zero-tolerance finding means high."),
    _("A self-assessment below 70 and two or more red flags mean high."),
    _("Corruption Perceptions Index; 100 is very clean."),
    _("Worldwide Governance Indicators, about −2.5 to 2.5; higher is better."),
    _("Environmental Performance Index; 100 is best."),
    _("Human Development Index, 0 to 1; 1 is best."),
    _("Associational and organizational rights, Freedom House; 12 is best."),
    _("Share of migrant workers over all sites, weighted by workers."),
    _("Purchase amount of the last full quarter."),
    _("Open audit findings: 20 a priority, 4 a major, 1 a minor one."),
    _("Zero-tolerance findings that are not closed."),
    _("Score of the last audit; 200 is best."),
    _("Score of the annual survey; 100 is best."),
    _("Corrective actions past their date."),
    _("Share of the wanted management-system certificates that hold."),
    _("Certificates in the portal"),
    _("Quality management"),
    _("Environmental management"),
    _("Occupational health and safety"),
    _("Energy management"),
    _("Verified greenhouse gas inventory"),
    _("Hazardous substance management"),
    _("Social accountability"),
    _("Information security"),
    _("Human-rights protection score, about −3 to 5; higher is better."),
    _("Goods of the country that the US Department of Labor lists for forced labour."),
    _("Goods of the country that the US Department of Labor lists for child labour."),
    _(
        "Greenhouse gas per US dollar of goods: the sector's average unless the supplier's own was read."
    ),
    _("goods"),
]


def problem_text(problem):
    """One problem of a model as a sentence that names its row."""
    return f"{row_text(problem.row)}: {PROBLEMS[problem.key] % problem.detail}"


def row_text(row):
    """ "labour › hdi" → "Labour employment › hdi"."""
    first, arrow, rest = row.partition(" › ")
    names = {
        "categories": gettext("Categories"),
        "bands": gettext("Bands"),
        **dict(Category.choices),
    }
    return f"{names.get(first, first)}{arrow}{rest}"


def not_a_reading_text(factor, error):
    """Why a reading was refused, naming the factor."""
    return f"{factor}: {NOT_A_READING[error.key] % error.detail}"


def factor_names():
    """code -> Factor, for pages and reports."""
    return Factor.objects.in_bulk()


def number(value):
    """A number in the reader's way: at most three decimals, none where they are zero."""
    value = round(float(value), 3)
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    places = len(text.partition(".")[2])
    return number_format(value, decimal_pos=places, force_grouping=True)


#: What is wrong with a number that somebody gave a company (see rules/identifiers.py).
IDENTIFIER_PROBLEMS = {
    "empty": _("Write the number."),
    "long": _("A number has 60 characters at most."),
    "tax_id": _("A tax number has 4 to 24 letters and digits; “%(value)s” is not one."),
    "lei_form": _(
        "An LEI has eighteen letters or digits and two check digits; “%(value)s” is not one."
    ),
    "lei_digits": _(
        "The check digits of the LEI “%(value)s” do not fit: please compare it once more."
    ),
    "duns": _("A D-U-N-S number has nine digits; “%(value)s” is not one."),
}


def bands_text(model):
    """The three bands of a model in words; empty where a limit is missing."""
    if model.high_from is None or model.medium_from is None:
        return ""
    return gettext(
        "Low from 0 to below %(medium)s, medium from %(medium)s to below %(high)s, high from %(high)s to 100."
    ) % {"medium": number(model.medium_from), "high": number(model.high_from)}
