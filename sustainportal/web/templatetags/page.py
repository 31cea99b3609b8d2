"""Small words for templates: say a block twice, write many rows at once, render a filter's control."""

import re
from functools import lru_cache
from html import escape

from django import forms, template
from django.forms.utils import flatatt
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.choices import flatten_choices
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()

_CONTROL_CLASSES = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.Select, "form-select form-select-sm"),
)


@register.simple_tag(takes_context=True)
def again(context, name):
    """The text of block `name` once more: base.html shows `title` as page title and as heading."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return block.render(context) if block else ""


class Rows(template.Node):
    """See `rows`."""

    cell = re.compile(r"\{(\w+)\}")

    def __init__(self, rows, nodelist):
        self.rows, self.nodelist = rows, nodelist

    def render(self, context):
        markup = self.cell.split(self.nodelist.render(context))
        names, between = markup[1::2], [text.replace("%", "%%") for text in markup[0::2]]
        row_markup = "%s".join(between)
        return "".join(
            row_markup % tuple(_written(row[name]) for name in names)
            for row in self.rows.resolve(context)
        )


def _written(value):
    """A cell's text, escaped; nothing for None."""
    return "" if value is None else escape(str(value))


@register.tag
def rows(parser, token):
    """Many rows of flat cells: {% rows object_list %}<tr><td>{code}</td></tr>{% endrows %}.

    The body is rendered once, then written once a row (a dict), where {code} is the row's "code",
    escaped, as text. A loop that renders every cell of fifty rows costs five times as much.
    """
    _name, source = token.split_contents()
    nodelist = parser.parse(["endrows"])
    parser.delete_first_token()
    return Rows(parser.compile_filter(source), nodelist)


@register.simple_tag(takes_context=True)
def sort_heading(context):
    """What components/sort_heading.html is: a <th> whose link sorts, and turns the order round."""
    key, sort = context["key"], context["sort"]
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    asked["sort"] = f"-{key}" if sort == key else key
    order = {key: "ascending", f"-{key}": "descending"}.get(sort)
    return format_html(
        '<th scope="col"{}><a class="sort" href="?{}" hx-boost="true" hx-target="#page"'
        ' hx-select="#page" hx-swap="outerHTML show:none">{}</a></th>',
        flatatt({"class": context.get("class") or None, "aria-sort": order}),
        asked.urlencode(),
        context["label"],
    )


class Control(template.Node):
    def __init__(self, field):
        self.field = field

    def render(self, context):
        return control(self.field.resolve(context))


@register.tag("control")
def _control(parser, token):
    _name, field = token.split_contents()
    return Control(parser.compile_filter(field))


def control(field):
    """A filter's bare control with Bootstrap's small class (no label, no wrapper).

    Every choice can be left open: "All" stands where a control has no such choice, or calls it "Unknown".
    """
    widget = field.field.widget
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        return _select(field, widget)
    css = next(
        (css for kind, css in _CONTROL_CLASSES if isinstance(widget, kind)),
        "form-control form-control-sm",
    )
    return field.as_widget(attrs={"class": css})


def _select(field, widget):
    """A <select> written in one go, each part escaped: Django's own renders a template for every option."""
    choices = [*iter(widget.choices)]  # iter: how many there are may be a query of its own
    if isinstance(widget, forms.NullBooleanSelect):
        choices = choices[1:]
    pairs = tuple(
        ("" if value is None else str(value), str(label))
        for value, label in flatten_choices(choices)
    )
    if not pairs or pairs[0][0] != "":
        pairs = (("", _("All")), *pairs)
    given = widget.format_value(field.value()) or ""
    chosen = given if isinstance(given, str) else given[0]
    attrs = widget.attrs | {"class": "form-select form-select-sm", "name": field.html_name}
    attrs = flatatt(attrs | {"id": field.id_for_label})
    return f"<select{attrs}>{_options(pairs, chosen)}</select>"


@lru_cache(maxsize=200)
def _options(pairs, chosen):
    """The <option>s of (value, label) pairs: the same ones are written for one reader after the other."""
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in pairs
    )
