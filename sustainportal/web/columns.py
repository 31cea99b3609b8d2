"""Which columns a list shows: `?cols=code,name`, chosen in a small form that needs no script and is
written only for who opens it (`?open=columns`)."""

from django.utils.functional import cached_property

from .queries import PASSING


class ChosenColumns:
    """For a ListPage with `columns` (see sheets.columns): the reader picks which are shown, and exactly
    these are exported. `default_columns` are the keys shown to who picked none."""

    default_columns: tuple[str, ...] = ()
    #: Shorter headings on the page than in the export, by key.
    short_headings: dict[str, str] = {}

    def offered_columns(self):
        """The columns this reader may pick from."""
        return self.columns

    @cached_property
    def shown_columns(self):
        """The columns picked, in the order of the list; the usual ones where none was."""
        asked = {key for text in self.request.GET.getlist("cols") for key in text.split(",")}
        offered = self.offered_columns()
        picked = [column for column in offered if column.key in asked]
        return picked or [column for column in offered if column.key in self.default_columns]

    @cached_property
    def shown(self):
        """Their keys."""
        return {column.key for column in self.shown_columns}

    def heading(self, column):
        return self.short_headings.get(column.key, column.label)

    def export_columns(self):
        return self.shown_columns

    def column_choice(self):
        """What the form offers."""
        return [
            {
                "key": column.key,
                "label": self.heading(column),
                "checked": "checked" if column.key in self.shown else "",
            }
            for column in self.offered_columns()
        ]

    def kept_parameters(self):
        """What else is asked of the list: the form carries it along."""
        return [
            {"name": name, "value": value}
            for name, values in self.request.GET.lists()
            if name not in PASSING | {"cols"}
            for value in values
        ]

    def get_context_data(self, **kwargs):
        picked = "cols" in self.request.GET
        choosing = self.request.GET.get("open") == "columns"
        return super().get_context_data(
            headings=[
                {"key": column.key, "label": self.heading(column), "cell": f"{{{column.key}}}"}
                for column in self.shown_columns
            ],
            columns_open=choosing,
            column_choice=self.column_choice() if choosing else [],
            kept_parameters=self.kept_parameters() if choosing else [],
            picked_columns=",".join(column.key for column in self.shown_columns) if picked else "",
            **kwargs,
        )
