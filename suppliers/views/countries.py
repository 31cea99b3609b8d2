"""Country spellings that a file brought and nobody knew: answered here, the file is read again."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sustainportal.sheets.models import Upload
from sustainportal.sheets.views import read
from sustainportal.web.pages import ChangePage

from ..forms_countries import CountryAnswersForm
from ..models import Country
from ..operations.countries import name_country
from ..queries.registry import country_book


class CountryAnswers(ChangePage):
    """For one's own upload. The answers hold for every file that comes later."""

    permission = "suppliers.name_countries"
    model = Upload
    form_class = CountryAnswersForm
    title = _("Which countries are these?")
    submit_label = _("Remember them and read the file again")
    intro = _("Your answers are kept: no later file will ask for these spellings again.")

    @cached_property
    def spellings(self):
        found = self.object.account.get("questions", {}).get("country", [])
        if not found:
            raise Http404
        return found

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"spellings": self.spellings, "book": country_book()}

    def change(self, form):
        answers, countries = form.answers(), Country.objects.in_bulk()
        with transaction.atomic():
            for spelling, code in answers:
                name_country(
                    spelling=spelling, country=countries[code], by=self.request.user, at=now()
                )
        if answers:
            said = ngettext(
                "%d spelling is known from now on.",
                "%d spellings are known from now on.",
                len(answers),
            )
            messages.success(self.request, said % len(answers))
        read(self.object, by=self.request.user)
        return self.object
