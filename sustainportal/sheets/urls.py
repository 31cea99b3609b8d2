from django.urls import path

from . import views

app_name = "sheets"
urlpatterns = [
    path("", views.UploadList.as_view(), name="upload_list"),
    path("import/<str:importer>/", views.UploadNew.as_view(), name="upload"),
    path("template/<str:importer>/", views.Template.as_view(), name="template"),
    path("<int:pk>/", views.UploadDetail.as_view(), name="upload_detail"),
    path("<int:pk>/news/", views.UploadNews.as_view(), name="upload_news"),
    path("<int:pk>/columns/", views.UploadMapping.as_view(), name="upload_mapping"),
    path("<int:pk>/read/", views.UploadRead.as_view(), name="upload_read"),
    path("<int:pk>/keep/", views.UploadKeep.as_view(), name="upload_keep"),
    path("<int:pk>/keep-good/", views.UploadKeepGood.as_view(), name="upload_keep_good"),
    path("<int:pk>/refused/", views.UploadRefused.as_view(), name="upload_refused"),
]
