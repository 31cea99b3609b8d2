"""What stands behind manage.py: the standard library alone, so that a bare Python starts everything.

Nothing here may import Django, and `sustainportal/__init__.py` stays empty: the environment that holds
Django is made by these lines.
"""

import sys

OLDEST = (3, 11)


def main(arguments):
    """Do one verb; returns the exit status. A refusal is one sentence and status 1."""
    if sys.version_info < OLDEST:
        print(too_old(), file=sys.stderr)
        return 1
    from . import django, verbs
    from .checkout import Refused, say

    verb = arguments[0] if arguments else "verbs"
    try:
        if verb in verbs.VERBS:
            return verbs.VERBS[verb](arguments[1:])
        return django.main(arguments)
    except Refused as refusal:
        say(str(refusal), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Stopped.", file=sys.stderr)
        return 130


def too_old():
    """The sentence for a Python that is too old, naming a newer one where this machine has it."""
    import shutil

    names = ["python3.%d" % minor for minor in range(19, OLDEST[1] - 1, -1)]  # noqa: UP031
    found = [name for name in names if shutil.which(name)]
    hint = "Try: {} manage.py run".format(found[0]) if found else "Install a newer one."  # noqa: UP032
    return "Python %d.%d or newer is needed, this is %s. %s" % (  # noqa: UP031
        *OLDEST,
        sys.version.split()[0],
        hint,
    )
