"""How a page is built: one permission, one object from `visible_to`, one call, one template.

Every view of the portal is one of these. `permission` is a name from accounts/roles.py: without it 403;
a thing outside the person's rows is 404; an operation that says NotNow is 409 on the form.
"""

import logging

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from django.views.generic.list import MultipleObjectMixin

from sustainportal.accounts.refusals import NotNow, NotYours

from .paging import FoundPaginator, ShortCountPaginator
from .queries import PASSING, view_rows

logger = logging.getLogger(__name__)


class Permitted(View):
    """Asks the role before anything else happens."""

    permission = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.permission:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission.")
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OneThing(Permitted):
    """A page about one thing: `queryset` (or `model`) narrowed to what the person may see.

    The thing is loaded before any handler runs, so a stranger's POST is 404 too.
    """

    model = None
    queryset: QuerySet | None = None
    slug_field = "pk"

    def get_queryset(self):
        rows = self.queryset if self.queryset is not None else self.model.objects
        return rows.all().visible_to(self.request.user)

    @cached_property
    def object(self):
        return get_object_or_404(self.get_queryset(), **{self.slug_field: self.kwargs["pk"]})

    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        if request.user.has_perm(self.permission):
            _ = self.object
        return super().dispatch(request, *args, **kwargs)


class DetailPage(OneThing, TemplateView):
    """Shows one thing as `object`."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(object=self.object, **kwargs)


class Changing:
    """Runs an operation and turns its refusals into form errors with the right status.

    `web/form.html` shows `title`, `intro` (a sentence above the form), `submit_label` (default
    "Save") and a way back to `cancel_address()`.
    """

    title = ""
    intro = ""
    submit_label = ""
    success_message = ""

    def cancel_address(self):
        """Where "Cancel" leads; empty for no such button."""
        thing = getattr(self, "object", None)
        return thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "intro": self.intro, "submit_label": self.submit_label}
        words["cancel_address"] = self.cancel_address()
        return super().get_context_data(**words | kwargs)

    def change(self, form):
        """Call one operation; return the thing to go to (get_absolute_url) or an address."""
        raise NotImplementedError

    def form_valid(self, form):
        try:
            result = self.change(form)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        except NotYours as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=403)
        except IntegrityError:  # a constraint spoke where two people entered the same at once
            logger.exception("A constraint refused %s", type(self).__name__)
            form.add_error(
                None,
                _(
                    "Somebody else kept the same at this moment, or it cannot be kept together with what is there. Nothing of yours was kept: look, then try again."
                ),
            )
            return self.render_to_response(self.get_context_data(form=form), status=409)
        except ValidationError as error:
            _refuse(form, error)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.address(result))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def address(self, result):
        return result if isinstance(result, str) else result.get_absolute_url()


def _refuse(form, error):
    """The errors at their fields; all of them above the form where it has no such field."""
    try:
        form.add_error(None, error)
    except ValueError:
        form.add_error(None, error.messages)


class NewPage(Changing, Permitted, FormView):
    """A form that makes something new."""

    template_name = "web/form.html"


class ChangePage(Changing, OneThing, FormView):
    """A form about one thing, given to the template as `object`."""

    template_name = "web/form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(object=self.object, **kwargs)


class Act(Permitted):
    """A button: POST only, one operation, then back. Refusals become pages (RefusalMiddleware)."""

    http_method_names = ["post", "options"]
    success_message = ""

    def act(self):
        """Call one operation; return the thing to go to (get_absolute_url) or an address."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        result = self.act()
        if self.success_message:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(
            result if isinstance(result, str) else result.get_absolute_url()
        )


class ActOnOne(Act, OneThing):
    """A button on one thing (`self.object`)."""


