"""Paper in: choose a file, look at what is in it, keep it, take the refused rows back."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from sustainportal.jobs.operations import ask
from sustainportal.jobs.queries import latest
from sustainportal.web.pages import (
    ActOnOne,
    ChangePage,
    DetailPage,
    ListPage,
    NewPage,
    OneThing,
    Permitted,
)

from . import operations
from .account import OUTCOMES, News, page_of
from .columns import Column
from .forms import MappingForm, UploadForm
from .headings import guesses
from .importing import importers, overtaken
from .models import State, Upload
from .template import explained, write_book, write_template
from .writing import XLSX, download, workbook_response

NEWS_COLUMNS = [
    Column("kind", _("What")),
    Column("row", _("Row"), kind="integer"),
    Column("subject", _("Who"), max_length=400),
    Column("field", _("Field")),
    Column("before", _("Before"), max_length=400),
    Column("after", _("After"), max_length=400),
    Column("note", _("Note"), max_length=1000),
]
SMALL = 256 * 1024  # bytes: read and kept at once, without a worker
PROBLEMS_PER_PAGE = 50


class ForImporter(Permitted):
    """A page about one kind of sheet: also asks for the permission which that importer names."""

    permission = "sheets.upload"

    @cached_property
    def importer(self):
        found = importers().get(self.kwargs["importer"])
        if found is None:
            raise Http404
        if not self.request.user.has_perm(found.permission):
            raise PermissionDenied
        return found

    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        if request.user.has_perm(self.permission):
            _found = self.importer
        return super().dispatch(request, *args, **kwargs)


class UploadList(ListPage):
    """What can be imported, and one's own files."""

    permission = "sheets.upload"
    model = Upload
    template_name = "sheets/upload_list.html"

    def get_context_data(self, **kwargs):
        may = [each for each in importers().values() if self.request.user.has_perm(each.permission)]
        return super().get_context_data(
            importers=sorted(may, key=lambda each: str(each.title)),
            titles={each.name: each.title for each in may},
            **kwargs,
        )


class UploadNew(ForImporter, NewPage):
    template_name = "sheets/upload_form.html"
    form_class = UploadForm

    def get_initial(self):
        return super().get_initial() | {"listing": self.request.GET.get("listing", "")}

    def get_form_kwargs(self):
        asked = {"asks": self.importer.asks, "choices": self.choices}
        words = {"label": self.importer.listing_label, "help_text": self.importer.listing_help}
        return super().get_form_kwargs() | asked | words

    @cached_property
    def choices(self):
        return self.importer.listings(self.request.user)

    def get_context_data(self, **kwargs):
        parts = [(part.title, part.columns) for part in self.importer.parts]
        sheets = [
            (title, [(column, explained(column)) for column in columns])
            for title, columns in parts or [("", self.importer.columns)]
        ]
        return super().get_context_data(
            title=self.importer.title,
            importer=self.importer,
            sheets=sheets,
            sources=known_sources(self.importer)
            if self.importer.asks and self.choices is None
            else (),
            **kwargs,
        )

    def change(self, form):
        upload = operations.receive(
            importer=self.importer,
            file=form.cleaned_data["file"],
            listing=form.cleaned_data.get("listing") or "",
            as_of=form.cleaned_data.get("as_of"),
            by=self.request.user,
            at=timezone.now(),
        )
        read(upload, by=self.request.user)
        return upload


class Template(ForImporter, View):
    """The empty workbook for one kind of sheet."""

    def get(self, request, *args, **kwargs):
        write, columns = write_template, self.importer.columns
        if self.importer.parts:
            write, columns = write_book, self.importer.parts
        return workbook_response(lambda file: write(columns, file), name=self.importer.name)


def read(upload, *, by):
    """Read a small file here and now; ask a worker for a large one."""
    at = timezone.now()
    if upload.size > SMALL:
        ask("sheets.preview", by=by, at=at, upload=upload.pk)
        return
    operations.preview(upload, operations.read(upload, by=by, at=at), by=by, at=at)


