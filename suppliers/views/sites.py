"""A supplier's sites: the places that are audited."""

from django.forms import model_to_dict
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ChangePage, DetailPage

from .. import operations
from ..forms import SiteForm
from ..models import Site, Supplier


class SiteDetail(DetailPage):
    permission = "suppliers.read_supplier"
    template_name = "suppliers/site_detail.html"
    queryset = Site.objects.select_related("supplier", "country")


class SiteNew(ChangePage):
    """A new site of the supplier in the address."""

    permission = "suppliers.change_supplier_record"
    model = Supplier
    form_class = SiteForm
    title = _("New site")
    success_message = _("The site was added.")

    def change(self, form):
        return operations.add_site(
            supplier=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class SiteChange(ChangePage):
    permission = "suppliers.change_supplier_record"
    queryset = Site.objects.select_related("supplier")
    form_class = SiteForm
    title = _("Change site")
    success_message = _("The site was changed.")

    def get_initial(self):
        return model_to_dict(self.object, SiteForm.Meta.fields)

    def change(self, form):
        return operations.change_site(
            site=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