class ListPage(Permitted, MultipleObjectMixin, TemplateView):
    """Filter (`filterset_class`), search (`?q=`, the queryset's `search`), sort (`?sort=key` or `-key`,
    from `sorts`), fifty a page, and export of exactly these rows (`?export=xlsx|csv`, from `columns`)."""

    filterset_class = None
    sorts: dict[str, tuple[str, ...]] = {}
    default_sort = ""
    columns = ()
    export_name = "export"
    paginate_by = 50
    #: What a page reads of each row: then `object_list` holds plain dicts, which cost half of things.
    fields: tuple[str, ...] = ()
    #: Whether a search asks for the keys of what it finds, and reads only the rows of the page shown.
    finds_first = False
    #: Whether readers may save it as it stands, with its filters, order and columns, under a name.
    keeps_views = False

    def get_queryset(self):
        rows = self.queryset if self.queryset is not None else self.model.objects
        return rows.all().visible_to(self.request.user)

    def export_columns(self):
        return self.columns

    def export_rows(self):
        """The rows of the list as the columns read them."""
        return self.object_list

    @cached_property
    def filterset(self):
        if self.filterset_class is None:
            return None
        asks = self.narrowed or "q" in self.filterset_class.base_filters
        asked = self.request.GET if asks else None  # None: nothing to check
        return self.filterset_class(asked, queryset=self.get_queryset(), request=self.request)

    @property
    def narrowed(self):
        """Whether a filter was asked for, that is anything in the address but the list's own words."""
        own = PASSING | {"q", "sort", "cols"}
        return any(value for key, value in self.request.GET.items() if key not in own)

    @cached_property
    def sort(self):
        asked = self.request.GET.get("sort", self.default_sort)
        return asked if asked.lstrip("-") in self.sorts else self.default_sort

    @cached_property
    def asked_text(self):
        """What to search for, without NUL: no text in the database may hold it."""
        return self.request.GET.get("q", "").replace("\0", "")

    def rows(self):
        """The filtered, searched, sorted rows, not yet paged."""
        rows = self.filterset.qs if self.filterset is not None else self.get_queryset()
        if self.asked_text and hasattr(rows, "search"):
            rows = rows.search(self.asked_text)
        return self.ordered(rows)

    def ordered(self, rows):
        if not self.sort:
            return rows
        fields = [*self.sorts[self.sort.lstrip("-")], "pk"]
        if self.sort.startswith("-"):
            fields = [f[1:] if f.startswith("-") else f"-{f}" for f in fields]
        return rows.order_by(*fields)

    def get(self, request, *args, **kwargs):
        self.object_list = self.rows()
        if self.columns and request.GET.get("export") in {"xlsx", "csv"}:
            from sustainportal.sheets.writing import download

            return download(
                self.export_columns(),
                self.export_rows(),
                name=self.export_name,
                kind=request.GET["export"],
            )
        return self.render_to_response(self.get_context_data())

    def saved_views(self):
        """The views of this list that the reader may open, as rows; one query."""
        return view_rows(self.request)

    def read(self, keys):
        """What a page shows of the rows with these keys."""
        return list(self.page_rows(self.ordered(self.get_queryset().filter(pk__in=keys))))

    def page_rows(self, rows):
        """The rows with what a page reads of them; they are counted without it."""
        return rows.values(*self.fields) if self.fields else rows

    def paginate_queryset(self, queryset, page_size):
        finds = self.asked_text and self.finds_first
        if finds:
            paginator = FoundPaginator(queryset.values_list("pk", flat=True), page_size)
        else:
            paginator = ShortCountPaginator(self.page_rows(queryset), page_size, counted=queryset)
        if self.asked_text:
            paginator.ceiling = 500  # nobody reads so far in what a search found
        page = paginator.get_page(self.request.GET.get("page", "1"))
        page.object_list = list(page.object_list)
        if finds:
            page.object_list = self.read(page.object_list)
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        filters = self.filterset.filters if self.filterset is not None else {}
        views = self.saved_views() if self.keeps_views else None
        return super().get_context_data(
            filterset=self.filterset,
            filtered=self.narrowed,
            rare_filters=getattr(self.filterset, "rare_filters", ""),
            searchable=hasattr(self.object_list, "search") and "q" not in filters,
            exportable=bool(self.columns),
            saved_views=views,
            view_is_saved=any(view["current"] for view in views or ()),
            list_route=self.request.resolver_match.view_name,
            sort=self.sort,
            sorts=self.sorts,
            q=self.asked_text,
            **kwargs,
        )
