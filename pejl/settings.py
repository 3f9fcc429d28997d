"""One settings file, read from the environment (12-factor); docs/settings.md explains each name.

Without any configuration this is the demo: SQLite under ``var/``, demo people, loopback only. Anything else
must be configured in full: ``pejl.deployment`` refuses to start a half-configured installation.
"""

import json
import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from pejl import deployment

env = os.environ
PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
VAR = Path(env.get("PEJL_VAR", str(Path.cwd() / "var")))


def _yes(name: str, default: bool = False) -> bool:
    return env.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def _list(name: str) -> list[str]:
    return [word.strip() for word in env.get(name, "").split(",") if word.strip()]


PEJL_DEMO = deployment.is_demo(env)
"""True while the installation is unconfigured: demo people may sign in, only loopback is served."""

if missing := deployment.missing_settings(env):
    raise ImproperlyConfigured("\n".join(missing))

SECRET_KEY = env.get("PEJL_SECRET_KEY", deployment.DEMO_SECRET_KEY)
DEBUG = _yes("PEJL_DEBUG")
ALLOWED_HOSTS = _list("PEJL_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _list("PEJL_HOSTS") if "*" not in host]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pejl.design",
    "pejl.organisation",  # before history: its migrate also puts up the guards
    "pejl.history",
    "pejl.search",
    "pejl.jobs",
    "pejl.strategy",
    "pejl.initiatives",
    "pejl.indicators",
    "pejl.effects",
    "pejl.followup",
    "pejl.exchange",
    "pejl.reports",
    "pejl.overview",
    "pejl.api",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "ninja",
    "rules.apps.AutodiscoverRulesConfig",
    "template_partials",
]

MIDDLEWARE = [
    "pejl.overview.middleware.ResourcePolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pejl.organisation.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pejl.organisation.middleware.SessionLimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pejl.organisation.middleware.MunicipalityMiddleware",
    "pejl.overview.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "pejl.urls"
WSGI_APPLICATION = "pejl.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "pejl.overview.context.page",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        env.get("DATABASE_URL", f"sqlite:///{VAR / 'pejl.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers read while one writes; IMMEDIATE makes a second writer wait its turn
    # in place of failing with "database is locked" (measured: design notes, libraries.md).
    DATABASES["default"]["ENGINE"] = "pejl.search.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# What is reckoned from figures is kept in each process until something changes. Django's own bound of 300 entries
# would let a few municipalities push out each other's; an entry is some thousand bytes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 3_000},
    }
}

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview:installation"
LOGOUT_REDIRECT_URL = "overview:installation"

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "pejl.organisation.signin.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "pejl.organisation.signin.OpenIDConnectAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that strangers write in a form
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Wrong passwords are counted by axes; allauth counts wrong codes of the two-step sign-in.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/key"}
MFA_TOTP_ISSUER = "Pejl"

# Sign-in through the municipality's own provider: all of these, or none (docs/settings.md).
PEJL_OIDC_ISSUER = env.get("PEJL_OIDC_ISSUER", "").rstrip("/")
PEJL_OIDC_CLIENT_ID = env.get("PEJL_OIDC_CLIENT_ID", "")
PEJL_OIDC_CLIENT_SECRET = env.get("PEJL_OIDC_CLIENT_SECRET", "")
PEJL_OIDC_MUNICIPALITY = env.get("PEJL_OIDC_MUNICIPALITY", "")
PEJL_OIDC_NAME = env.get("PEJL_OIDC_NAME", "")
PEJL_OIDC_ROLE_CLAIM = env.get("PEJL_OIDC_ROLE_CLAIM", "roles")
PEJL_OIDC_UNIT_CLAIM = env.get("PEJL_OIDC_UNIT_CLAIM", "unit")
PEJL_OIDC_TRUST_EMAIL = _yes("PEJL_OIDC_TRUST_EMAIL")
try:
    PEJL_OIDC_ROLE_MAP: dict[str, str] = json.loads(env.get("PEJL_OIDC_ROLE_MAP") or "{}")
except ValueError as fault:
    raise ImproperlyConfigured(
        'PEJL_OIDC_ROLE_MAP is not JSON such as {"group": "role"}'
    ) from fault
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": PEJL_OIDC_NAME,
                "client_id": PEJL_OIDC_CLIENT_ID,
                "secret": PEJL_OIDC_CLIENT_SECRET,
                "settings": {"server_url": PEJL_OIDC_ISSUER, "oauth_pkce_enabled": True},
            }
        ]
        if PEJL_OIDC_ISSUER
        else []
    }
}

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is not kept: nobody needs it
AXES_USERNAME_CALLABLE = "pejl.organisation.signin.username_of"
AXES_LOCKOUT_CALLABLE = "pejl.organisation.signin.locked_out"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale" if (PACKAGE / "locale").exists() else ROOT / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.get("PEJL_STATIC_ROOT", str(VAR / "static")))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.get("PEJL_STORAGE", str(VAR / "files"))},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = env.get(
    "PEJL_EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if env.get("PEJL_SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = VAR / "mail"
"""Where letters lie while there is no mail server to send them, as in the demo."""
EMAIL_HOST = env.get("PEJL_SMTP_HOST", "localhost")
EMAIL_PORT = int(env.get("PEJL_SMTP_PORT", "25"))
EMAIL_HOST_USER = env.get("PEJL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.get("PEJL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _yes("PEJL_SMTP_STARTTLS")
EMAIL_TIMEOUT = 30  # seconds that the mail server may take for an answer
DEFAULT_FROM_EMAIL = env.get("PEJL_MAIL_FROM", "pejl@localhost")

# Jobs wait in the same database, so that they come and go with the change they belong to.
TASKS = {"default": {"BACKEND": "pejl.jobs.backend.QueueBackend"}}

PEJL_ADDRESS = env.get("PEJL_ADDRESS", "")
"""The address that letters write, such as https://pejl.example.dk; otherwise made of the first host name."""

PEJL_CONTACT = env.get("PEJL_CONTACT", "")
"""Where a user writes about the installation itself, shown in the foot of each page."""

PEJL_STATBANK_ADDRESS = env.get("PEJL_STATBANK_ADDRESS", "")
PEJL_SIGNING_KEY = Path(env.get("PEJL_SIGNING_KEY") or VAR / "signing-key.pem")
"""The file with the private key that signs records. Never in the database (docs/records.md)."""

PEJL_LARGEST_FILE_MB = int(env.get("PEJL_LARGEST_FILE_MB", "10"))
PEJL_VIRUS_SCANNER = env.get("PEJL_VIRUS_SCANNER", "")
"""A command that is given each file on its standard input: 0 clean, 1 infected, else it cannot tell."""

# Browsers get one origin and nothing inline; the whole policy is asserted by a test.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # and no longer, whatever happens in it
PEJL_SESSION_IDLE_SECONDS = int(env.get("PEJL_SESSION_IDLE_MINUTES", "120")) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
PEJL_HTTPS = _yes("PEJL_HTTPS", default=not PEJL_DEMO)
if PEJL_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mail is unique whatever its case: a constraint on Lower(email)
    "axes.W003",
    "security.W021",  # browsers' preload list binds a whole domain: its owner's decision, not ours
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.get("PEJL_LOG_LEVEL", "WARNING")},
}
