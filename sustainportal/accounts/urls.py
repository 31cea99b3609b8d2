from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path(
        "login/",
        LoginView.as_view(template_name="accounts/login.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", views.ChooseLanguage.as_view(), name="language"),
    path("settings/", views.OwnSettings.as_view(), name="settings"),
    path("settings/password/", views.OwnPassword.as_view(), name="password"),
]
