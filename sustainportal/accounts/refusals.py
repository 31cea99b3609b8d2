"""How an operation says no. 403 and 404 are the views' business; these two are the moment's."""


class NotNow(Exception):
    """This is not the moment: the thing's state forbids it (409). The text says why and what to do."""


class NotYours(Exception):
    """This person may not do it to this thing: the approver proposed it, the closer fixed it (403)."""
