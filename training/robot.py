"""Talks to a WeCom group robot over HTTPS. Its key is in no text this gives back."""

import json
import urllib.request
from http.client import HTTPException
from urllib.parse import urlencode

from django.conf import settings

from .rules.robot import OK, without_key
from .rules.robot import TOO_MANY as TOO_MANY_CODE

TIMEOUT = 10  # seconds
LONGEST_ANSWER = 65_536  # bytes
#: How the service answered: it said the text; said no; wants fewer a minute; or gave no answer at all.
SAID, REFUSED, TOO_MANY, SILENT = "said", "refused", "too_many", "silent"


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key goes to the address of the settings and nowhere else."""

    def redirect_request(self, *args, **kwargs):
        return None


def say(key, text):
    """(SAID, "") or (REFUSED | TOO_MANY | SILENT, what went wrong)."""
    body = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False)
    request = urllib.request.Request(
        f"{settings.WECOM_ADDRESS}?{urlencode({'key': key})}",
        data=body.encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.build_opener(_Straight).open(request, timeout=TIMEOUT) as answer:
            told = json.loads(answer.read(LONGEST_ANSWER))
        code, words = told["errcode"], f"{told['errcode']}: {told.get('errmsg', '')}"
    except (OSError, HTTPException) as error:  # urllib's own errors are OSErrors
        return SILENT, without_key(f"{type(error).__name__}: {error}", key)
    except (ValueError, KeyError, TypeError) as error:
        return REFUSED, without_key(f"The answer cannot be read: {type(error).__name__}", key)
    if code == OK:
        return SAID, ""
    return (TOO_MANY if code == TOO_MANY_CODE else REFUSED), without_key(words, key)
