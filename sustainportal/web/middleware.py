"""Refusals that no form caught become pages of ours."""

from django.shortcuts import render

from sustainportal.accounts.refusals import NotNow, NotYours


class RefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, NotNow):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        if isinstance(exception, NotYours):
            return render(request, "403.html", {"reason": str(exception)}, status=403)
        return None
