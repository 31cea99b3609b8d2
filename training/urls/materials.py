"""The addresses of materials, records sent, satisfaction and suggested topics."""

from django.urls import path

from ..views import materials, records, satisfaction, topics

urlpatterns = [
    path("topics/", topics.Topics.as_view(), name="topics"),
    path("events/<int:pk>/materials/", materials.MaterialList.as_view(), name="material_list"),
    path("events/<int:pk>/materials/new/", materials.MaterialNew.as_view(), name="material_new"),
    path("materials/<int:pk>/", materials.MaterialDownload.as_view(), name="material"),
    path("materials/<int:pk>/open/", materials.MaterialOpen.as_view(), name="material_open"),
    path("materials/<int:pk>/remove/", materials.MaterialRemove.as_view(), name="material_remove"),
    path("events/<int:pk>/records/", records.RecordsList.as_view(), name="records_list"),
    path("events/<int:pk>/records/send/", records.RecordsSend.as_view(), name="records_send"),
    path(
        "events/<int:pk>/satisfaction/",
        satisfaction.SatisfactionPage.as_view(),
        name="satisfaction",
    ),
    path(
        "events/<int:pk>/satisfaction/give/",
        satisfaction.SatisfactionGive.as_view(),
        name="satisfaction_give",
    ),
]
