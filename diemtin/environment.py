"""What settings.py reads from the environment where one variable gives more than one value."""

from pathlib import Path

SQLITE_OPTIONS = {
    # Writers queue instead of failing half-way through a transaction that began as a read.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def default_debug(env) -> bool:
    """Debug is on only where nobody has set up a real installation: no secret key in the environment."""
    return not env.str("SECRET_KEY", default="")


def database(env, base_dir: Path) -> dict:
    """The entry for DATABASES: DATABASE_URL, or SQLite in var/ with write-ahead log and immediate transactions."""
    config = env.db_url("DATABASE_URL", default=f"sqlite:///{base_dir / 'var' / 'db.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        if config["NAME"] != ":memory:":
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(env, base_dir: Path) -> dict:
    """The entry for CACHES: CACHE_URL, or files in var/cache. Both are shared by all processes; files are kept in a backend
    of our own that does not slow down with their number."""
    config = env.cache_url("CACHE_URL", default=f"filecache://{base_dir / 'var' / 'cache'}")
    if config["BACKEND"] == "django.core.cache.backends.filebased.FileBasedCache":
        config |= {"BACKEND": "diemtin.file_cache.ShardedFileCache", "OPTIONS": {"MAX_ENTRIES": 200_000}}
    return config


def mail(env, base_dir: Path, debug: bool) -> dict:
    """The EMAIL_ settings: EMAIL_URL, or with nothing set the console in debug and files in var/mail without."""
    default = "consolemail://" if debug else f"filemail://{base_dir / 'var' / 'mail'}"
    config = {name: value for name, value in env.email_url("EMAIL_URL", default=default).items() if value}
    if "EMAIL_FILE_PATH" in config:
        # The first slash of the path belongs to the address's syntax; all paths are absolute.
        config["EMAIL_FILE_PATH"] = f"/{config['EMAIL_FILE_PATH'].lstrip('/')}"
    return config


def site_url(env, hosts: list[str], debug: bool) -> str:
    """The address under which people open the site, without a slash at the end: SITE_URL, or the first host."""
    host = next((host.lstrip(".") for host in hosts if host != "*"), "localhost")
    default = "http://localhost:8000" if debug else f"https://{host}"
    return env.str("SITE_URL", default=default).rstrip("/")


def admin_path(env) -> str:
    """Where the newsroom is, as a URL pattern has it: ADMIN_PATH without a slash before it and with one behind."""
    return f"{env.str('ADMIN_PATH', default='quan-tri').strip().strip('/')}/"
