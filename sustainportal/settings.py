"""Settings, read from the environment (and from a `.env` file beside manage.py, if there is one).

`PORTAL_ENV=local` (the default) needs nothing: SQLite and a broker of its own under `.var/`, localhost only.
`PORTAL_ENV=production` must be told everything; what is missing or wrong stops the start by name.
"""

import secrets
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sustainportal import environment
from sustainportal.environment import REQUIRED

BASE_DIR = Path(__file__).resolve().parent.parent
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

PORTAL_ENV = environment.choice("PORTAL_ENV", ["local", "production"], "local")
PRODUCTION = PORTAL_ENV == "production"
TESTING = "pytest" in sys.modules


def told(local):
    """The default of a setting that production must be told."""
    return REQUIRED if PRODUCTION else local


VAR_DIR = environment.directory("PORTAL_VAR", told(BASE_DIR / ".var"), must_exist=PRODUCTION)


def local_secret():
    """A secret key of this checkout's own, made once and kept out of the tree."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = environment.text("SECRET_KEY", told("")) or local_secret()
DEBUG = environment.flag("DEBUG", False)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", told(["localhost", "127.0.0.1", "[::1]"]))
CSRF_TRUSTED_ORIGINS = environment.addresses("CSRF_TRUSTED_ORIGINS", [])
if PRODUCTION and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
    environment.refuse("SECRET_KEY", "must be a random text of at least 50 characters")
if PRODUCTION and DEBUG:
    environment.refuse("DEBUG", "must be off in production")

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
    "sustainportal.accounts.admin_apps.PortalAdminConfig",
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
FILTERS_EMPTY_CHOICE_LABEL = _("All")

# --- data -------------------------------------------------------------------------------------
DATABASES = {
    "default": environment.database(
        "DATABASE_URL", told(VAR_DIR / "portal.sqlite3"), sqlite=not PRODUCTION
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = environment.number("DATABASE_CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- jobs -------------------------------------------------------------------------------------
REDIS_URL = environment.redis("REDIS_URL", told(""))
# Without REDIS_URL the launcher starts a Valkey server of its own and passes its socket down.
CELERY_BROKER_URL = REDIS_URL or environment.text("PORTAL_BROKER", "memory://localhost/")
if TESTING:  # tests with a real worker start it as a process of its own
    CELERY_BROKER_URL = "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_ENABLE_UTC = True
CELERY_TASK_DEFAULT_QUEUE = "sustainportal"
CELERY_TIMEZONE = environment.time_zone("TIME_ZONE", "Asia/Taipei")
JOB_LEASE_SECONDS = environment.number("JOB_LEASE_SECONDS", 120, least=1)
JOB_RESEND_SECONDS = environment.number("JOB_RESEND_SECONDS", 15, least=1)
#: Several workers at one job: nothing is gained where the database has one writer.
JOB_LANES = not DATABASES["default"]["ENGINE"].endswith("sqlite3")

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
if TESTING:
    PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # a third of a second a person
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "accounts:login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "sustainportal.accounts.views.locked_out"
PROXIES = environment.number("PROXIES", 1 if PRODUCTION else 0)  # between the browser and gunicorn
AXES_CLIENT_IP_CALLABLE = "sustainportal.web.addresses.client_address"
AXES_ENABLED = not TESTING
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = []

# --- pages ------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "sustainportal" / "locale"]
TIME_ZONE = CELERY_TIMEZONE
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["sustainportal.formats"]
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.directory(
    "STATIC_ROOT", VAR_DIR / "static", must_exist=PRODUCTION, writable=False
)
# Uploads; never served by address.
MEDIA_ROOT = environment.directory("MEDIA_ROOT", VAR_DIR / "files", must_exist=PRODUCTION)
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
# A survey of some hundred questions is sent whole: up to five fields of each, and every chosen box.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
UPLOAD_MAX_BYTES = environment.number("UPLOAD_MAX_BYTES", 50 * 1024 * 1024, least=1)
SHEET_MAX_ROWS = environment.number("SHEET_MAX_ROWS", 100_000, least=1)

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
PORTAL_ADDRESS = environment.address("PORTAL_ADDRESS", told("http://localhost:8000"))
if PRODUCTION:
    SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
else:
    # Cookies know no port: two checkouts on one machine would log each other out.
    SESSION_COOKIE_NAME = f"session_{PORTAL_ADDRESS.rpartition(':')[2]}"
    CSRF_COOKIE_NAME = f"csrf_{PORTAL_ADDRESS.rpartition(':')[2]}"

# --- mail -------------------------------------------------------------------------------------
vars().update(environment.mail("EMAIL_URL", told("consolemail://")))
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", told("portal@localhost"))
EMAIL_TIMEOUT = 20
# Local only: the demo company on a first start (PORTAL_DEMO=no begins empty).
PORTAL_DEMO = environment.flag("PORTAL_DEMO", True)
NOTICES_PER_RUN = environment.number("NOTICES_PER_RUN", 2000, least=1)
NOTICES_PER_DAY = environment.number("NOTICES_PER_DAY", 10_000, least=1)
REMINDERS_PER_NIGHT = environment.number("REMINDERS_PER_NIGHT", 5000, least=1)
ATTENDANCE_DETAILS_MONTHS = environment.number("ATTENDANCE_DETAILS_MONTHS", 24, least=1)
# Group robots of WeCom: what is written on a group's board is said in its chat, too.
WECOM_ROBOTS = environment.flag("WECOM_ROBOTS", False)
WECOM_ADDRESS = environment.address(
    "WECOM_ADDRESS", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
)
if PRODUCTION and not WECOM_ADDRESS.startswith("https://"):
    environment.refuse("WECOM_ADDRESS", "must begin with https://: a robot's key goes there")

LOG_LEVEL = environment.choice("LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
PORTAL_NAME = _("Supplier Sustainability Portal")