class OwnUpload(OneThing):
    permission = "sheets.upload"
    model = Upload


def known_sources(importer):
    """The sources named with files of this kind before, to choose from."""
    rows = Upload.objects.filter(importer=importer.name).exclude(listing="")
    return list(rows.order_by("listing").values_list("listing", flat=True).distinct()[:100])


class UploadDetail(OwnUpload, DetailPage):
    """The preview, the account afterwards, or why the file cannot be read."""

    template_name = "sheets/upload_detail.html"

    def get_context_data(self, **kwargs):
        upload = self.object
        return super().get_context_data(
            importer=upload.kind,
            account=upload.account,
            good_rows=sum(upload.account.get(outcome, 0) for outcome in OUTCOMES),
            details=self.details(),
            told=self.told(),
            questions=self.questions(),
            job=self.job(),
            columns=self.columns(),
            first_rows=self.first_rows(),
            **self.problems(),
            **kwargs,
        )

    def details(self):
        """The importer's own numbers in words: "suppliers merged", 3."""
        counted = self.object.account.get("counts", {})
        words = self.object.kind.words
        return [(words.get(name, name.replace("_", " ")), n) for name, n in counted.items()]

    def told(self):
        """[(kind, its words, how many)] of what the file tells, in the importer's order."""
        told = self.object.account.get("told", {})
        kinds = self.object.kind.kinds
        return [(kind, kinds[kind], told[kind]) for kind in kinds if told.get(kind)]

    def questions(self):
        """[(name, texts, address of the page that answers them)], while something can still be changed."""
        if self.object.state == State.KEPT:
            return []
        asked, pages = self.object.account.get("questions", {}), self.object.kind.answers
        address = [self.object.pk]
        return [(name, asked[name], reverse(pages[name], args=address)) for name in asked]

    def job(self):
        """The job that still works on this file, or has failed on it."""
        keeping = [latest("sheets.keep", upload=self.object.pk, good_only=b) for b in (True, False)]
        jobs = [latest("sheets.preview", upload=self.object.pk), *keeping]
        return next((job for job in jobs if job and job.is_open), None) or next(
            (
                job
                for job in jobs
                if job and job.state == "failed" and self.object.state != State.KEPT
            ),
            None,
        )

    def columns(self):
        used = self.object.account.get("used", {})
        return sorted(
            (column for column in self.object.kind.columns if column.key in used),
            key=lambda column: used[column.key],
        )

    def first_rows(self):
        words = {
            "created": gettext("new"),
            "updated": gettext("changed"),
            "unchanged": gettext("unchanged"),
            "queued": gettext("to be reviewed"),
        }
        keys = [column.key for column in self.columns()]
        return [
            (number, words[outcome], [values.get(key, "") for key in keys])
            for number, outcome, values in self.object.account.get("first_rows", [])
        ]

    def problems(self):
        """One page of the refusals."""
        if not self.object.problems:
            return {"problems": []}
        asked = self.request.GET.get("page", "1")
        page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 9 else 1
        start = (page - 1) * PROBLEMS_PER_PAGE
        with self.object.problems.open("rb") as lines:
            found = page_of(lines, start, PROBLEMS_PER_PAGE + 1)
        return {
            "problems": found[:PROBLEMS_PER_PAGE],
            "previous_page": page - 1,
            "next_page": page + 1 if len(found) > PROBLEMS_PER_PAGE else None,
        }


