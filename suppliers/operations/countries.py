"""The table of country spellings grows by the answers people give."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import CountryAlias
from ..rules.countries import spelling_key


@transaction.atomic
def name_country(*, spelling, country, by, at):
    """This spelling means this country, from now on and in every file. NotNow if it means another one."""
    key = spelling_key(spelling)
    alias, made = CountryAlias.objects.get_or_create(spelling=key, defaults={"country": country})
    if alias.country_id != country.pk:
        raise NotNow(
            _("“%(spelling)s” means %(country)s already. Read the file again.")
            % {"spelling": spelling, "country": alias.country}
        )
    if made:
        record(
            "suppliers.country_alias.added", alias, by=by, at=at,
            spelling=spelling, country=country.pk,
        )  # fmt: skip
    return alias
