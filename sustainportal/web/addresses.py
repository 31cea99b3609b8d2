"""Where a request comes from when proxies stand before the portal."""

from django.conf import settings


def client_address(request):
    """The address the outermost of our own proxies saw; what a client wrote into the header is ignored.

    Each of the `PROXIES` appends the address it was called from, so ours are counted from the right.
    """
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if not settings.PROXIES or len(seen) < settings.PROXIES:
        return request.META["REMOTE_ADDR"]
    return seen[-settings.PROXIES].strip() or request.META["REMOTE_ADDR"]
