"""Settings of Marz. Each comes from the environment and is explained in .env.example."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from corsheaders.defaults import default_headers
from csp.constants import NONE, SELF

from config import environment
from config.caching.described import described, redis_url
from config.embedded.cluster import PROGRAMS
from config.environment import REQUIRED, Rate, read
from config.record import read_record, record_in
from config.replicas.described import databases
from config.safety import refuse_unsafe

BASE_DIR = Path(__file__).resolve().parent.parent
environment.load_file(BASE_DIR / ".env")


def database_url(text: str) -> dict:
    """Return Django's description of the PostgreSQL database at the address `text`."""
    if not text.startswith(("postgres://", "postgresql://")):
        raise ValueError("it does not begin with postgresql://")
    database = dj_database_url.parse(text)
    if not database["NAME"]:
        raise ValueError("it names no database")
    return database


# The folder of the embedded PostgreSQL and of the secret key of a local installation.
DATA_DIR = read("DATA_DIR", BASE_DIR / ".postgres", environment.folder(BASE_DIR))
# The folder of the reports' archived copies. No web server serves it.
ARCHIVE_DIR = read("ARCHIVE_DIR", DATA_DIR / "archive", environment.folder(BASE_DIR))
# How many bytes an archived copy may have.
ARCHIVE_LIMIT = read("ARCHIVE_LIMIT_MB", 25, environment.whole_number(1, 1000)) * 1_000_000
# Whether the desk may fetch the page of an address; commands that fetch are run by hand and do not ask.
FETCH_ARTICLES = read("FETCH_ARTICLES", False, environment.boolean)

EMBEDDED_DATABASE = {"ENGINE": "config.embedded", "NAME": "marz", "DATA_FOLDER": DATA_DIR}
DATABASE = read("DATABASE_URL", EMBEDDED_DATABASE, database_url)

# A local installation makes its own key; one with a database of its own is given one.
SECRET_KEY = read("SECRET_KEY", None if DATABASE is EMBEDDED_DATABASE else REQUIRED, environment.long_secret)
SECRET_KEY = SECRET_KEY or environment.local_secret(DATA_DIR)

DEBUG = read("DEBUG", False, environment.boolean)
ALLOWED_HOSTS = read("ALLOWED_HOSTS", ["localhost", "127.0.0.1"], environment.hosts)
CSRF_TRUSTED_ORIGINS = read("CSRF_TRUSTED_ORIGINS", [], environment.origins)
HOST = read("HOST", "127.0.0.1")
PORT = read("PORT", 8000, environment.whole_number(1, 65535))
THREADS = read("THREADS", 4, environment.whole_number(1, 64))
WORKERS = read("WORKERS", 1, environment.whole_number(1, 64))
# Where the desk is, with a slash at its end only.
ADMIN_PATH = read("ADMIN_PATH", "admin/", environment.path_segment)

INSTALLED_APPS = [
    "config.signin.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "pgtrigger",
    "pghistory",
    # Before staticfiles, so that runserver too serves static files through WhiteNoise.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "config.access.apps.AccessConfig",
    "config.observing.apps.ObservingConfig",
    "config.recovery.apps.RecoveryConfig",
    "districts",
    "events",
]

MIDDLEWARE = [
    # Before all that asks the database.
    "config.replicas.reading.ByReplica",
    # The probes need neither a known host nor HTTPS; all else is named, measured and logged.
    "config.observing.probes.Probes",
    "config.observing.requests.Observe",
    # First of all: what is given again is counted too, and no count is held with it.
    "config.access.throttling.Throttle",
    "config.languages.LanguageOfAddress",
    # Before all that decides nothing for an answer of the API that was given before.
    "events.api.freshness.Answers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.static_files.StaticFiles",
    "config.cross_origin.CrossOrigin",
    "events.api.freshness.Freshness",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.signin.sessions.end_old_sessions",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.policies.refuse_features",
    "csp.middleware.CSPMiddleware",
    # What a request writes is kept in the history with the account that wrote it.
    "pghistory.middleware.HistoryMiddleware",
    "events.pages.errors.explain_bad_parameters",
    # Last, so that what it answers to who is locked out passes through all the others.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
            ],
        },
    },
]

# The threads of a server share one pool; a thread that finds none free waits 10 seconds at most.
DATABASE_POOL = {"min_size": 1, "max_size": THREADS + 2, "timeout": 10}
REPLICAS = read("DATABASE_REPLICA_URLS", [], lambda text: [database_url(url) for url in environment.words(text)])
DATABASES = databases(DATABASE, REPLICAS, DATABASE_POOL)
CACHES = described(read("CACHE_URL", None, redis_url))

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["config.signin.lockout.LockOut", "django.contrib.auth.backends.ModelBackend"]
REQUIRE_SECOND_FACTOR = read("REQUIRE_SECOND_FACTOR", False, environment.boolean)
CSRF_FAILURE_VIEW = "config.signin.refusals.csrf_failure"

