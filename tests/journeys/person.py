"""A person at the portal without a browser: reads pages, follows links, fills in forms, presses buttons.

Only what stands on the page can be used: a link by its words, a button by its words, a field by its name.
"""

import re
from html.parser import HTMLParser
from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

VOID_OF_TEXT = {"script", "style", "title", "svg"}


class Page(HTMLParser):
    """The words, links and forms of one page."""

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self.forms = [], [], []
        self._hidden, self._link, self._button, self._option = 0, None, None, None
        self._form = self._select = self._area = None
        self.feed(html)
        self.text = _plain(" ".join(self.words))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self._hidden += tag in VOID_OF_TEXT
        begin = getattr(self, f"_begin_{tag}", None)
        if begin:
            begin(attrs)

    def handle_endtag(self, tag):
        self._hidden -= tag in VOID_OF_TEXT
        name = {
            "a": "_link", "button": "_button", "form": "_form", "option": "_option",
            "select": "_select", "textarea": "_area",
        }.get(tag)  # fmt: skip
        if name:
            setattr(self, name, None)

    def handle_data(self, data):
        if self._hidden:
            return
        self.words.append(data)
        for thing in (self._link, self._button, self._option):
            if thing is not None:
                thing.words += data
        if self._area is not None:
            self._form.values[self._area] += data

    def _begin_a(self, attrs):
        if "href" in attrs:
            self._link = SimpleNamespace(words="", address=attrs["href"])
            self.links.append(self._link)

    def _begin_form(self, attrs):
        self._form = SimpleNamespace(
            action=attrs.get("action", ""), method=attrs.get("method", "get"),
            values={}, choices={}, buttons=[], files=set(),
        )  # fmt: skip
        self.forms.append(self._form)

    def _begin_button(self, attrs):
        self._button = SimpleNamespace(words="", attrs=attrs)
        if self._form:
            self._form.buttons.append(self._button)

    def _begin_input(self, attrs):
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if not (name and self._form):
            return
        if kind == "file":
            self._form.files.add(name)
        elif kind == "checkbox" and "checked" in attrs and name in self._form.values:
            known = self._form.values[name]  # several ticks of one name are all sent
            ticks = known if isinstance(known, list) else [known]
            self._form.values[name] = [*ticks, attrs.get("value") or ""]
        elif kind not in {"radio", "checkbox"} or "checked" in attrs:
            self._form.values[name] = attrs.get("value") or ""
        else:
            self._form.choices.setdefault(name, [])

    def _begin_textarea(self, attrs):
        self._area = attrs["name"]
        self._form.values[self._area] = ""

    def _begin_select(self, attrs):
        self._select = attrs["name"]
        self._form.choices[self._select] = []

    def _begin_option(self, attrs):
        self._option = SimpleNamespace(words="", value=attrs.get("value"))
        self._form.choices[self._select].append(self._option)
        if "selected" in attrs or self._select not in self._form.values:
            self._form.values[self._select] = attrs.get("value") or ""


def _plain(text):
    return re.sub(r"\s+", " ", text).strip()


class Person:
    """Somebody who has logged in by the form. `page` is what they look at, `address` where it is."""

    def __init__(self, username, password):
        self.client, self.page, self.address = Client(enforce_csrf_checks=True), None, ""
        self.open(reverse("accounts:login"))
        self.press("Log in", username=username, password=password)

    def open(self, address, *, status=200):
        self._look(self.client.get(address, follow=True), address, status)
        return self

    def follow(self, words, *, beside="", status=200):
        """The first link that bears these words; `beside`: and whose address holds this."""
        found = [
            link for link in self.page.links
            if words in _plain(link.words) and beside in link.address
        ]  # fmt: skip
        assert found, f"no link “{words}” at {self.address}: {self.page.text}"
        return self.open(self._absolute(found[0].address), status=status)

    def press(self, words, *, status=200, **values):
        """Fill in the form that bears this button and press it. A choice may be given by its words."""
        form, button = self._button(words)
        sent = dict(form.values)
        for name, value in values.items():
            known = form.values.keys() | form.choices.keys() | form.files
            assert name in known, f"no field “{name}” beside “{words}”: {sorted(known)}"
            sent[name] = _chosen(form.choices.get(name, []), value)
        if button.attrs.get("name"):
            sent[button.attrs["name"]] = button.attrs.get("value", "")
        address = self._absolute(button.attrs.get("formaction") or form.action)
        send = self.client.post if form.method.lower() == "post" else self.client.get
        self._look(send(address, sent, follow=True), address, status)
        return self

    def reads(self, *sentences):
        for sentence in sentences:
            assert sentence in self.page.text, (
                f"“{sentence}” is not at {self.address}: {self.page.text}"
            )
        return self

    def misses(self, sentence):
        assert sentence not in self.page.text, f"“{sentence}” is at {self.address}"
        return self

    def _button(self, words):
        found = [
            (form, button)
            for form in self.page.forms
            for button in form.buttons
            if words in _plain(button.words)
        ]
        assert found, f"no button “{words}” at {self.address}: {self.page.text}"
        return found[0]

    def _absolute(self, address):
        if address.startswith("?"):
            return self.address.partition("?")[0] + address
        return address or self.address

    def _look(self, response, address, status):
        self.address = response.redirect_chain[-1][0] if response.redirect_chain else address
        shown = response.getvalue() if response.streaming else response.content
        self.file = shown
        kind = response.headers.get("Content-Type", "")
        self.page = Page(shown.decode() if kind.startswith("text/html") else "")
        assert response.status_code == status, f"{response.status_code} {address}: {self.page.text}"


def _chosen(options, value):
    by_words = [option.value for option in options if str(value) and str(value) in option.words]
    by_value = [option.value for option in options if option.value == str(value)]
    return (by_value or by_words or [value])[0]
