"""Settings of the yardstick page: sessions, login, nothing else; the portal's database and users."""

from sustainportal.settings import (
    ALLOWED_HOSTS,
    AUTH_USER_MODEL,
    DATABASES,
    DEFAULT_AUTO_FIELD,
    LANGUAGES,
    LOGIN_URL,
    SECRET_KEY,
    TIME_ZONE,
    USE_TZ,
)

__all__ = [
    "ALLOWED_HOSTS",
    "AUTH_USER_MODEL",
    "DATABASES",
    "DEFAULT_AUTO_FIELD",
    "LANGUAGES",
    "LOGIN_URL",
    "SECRET_KEY",
    "TIME_ZONE",
    "USE_TZ",
]
INSTALLED_APPS = [
    "sustainportal.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
AUTHENTICATION_BACKENDS = ["sustainportal.accounts.backends.RoleBackend"]
ROOT_URLCONF = "tests.benchmarks.bare"
