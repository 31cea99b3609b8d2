"""Settings, read from the environment (and from a `.env` file beside manage.py, if there is one).

`PORTAL_ENV=local` (the default) needs nothing: SQLite and a broker of its own under `.var/`, localhost only.
`PORTAL_ENV=production` must be told everything; what is missing or wrong stops the start by name.
"""

import secrets
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def setting(name, default=environ.Env.NOTSET, kind="str"):
    """One setting from the environment; a missing or unreadable one is refused with its name."""
    try:
        return getattr(env, kind)(name, default=default)
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment or in .env (see docs/deploy.md)."
        ) from error
    except (ValueError, TypeError) as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error} (see docs/deploy.md).") from error


PORTAL_ENV = setting("PORTAL_ENV", "local")
if PORTAL_ENV not in {"local", "production"}:
    raise ImproperlyConfigured(f"PORTAL_ENV must be local or production, not {PORTAL_ENV!r}.")
PRODUCTION = PORTAL_ENV == "production"
TESTING = "pytest" in sys.modules

VAR_DIR = Path(setting("PORTAL_VAR", str(BASE_DIR / ".var")))
if not PRODUCTION:
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def local_secret():
    """A secret key of this checkout's own, made once and kept out of the tree."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = setting("SECRET_KEY") if PRODUCTION else setting("SECRET_KEY", "") or local_secret()
DEBUG = setting("DEBUG", False, "bool")
ALLOWED_HOSTS = setting(
    "ALLOWED_HOSTS",
    environ.Env.NOTSET if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"],
    "list",
)
CSRF_TRUSTED_ORIGINS = setting("CSRF_TRUSTED_ORIGINS", [], "list")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be a random text of at least 50 characters.")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be off in production.")

INSTALLED_APPS = [
    "sustainportal.accounts",
    "sustainportal.trail",
    "sustainportal.notices",
    "sustainportal.jobs",
    "sustainportal.sheets",
    "sustainportal.web",
    "suppliers",
    "audits",
    "training",
    "scorecards",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_countries",
    "django_filters",
    "django_htmx",
    "csp",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "sustainportal.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sustainportal.web.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sustainportal.urls"
WSGI_APPLICATION = "sustainportal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sustainportal.menu.menu",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- data -------------------------------------------------------------------------------------
DATABASES = {
    "default": setting(
        "DATABASE_URL",
        environ.Env.NOTSET if PRODUCTION else f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
        "db",
    )
}
if not DATABASES["default"].get("ENGINE"):
    raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name.")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = setting("DATABASE_CONN_MAX_AGE", 60, "int")
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- jobs -------------------------------------------------------------------------------------
REDIS_URL = setting("REDIS_URL", environ.Env.NOTSET if PRODUCTION else "")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://", "redis+socket://", "unix://")):
    raise ImproperlyConfigured("REDIS_URL must look like redis://host:6379/0.")
# Without REDIS_URL the launcher starts a Valkey server of its own and passes its socket down.
CELERY_BROKER_URL = REDIS_URL or setting("PORTAL_BROKER", "memory://")
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_timeout": 10}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = setting("TIME_ZONE", "Asia/Taipei")
JOB_LEASE_SECONDS = setting("JOB_LEASE_SECONDS", 120, "int")

# --- who may ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sustainportal.accounts.backends.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "accounts:login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLED = not TESTING
SILENCED_SYSTEM_CHECKS = []

# --- pages ------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "sustainportal" / "locale"]
TIME_ZONE = setting("TIME_ZONE", "Asia/Taipei")
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(setting("STATIC_ROOT", str(VAR_DIR / "static")))
MEDIA_ROOT = Path(setting("MEDIA_ROOT", str(VAR_DIR / "files")))  # never served by address
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_MAX_BYTES = setting("UPLOAD_MAX_BYTES", 50 * 1024 * 1024, "int")
SHEET_MAX_ROWS = setting("SHEET_MAX_ROWS", 100_000, "int")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = setting("SECURE_SSL_REDIRECT", True, "bool")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = setting("SECURE_HSTS_SECONDS", 31_536_000, "int")
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- mail -------------------------------------------------------------------------------------
EMAIL_CONFIG = setting("EMAIL_URL", environ.Env.NOTSET if PRODUCTION else "consolemail://", "email_url")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = setting("DEFAULT_FROM_EMAIL", "portal@localhost")
PORTAL_ADDRESS = setting("PORTAL_ADDRESS", "http://localhost:8000")
NOTICES_PER_RUN = setting("NOTICES_PER_RUN", 2000, "int")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": setting("LOG_LEVEL", "INFO")},
}
PORTAL_NAME = _("Supplier Sustainability Portal")
