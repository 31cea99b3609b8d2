"""The addresses of sheets that come in: words of a list, plans of many findings."""

from django.urls import path

from ..views import imports

urlpatterns = [
    path("import/<int:pk>/words/", imports.ListWords.as_view(), name="list_words"),
    path("findings/sheet/", imports.FindingSheet.as_view(), name="finding_sheet"),
    path("findings/due/sheet/", imports.PlanSheet.as_view(), name="plan_sheet"),
]