class UploadMapping(OwnUpload, ChangePage):
    """Which heading of the file is which column."""

    form_class = MappingForm
    title = _("Which column is which?")
    submit_label = _("Read the file so")
    intro = _("Say which heading of your file is which column.")

    def get_form_kwargs(self):
        upload = self.object
        return super().get_form_kwargs() | {
            "columns": upload.kind.columns,
            "headings": upload.headings,
            "sheets": upload.sheets,
            "guessed": {key: word for key, (_heading, word) in self.guesses.items()},
        }

    @cached_property
    def guesses(self):
        return guesses(self.object.kind.columns, self.object.headings)

    def get_initial(self):
        upload = self.object
        matched = {key: heading for key, (heading, _word) in self.guesses.items()} | upload.mapping
        return {"sheet": upload.sheet or upload.account.get("sheet", "")} | {
            f"column_{key}": heading for key, heading in matched.items()
        }

    def change(self, form):
        sheet = form.cleaned_data.get("sheet", "")
        another = sheet != self.get_initial()["sheet"]  # it has headings of its own
        upload = operations.choose(
            self.object,
            mapping={} if another else form.mapping(),
            sheet=sheet,
            by=self.request.user,
            at=timezone.now(),
        )
        read(upload, by=self.request.user)
        return upload


class UploadRead(OwnUpload, ActOnOne):
    """Read the file again."""

    def act(self):
        read(self.object, by=self.request.user)
        return self.object


class UploadKeep(OwnUpload, ActOnOne):
    """Keep every row, or none."""

    good_only = False

    def act(self):
        upload, by, at = self.object, self.request.user, timezone.now()
        if upload.size > SMALL:
            ask("sheets.keep", by=by, at=at, upload=upload.pk, good_only=self.good_only)
            return upload
        try:
            operations.keep(upload, good_only=self.good_only, by=by, at=at)
        except OperationalError as error:  # a deadlock, or a database locked for too long
            raise overtaken() from error
        return upload


class UploadKeepGood(UploadKeep):
    """Keep the good rows; the refused ones go back."""

    good_only = True


class UploadRefused(OwnUpload, View):
    """The refused rows with their reasons, in the format they came in."""

    def get(self, request, *args, **kwargs):
        upload = self.object
        if not upload.returned:
            raise Http404
        word = gettext("refused")
        name = f"{PurePath(upload.name).stem}-{word}.{upload.returned_kind}"
        kind = XLSX if upload.returned_kind == "xlsx" else "text/csv; charset=utf-8"
        file = upload.returned.open("rb")
        return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


class UploadNews(OwnUpload, DetailPage):
    """What the file tells: who is new, changed or gone; page by page, or all of it as a sheet."""

    template_name = "sheets/upload_news.html"

    @cached_property
    def kind(self):
        asked = self.request.GET.get("kind", "")
        return asked if asked in self.object.kind.kinds else ""

    def get(self, request, *args, **kwargs):
        if not self.object.news:
            raise Http404
        if request.GET.get("export") in {"xlsx", "csv"}:
            name = f"{PurePath(self.object.name).stem}-{self.kind or 'news'}"
            return download(NEWS_COLUMNS, self.rows(), name=name, kind=request.GET["export"])
        return super().get(request, *args, **kwargs)

    def found(self, start, count):
        with self.object.news.open("rb") as lines:
            return page_of(lines, start, count, thing=News, only=self.kind)

    def rows(self):
        """Every line of the download: one for each change, with its words."""
        kinds = self.object.kind.kinds
        for one in self.found(0, None):
            for label, before, after in one.changes or [("", "", "")]:
                yield {
                    "kind": str(kinds[one.kind]), "row": one.row or None, "subject": one.subject,
                    "field": label, "before": before, "after": after, "note": one.note,
                }  # fmt: skip

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("page", "1")
        page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 9 else 1
        found = self.found((page - 1) * PROBLEMS_PER_PAGE, PROBLEMS_PER_PAGE + 1)
        kinds, told = self.object.kind.kinds, self.object.account.get("told", {})
        return super().get_context_data(
            news=[(kinds[one.kind], one) for one in found[:PROBLEMS_PER_PAGE]],
            kinds=[(kind, kinds[kind], told[kind]) for kind in kinds if told.get(kind)],
            chosen=self.kind,
            previous_page=page - 1,
            next_page=page + 1 if len(found) > PROBLEMS_PER_PAGE else None,
            **kwargs,
        )
