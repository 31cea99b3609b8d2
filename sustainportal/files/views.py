"""A kept file as a download and never as a page. A room names permission and model."""

from django.http import FileResponse

from sustainportal.web.pages import DetailPage


class FileDownload(DetailPage):
    def get(self, request, *args, **kwargs):
        kept = self.object
        response = FileResponse(
            kept.file.open("rb"),
            as_attachment=True,
            filename=kept.name,
            content_type=kept.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response
