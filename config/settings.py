"""All settings of the portal, read once and typed from the environment.

``NAME_FILE`` may stand for any secret ``NAME``: the file's content is used. With nothing set the
portal runs on its embedded default (SQLite, filesystem broker, the SIASN stand-in).
"""

import os
import sys
from pathlib import Path
from typing import Any

import environ
import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.rahasia import baca_rahasia, kunci_lokal
from inti.catatan import tanpa_data_pribadi
from inti.konteks import bubuhkan
from inti.simpanan import simpanan_berkas, simpanan_redis
from penugasan.siasn import konfigurasi

AKAR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()

MODE_UJI = "pytest" in sys.modules
PRODUKSI = env.bool("PRODUKSI", default=False)
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(AKAR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.str("SECRET_KEY", default="") or kunci_lokal(DATA_DIR / "secret_key")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ALAMAT_PUBLIK = env.str("ALAMAT_PUBLIK", default="http://127.0.0.1:8000")
DEMO = env.bool("DEMO", default=False)
VERSI = "0.1.0"
"""Version of the portal, printed on exports and in the footer; the same as in pyproject.toml."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "csp",
    "inti",
    "pegawai",
    "koperasi",
    "penugasan",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "inti.middleware.PermintaanId",
    "inti.middleware.TanpaNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "inti.middleware.KataInstansi",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inti.middleware.PesanDomain",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "inti.perender.Perender"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [AKAR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.konteks.portal",
            ],
        },
    },
]

# Database: SQLite under DATA_DIR unless DATABASE_URL names a PostgreSQL.
DATABASES: dict[str, Any] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TITIPAN_AKSES = DATA_DIR / "akses"

# Broker and cache: Redis when REDIS_URL is set, else files under DATA_DIR.
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = simpanan_redis(REDIS_URL)
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 2.0,
        "socket_timeout": 15.0,
    }
else:
    CACHES = simpanan_berkas(DATA_DIR)
    ANTREAN = DATA_DIR / "antrean"
    for nama in ("pesan", "olahan", "kendali"):
        (ANTREAN / nama).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(ANTREAN / "pesan"),
        "data_folder_out": str(ANTREAN / "pesan"),
        "processed_folder": str(ANTREAN / "olahan"),
        "control_folder": str(ANTREAN / "kendali"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}  # a visitor waits
CELERY_TASK_ACKS_LATE = False  # the rows are the queue; a redelivered nudge adds nothing
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sapu-pekerjaan": {"task": "inti.sapu_pekerjaan", "schedule": 20.0, "options": {"expires": 20}},
    "tuang-titipan": {"task": "inti.tuang_titipan", "schedule": 10.0, "options": {"expires": 10}},
    "sapu-berkas-impor": {
        "task": "inti.sapu_berkas_impor",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    "cadangan-malam": {
        "task": "inti.cadangan_malam",
        "schedule": crontab(hour=1, minute=30),
        "options": {"expires": 3600},
    },
    "sapu-siasn": {"task": "penugasan.sapu_siasn", "schedule": 10.0, "options": {"expires": 10}},
    "sapu-cocok": {
        "task": "penugasan.sapu_cocok",
        "schedule": 1800.0,
        "options": {"expires": 1800},
    },
    "sapu-padanan": {
        "task": "penugasan.sapu_padanan",
        "schedule": 1800.0,
        "options": {"expires": 1800},
    },
    "sapu-tenggat": {
        "task": "penugasan.sapu_tenggat",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "sapu-bertugas": {
        "task": "penugasan.sapu_bertugas",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "sapu-penerus": {
        "task": "penugasan.sapu_penerus",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "sapu-pemberitahuan": {
        "task": "penugasan.sapu_pemberitahuan",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "sapu-aturan": {
        "task": "penugasan.sapu_aturan",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "sapu-peringatan": {
        "task": "penugasan.sapu_peringatan",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "sapu-saringan": {
        "task": "penugasan.sapu_saringan",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "sapu-ekspor": {
        "task": "penugasan.sapu_ekspor",
        "schedule": 180.0,
        "options": {"expires": 180},
    },
}

# Accounts
AUTH_USER_MODEL = "pegawai.Akun"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "pegawai.backends.AkunBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE_UJI:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pegawai.adapter.AdapterAkun"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "pegawai.forms.masuk.MasukForm",
    "change_password": "pegawai.forms.masuk.GantiSandiForm",
    "reset_password_from_key": "pegawai.forms.masuk.SandiBaruForm",
    "reauthenticate": "pegawai.forms.masuk.PastikanForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = env.int("LANGKAH_ULANG_DETIK", default=300)
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address a stranger typed
ACCOUNT_RATE_LIMITS: dict[str, str] = {"login_failed": ""}  # axes counts the failures
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "inti.alamat.alamat_pengunjung"
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/terkunci.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "login", "password", "ip_address"]

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUKSI
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
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
        "manifest-src": [SELF],
    }
}
if PRODUKSI:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]

# Words, time, files
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # a pk in value="{{ pk }}" must stay whole; counts use |angka
STATIC_URL = "/static/"
STATICFILES_DIRS = [AKAR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a missing folder, tests make it an error
MEDIA_ROOT = DATA_DIR / "berkas"
MEDIA_URL = ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE_UJI
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UKURAN_UNGGAH_MAKS = env.int("UKURAN_UNGGAH_MAKS", default=5 * 1024 * 1024)

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:  # kept as files: a link that sets a new password must not stand in a log
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "surel"
    EMAIL_FILE_PATH.mkdir(mode=0o700, exist_ok=True)

# Backups: whom they are encrypted for, and where the nightly one goes (none without a folder).
CADANGAN_PENERIMA: list[str] = env.list("CADANGAN_PENERIMA", default=[])
CADANGAN_DIR = env.str("CADANGAN_DIR", default="")
CADANGAN_SIMPAN = env.int("CADANGAN_SIMPAN", default=14)

# Numbers for a monitor; without a token there is no such page.
METRIK_TOKEN = baca_rahasia("METRIK_TOKEN")

# SIASN: the environment as it stands; penugasan.siasn.konfigurasi gives it types.
SIASN = {k: baca_rahasia(k.removesuffix("_FILE")) for k in os.environ if k.startswith("SIASN_")}
SIASN = {k.removesuffix("_FILE"): v for k, v in SIASN.items()}
try:
    siasn = konfigurasi.baca(SIASN)
except konfigurasi.KonfigurasiSalahError as galat:
    raise ImproperlyConfigured(str(galat)) from galat

# Logs: one JSON line each in production, short lines otherwise; never personal data.
pembuat: Any = (
    structlog.processors.JSONRenderer()
    if PRODUKSI
    else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
)
PROSESOR_BERSAMA: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
    bubuhkan,
    tanpa_data_pribadi,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "baris": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, pembuat],
            "foreign_pre_chain": PROSESOR_BERSAMA,
        }
    },
    "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["layar"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        "kombu.connection": {"level": "ERROR"},  # it warns that folders have no host name
        "httpx": {"level": "WARNING"},
    },
}
structlog.configure(
    processors=[*PROSESOR_BERSAMA, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True  # inti.middleware.PermintaanId has chosen it

if PRODUKSI and (DEBUG or DEMO or not env.str("SECRET_KEY", default="")):
    ALASAN = "Produksi menolak DEBUG, DEMO, dan SECRET_KEY yang tidak diisi."
    raise ImproperlyConfigured(ALASAN)
if PRODUKSI and siasn.mode is konfigurasi.ModeSiasn.TIRUAN:
    ALASAN = "Produksi menolak SIASN tiruan: isi SIASN_MODE."
    raise ImproperlyConfigured(ALASAN)
