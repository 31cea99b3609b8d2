"""The addresses of the case library."""

from django.urls import path

from ..views import case_writing, cases

urlpatterns = [
    path("cases/", cases.CaseList.as_view(), name="case_list"),
    path("cases/new/", case_writing.CaseNew.as_view(), name="case_new"),
    path("cases/<int:pk>/", cases.CaseDetail.as_view(), name="case_detail"),
    path("cases/<int:pk>/change/", case_writing.CaseChange.as_view(), name="case_change"),
    path("cases/<int:pk>/publish/", case_writing.CasePublish.as_view(), name="case_publish"),
    path("cases/<int:pk>/withdraw/", case_writing.CaseWithdraw.as_view(), name="case_withdraw"),
    path("cases/<int:pk>/remove/", case_writing.CaseRemove.as_view(), name="case_remove"),
]