SESSION_HOURS = read("SESSION_HOURS", 12, environment.whole_number(1, 720))
SESSION_IDLE_MINUTES = read("SESSION_IDLE_MINUTES", 120, environment.whole_number(5, 43_200))
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

# Five wrong passwords or codes for one account from one address, and it waits.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "config.signin.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "config.signin.lockout.client_address"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "kept"]
# Who signed in from where is nobody's business.
AXES_DISABLE_ACCESS_LOG = True

# Whether what settles who holds a district is published by somebody other than its author.
TWO_PERSON_RULE = read("TWO_PERSON_RULE", True, environment.boolean)

# Reading writes nothing, and asking who reads would set a cookie.
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

# A report with 100 lines has 2,500 fields; five times as many are still told so in words.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 15_000

# The Data Package whose country is served; an empty database is filled with it.
RECORD = read("RECORD", None, record_in(BASE_DIR)) or read_record(BASE_DIR / "fixtures" / "afghanistan")
LANGUAGE_CODE = "en"
# The languages of the pages, each under its own name. English has no prefix in the address.
LANGUAGES = list(RECORD.languages.items())
# Those that are written from right to left.
LANGUAGES_BIDI = ["ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur"]
# What a package says in its own words comes first.
LOCALE_PATHS = [RECORD.folder / "locale", BASE_DIR / "locale"]
# The days of the record are days in its country.
TIME_ZONE = RECORD.time_zone
USE_I18N = True
USE_TZ = True

# WhiteNoise serves the apps' static folders as they are, so no step collects them first.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

STORAGES = {
    # The only files that are stored are archived copies, which the desk alone hands out.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ARCHIVE_DIR, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

HTTPS = read("HTTPS", False, environment.boolean)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Whether the whole domain may promise browsers' makers so for ever is its owner's to say, not ours.
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]
refuse_unsafe(hosts=ALLOWED_HOSTS, debug=DEBUG, https=HTTPS, secret_key=SECRET_KEY)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Anyone's page may read the public interface; none may write or send cookies.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = [*default_headers, "x-api-key"]
CORS_EXPOSE_HEADERS = [
    *("Content-Disposition", "Content-Location", "ETag", "Link"),
    *("RateLimit", "RateLimit-Policy", "Retry-After"),
]

# How often a client may ask the API: one address without a key, and one key that has no limit of its own.
API_RATE = read("API_RATE", Rate(3000, 60), environment.rate)
API_KEY_RATE = read("API_KEY_RATE", Rate(30_000, 60), environment.rate)

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "districts.api.schema.PublicSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": [
        "districts.api.renderers.JSONRenderer",
        "districts.api.renderers.CSVRenderer",
        "districts.api.renderers.ParquetRenderer",
        "districts.api.renderers.XLSXRenderer",
    ],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "districts.api.renderers.FormatOrAccept",
    "DEFAULT_PAGINATION_CLASS": "districts.api.pagination.KeysetPagination",
    "EXCEPTION_HANDLER": "districts.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": False,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Marz",
    "DESCRIPTION": (
        f"Who held each district of {RECORD.country['en']}, from when to when, according to whom and on what evidence."
        f"\n\nDays are local days ({TIME_ZONE}). Everything is read only and open to all. An answer with `version` and "
        "its days written out is the same for ever; the header Content-Location of an answer is its address written so."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATION_PARAMETERS": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "events.api.examples.add"],
    "ENUM_NAME_OVERRIDES": {
        "ActorKind": "events.models.actors.ActorKind",
        "DistrictKind": "districts.models.DistrictKind",
        "EventKind": "events.models.events.EventKind",
        "EventStatus": "events.models.events.Status",
        "SourceKind": "events.models.sources.SourceKind",
        "Standing": "events.models.events.Standing",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
}

# What /metrics is given for; without one it is not given at all.
METRICS_TOKEN = read("METRICS_TOKEN", "")
# A statement that takes so long is logged; 0 for none.
SLOW_QUERY_MS = read("SLOW_QUERY_MS", 500, environment.whole_number(0, 600_000))
# The folder that `manage.py backup` writes to.
BACKUP_DIR = read("BACKUP_DIR", DATA_DIR / "backups", environment.folder(BASE_DIR))

# Where pg_dump, pg_restore and psql are: those that come along read servers up to version 18.
PG_PROGRAMS = read("PG_PROGRAMS", PROGRAMS, environment.folder(BASE_DIR))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"of_request": {"()": "config.observing.logs.OfRequest"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {request_id}: {message}", "style": "{"},
        "json": {"()": "config.observing.logs.AsJSON"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["of_request"],
            "formatter": read("LOG_FORMAT", "LINE", environment.one_of("LINE", "JSON")).lower(),
        }
    },
    "root": {
        "handlers": ["console"],
        "level": read("LOG_LEVEL", "WARNING", environment.one_of("DEBUG", "INFO", "WARNING", "ERROR")),
    },
}
