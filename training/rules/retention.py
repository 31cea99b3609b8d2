"""How long it is kept who came."""

import calendar
import datetime as dt


def first_day_kept(today, months):
    """The first day whose events keep their people's details: `months` back from today. Of a day the month
    does not have, the month's last one is taken."""
    number = today.year * 12 + today.month - 1 - months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(today.day, last))
