"""All settings, from the environment. With nothing set: debug, localhost, SQLite and files under var/.

| variable | default | meaning |
|---|---|---|
| SECRET_KEY | a development key, with DEBUG only | signs sessions and forms |
| DEBUG | on while no SECRET_KEY is set, else off | |
| ALLOWED_HOSTS | localhost, with DEBUG only | host names, separated by commas |
| CSRF_TRUSTED_ORIGINS | none | https://… origins behind a proxy |
| DATABASE_URL | sqlite:///var/db.sqlite3 | postgres://user:password@host:port/name |
| MEDIA_ROOT | var/media | pictures, PDFs, attached originals |
| MEDIA_S3 | none | a private bucket for them in place of MEDIA_ROOT, which several machines share |
| MEDIA_S3_ENDPOINT, MEDIA_S3_REGION | Amazon's | where another S3 server answers: https://s3.example.vn |
| MEDIA_S3_KEY, MEDIA_S3_SECRET | as boto3 finds them | what opens the bucket |
| CACHE_URL | filecache in var/cache | redis://host:port/0 |
| KEEP_PAGES | on without DEBUG | keep public pages whole in the cache until they change |
| BAKED_ROOT | none | a folder for public pages as files, which the web server in front sends; one that all machines share |
| CDN_SECONDS | 0 | how long a CDN may keep a public page; only with PURGE_URL |
| PURGE_URL, PURGE_TOKEN | none | where to post the addresses that a CDN has to forget, and the bearer token for it |
| SEARCHES_PER_MINUTE | 60 | how many searches one address may make in a minute; 0 for no limit |
| API_PER_MINUTE | 120 | the same for questions to the API |
| PROXY_HOPS | 0 | how many proxies stand in front and add the client's address to X-Forwarded-For; 0: none is believed |
| ADMIN_PATH | quan-tri/ | where the newsroom is; no public page names it |
| ADMIN_NETWORKS | none | networks from which the newsroom opens: 10.2.0.0/16,2001:db8:7::/48; for others it is not there |
| SECOND_FACTOR | on without DEBUG | chiefs and administrators must have a second factor; who has one is always asked for it |
| RENDER_SECONDS | 180 | how long a PDF may take, by the clock and in processor time |
| RENDER_MEMORY_MB | 2048 | how much memory the process that makes it may ask for |
| SITE_URL | http://localhost:8000 with DEBUG, else https:// and the first of ALLOWED_HOSTS | links in mails |
| SITE_NAME | Điểm tin | what mails call the newsroom |
| EMAIL_URL | the console with DEBUG, else files in var/mail | smtp+tls://user:password@host:587, smtp+ssl://, filemail:// |
| EMAIL_FROM | diem-tin@ and the host of SITE_URL | the sender of mails |
| LOG_JSON | on without DEBUG | logs as one JSON object a line, one line for each request |
| HTTPS | on without DEBUG | secure cookies, redirect to HTTPS, HSTS |
| HSTS_SUBDOMAINS, HSTS_PRELOAD | off | for a domain whose other sites all speak HTTPS |
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ

from diemtin.environment import admin_path, cache, database, default_debug, mail, site_url
from diemtin.logs import configuration
from diemtin.storage import store

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=default_debug(env))
DEVELOPMENT_KEY = "development-only-" + "0" * 40
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_KEY if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "diemtin.apps.DiemtinConfig",
    "diemtin.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "ckeditor",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "news",
    "issues",
]

MIDDLEWARE = [
    "diemtin.health.Health",
    "diemtin.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "issues.kept_pages.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "diemtin.gate.networks.OnlyFromNetworks",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "diemtin.gate.entrance.Entrance",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "diemtin.urls"
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
    }
]

DATABASES = {"default": database(env, BASE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": cache(env, BASE_DIR)}
# Public pages are kept whole until they change; while templates are being written that would only be in the way.
KEEP_PAGES = env.bool("KEEP_PAGES", default=not DEBUG)
BAKED_ROOT = env.str("BAKED_ROOT", default="")
CDN_SECONDS = env.int("CDN_SECONDS", default=0)
PURGE_URL = env.str("PURGE_URL", default="")
PURGE_TOKEN = env.str("PURGE_TOKEN", default="")

# Limits count by the client's address: behind a proxy without PROXY_HOPS all readers are one.
SEARCHES_PER_MINUTE = env.int("SEARCHES_PER_MINUTE", default=60)
API_PER_MINUTE = env.int("API_PER_MINUTE", default=120)
PROXY_HOPS = env.int("PROXY_HOPS", default=0)

# Django 6's tasks, ahead of time: a queue in the database; `manage.py db_worker` runs beside the web server.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Who gets in (diemtin/gate).
AUTH_USER_MODEL = "news.User"
# Argon2 for every new password; older hashes are read, and written anew when their owner signs in.
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}"
    for name in ("Argon2PasswordHasher", "PBKDF2PasswordHasher", "PBKDF2SHA1PasswordHasher")
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
AUTHENTICATION_BACKENDS = ["diemtin.gate.limits.Limits", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "admin:login"
ADMIN_PATH = admin_path(env)
ADMIN_NETWORKS = env.list("ADMIN_NETWORKS", default=[])
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEBUG)
# Twelve hours after the last page that somebody opened.
SESSION_COOKIE_AGE = 12 * 3600
# Wrong sign-ins are counted in the database, which all machines share; the limits are in diemtin/gate/limits.py.
AXES_HANDLER = "diemtin.gate.limits.Counting"
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "diemtin.gate.limits.locked_out"
AXES_USERNAME_CALLABLE = "diemtin.gate.limits.account"
AXES_CLIENT_IP_CALLABLE = "diemtin.gate.clients.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]
# Django knows no Vietnamese way to type a date and falls back to the American one: 05/03 would be the 3rd of May.
FORMAT_MODULE_PATH = ["diemtin.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
# Pictures and PDFs are served by views that ask whether they are public, never straight from the folder.
MEDIA_URL = "/khong-phuc-vu-truc-tiep/"
STORAGES = {
    "default": store(env),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# A page of a back issue travels through the confirm form; forms with many rows are the assembly of 60 articles.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# PDFs are made in a process of their own (issues/press), which is ended beyond these.
RENDER_SECONDS = env.int("RENDER_SECONDS", default=180)
RENDER_MEMORY_MB = env.int("RENDER_MEMORY_MB", default=2048)

SITE_URL = site_url(env, ALLOWED_HOSTS, DEBUG)
SITE_NAME = env.str("SITE_NAME", default="Điểm tin")
vars().update(mail(env, BASE_DIR, DEBUG))
EMAIL_TIMEOUT = 20
OTP_TOTP_ISSUER = SITE_NAME
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=f"diem-tin@{urlsplit(SITE_URL).hostname}")

HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# A department's domain has other sites below it: these two are for its owner to decide.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# ckeditor.W001 says at every start that CKEditor 4 gets no more fixes. That is known: its output is never trusted
# (news/richtext.py cleans it when it is saved), it has no uploader, and one module knows it.
# security.W005 and W021 ask for HSTS_SUBDOMAINS and HSTS_PRELOAD, which may not be ours to set.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001", "security.W005", "security.W021"]
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = configuration(structured=env.bool("LOG_JSON", default=not DEBUG))
