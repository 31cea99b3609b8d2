"""A browser window in which a person clicks. Whatever the browser complains about is kept as trouble."""

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


class Window:
    """`address`: where the portal is; `pictures`: a folder, or None. Links and buttons go by their words."""

    def __init__(self, browser, address, size, *, state=None, pictures=None):
        self.address, self.size, self.pictures = address, size, pictures
        self.troubles = []
        phone = {"has_touch": True, "is_mobile": True} if size == PHONE else {}
        self.context = browser.new_context(
            viewport=size, storage_state=state, locale="en-US", base_url=address, **phone
        )
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        self.page.on("response", self._response)

    def _console(self, message):
        if message.type == "error":
            self.troubles.append(f"console: {message.text} ({self.page.url})")

    def _response(self, answer):
        if answer.status >= 400:
            self.troubles.append(f"{answer.status} {answer.request.method} {answer.url}")

    def log_in(self, login, password="demo-portal"):
        self.open("/accounts/login/")
        self.fill(Username=login, Password=password)
        return self.press("Log in")

    def open(self, path):
        self.page.goto(path)
        return self.fits()

    def menu(self, words):
        """An entry of the menu; on a phone it has to be unfolded first."""
        if self.size == PHONE:
            self.page.get_by_role("button", name="Menu", exact=True).click()
        self.page.locator("#navigation").get_by_role("link", name=words, exact=True).click()
        return self.arrived()

    def follow(self, words):
        self.page.get_by_role("main").get_by_role("link", name=words).first.click()
        return self.arrived()

    def follow_in_row(self, words, link=""):
        """The first link (that bears `link`) in the first row of a table that holds these words."""
        row = self.page.locator("main tbody tr").filter(has_text=words).first
        row.get_by_role("link", name=link).first.click()
        return self.arrived()

    def press(self, words):
        self.page.get_by_role("main").get_by_role("button", name=words).first.click()
        return self.arrived()

    def arrived(self):
        self.page.wait_for_load_state("load")
        return self.fits()

    def worked(self):
        """A worker has finished what the page shows the progress of; the page has read itself again."""
        self.page.locator(".job-progress").wait_for(state="detached", timeout=60_000)
        return self.arrived()

    def fits(self):
        """Nothing may be wider than the window: nobody should have to scroll sideways."""
        width = self.page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= self.size["width"], f"{self.page.url} is {width} px wide"
        return self

    def fill(self, **fields):
        """Fields by their labels; a file field takes a Path or {"name", "mimeType", "buffer"}."""
        main = self.page.get_by_role("main")
        for label, value in fields.items():
            field = main.get_by_label(label.replace("_", " ")).first
            kind = field.evaluate("field => field.type || field.tagName")
            if kind.startswith("select"):
                field.select_option(label=value)
            elif kind == "file":
                field.set_input_files(value)
            elif kind in {"radio", "checkbox"}:
                field.check()
            else:
                field.fill(value)
        return self

    def reads(self, *sentences):
        for sentence in sentences:
            self.page.get_by_text(sentence).first.wait_for(state="visible")
        return self

    def picture(self, name):
        """What the window shows, without what lies below its edge, and without the inline style by
        which the picture would hide the caret: the content policy forbids it."""
        if self.pictures:
            self.page.screenshot(path=self.pictures / f"{name}.png", caret="initial")
        return self

    def addresses(self, selector):
        """Where the links that fit the selector lead, each once."""
        links = self.page.locator(selector).evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        return list(dict.fromkeys(links))

    def close(self):
        state = self.context.storage_state()
        self.context.close()
        return state
