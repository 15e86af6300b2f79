"""Settings of the Django project. Whatever a site keeper may change is read by `environment`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from schakel.site import environment
from schakel.site.outgoing import outgoing

FOLDER = Path(__file__).parent
HOME = environment.prepared_home()

SECRET_KEY = environment.secret_key()
DEBUG = environment.switch("SCHAKEL_DEBUG", default=False)
ALLOWED_HOSTS = environment.hosts()
ADDRESS = environment.public_address()
CSRF_TRUSTED_ORIGINS = [ADDRESS]
ROOT_URLCONF = "schakel.site.urls"
WSGI_APPLICATION = "schakel.site.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "schakel.site.accounts.apps.AccountsConfig",
    "schakel.site.pacts",
    "schakel.site.pages",
    "schakel.site.explore",
    "schakel.site.paths",
    "schakel.site.teaching",
    "schakel.site.desk",
    "schakel.site.readers",
    "schakel.site.search",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "schakel.site.accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MAINTENANCE = environment.switch("SCHAKEL_MAINTENANCE", default=False)
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "schakel.site.headers.HeadersMiddleware",
    "schakel.site.limits.SizeMiddleware",
    "schakel.site.maintenance.MaintenanceMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "schakel.site.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FOLDER / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "schakel.site.context.site",
            ],
        },
    }
]


def _databases() -> dict[str, dict[str, Any]]:
    chosen = environment.database()
    if chosen.server:
        return {
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": chosen.name,
                "USER": chosen.user,
                "PASSWORD": chosen.password,
                "HOST": chosen.host,
                "PORT": chosen.port,
                "CONN_MAX_AGE": 600,
                "CONN_HEALTH_CHECKS": True,
            }
        }
    return {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": chosen.name,
            # An open file costs nothing; opening it for every request does.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }


DATABASES = _databases()
if environment.database().server:
    INSTALLED_APPS.append("django.contrib.postgres")  # its search looks into whole texts

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# Failed log-ins: counted and kept by accounts.attempts; nothing is kept of those that succeed.
PROXIES = environment.number("SCHAKEL_PROXIES", default=0, least=0, most=9)
AXES_HANDLER = "schakel.site.accounts.attempts.Attempts"
AXES_CLIENT_IP_CALLABLE = "schakel.site.accounts.address.client_address"
AXES_USERNAME_CALLABLE = "schakel.site.accounts.attempts.name_tried"
AXES_LOCKOUT_CALLABLE = "schakel.site.accounts.attempts.too_many"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# How the site is called in the app that makes the codes.
OTP_TOTP_ISSUER = f"Schakel {ADDRESS.partition('://')[2]}"

# Dutch first; the language of a page is in its address and nowhere else.
LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
USE_I18N = True
LOCALE_PATHS = [FOLDER / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Rendered parts that hang on nothing but the answers, which do not change while the site runs, or
# on the generation of the content. Some are long: a thousand of them take some 40 MB.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [FOLDER / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"

# Files are received on disk; text of a form is kept in memory. 50 MB of tables and what is around.
LARGEST_REQUEST = 51 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Schakel"
WAGTAILADMIN_BASE_URL = ADDRESS
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
# Nothing in the back office asks a third party for anything either.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Saved is what somebody saves: a row of the ledger counts at once, and a page that is being saved
# by itself is in the way of the button that is pressed meanwhile.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# What is refused: pictures that are giant in memory, files that a browser would run.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024**2
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "schakel.site.desk.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"),
]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Small work is done at once; what takes long waits in the database until the clock does it:
# `@task(backend="background")`.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# What the clock does: path of a function without arguments, and every how many seconds, or at
# which hour of the day. What the function returns is shown to administrators.
CLOCK_JOBS: dict[str, float | str] = {
    "schakel.site.desk.jobs.publish_scheduled": 5,
    "schakel.site.desk.jobs.run_tasks": 1,
    "schakel.site.desk.jobs.erase_ended_roles": "03:00",
    "schakel.site.desk.jobs.renew_references": "03:40",
    "schakel.site.desk.links.check_links": "03:20",
    "schakel.site.accounts.upkeep.nightly": "03:10",
    "schakel.site.readers.jobs.send_mail": 60,
    "schakel.site.readers.jobs.throw_away": "03:30",
}

# Whether addresses outside the site are asked, every night, if they are still there.
LINK_CHECK = environment.switch("SCHAKEL_LINK_CHECK", default=False)

# Whole pages kept in memory; off for those who change templates or measure rendering.
PAGE_CACHE = environment.switch("SCHAKEL_PAGE_CACHE", default=not DEBUG)

# Mail goes through a usual server, or is printed where the site runs.
OUTGOING = outgoing()
EMAIL_BACKEND = OUTGOING.backend
EMAIL_HOST, EMAIL_PORT = OUTGOING.host, OUTGOING.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = OUTGOING.user, OUTGOING.password
EMAIL_USE_TLS = OUTGOING.encryption == "starttls"
EMAIL_USE_SSL = OUTGOING.encryption == "implicit"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = OUTGOING.sender

# Where readers report a mistake (else in our own form), where a security problem, where the
# code is: mailto: or https:.
FEEDBACK = environment.link("SCHAKEL_FEEDBACK")
SECURITY_CONTACT = environment.link("SCHAKEL_SECURITY_CONTACT")
SOURCE_CODE = environment.link("SCHAKEL_SOURCE_CODE")

THEME = environment.theme()

# Faces that are strangers to the site read the ledger as plain tables through this function.
LEDGER = "schakel.site.pacts.tables.ledger"
# What is kept of the content hangs on what this function gives.
GENERATION = "schakel.site.pages.generation.current"

SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_HOURS = environment.number("SCHAKEL_SESSION_HOURS", default=8, least=1, most=24)
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if environment.switch("SCHAKEL_SECURE", default=False):
    # Behind a proxy that speaks HTTPS and sets X-Forwarded-Proto itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that is not there is no event; a request that broke is.
    "loggers": {"django.request": {"level": "ERROR"}},
}
