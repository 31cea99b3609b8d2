"""The addresses of this room, a file for each noun."""

from . import audits, findings, imports, overviews, programme, surveys, what_if

app_name = "audits"
urlpatterns = [
    *audits.urlpatterns,
    *programme.urlpatterns,
    *findings.urlpatterns,
    *imports.urlpatterns,
    *surveys.urlpatterns,
    *overviews.urlpatterns,
    *what_if.urlpatterns,
]
