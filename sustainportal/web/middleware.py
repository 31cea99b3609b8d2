"""Refusals that no form caught become pages of ours."""

from urllib.parse import urlsplit

from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from sustainportal.accounts.refusals import NotNow, NotYours


def came_from(request):
    """The path of our own page that led here, to lead back to; empty for any other."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return ""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path if ours and path != request.get_full_path() else ""


class RefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, NotNow):
            words = {"reason": str(exception), "back": came_from(request)}
            return render(request, "409.html", words, status=409)
        if isinstance(exception, NotYours):
            return render(request, "403.html", {"reason": str(exception)}, status=403)
        return None
