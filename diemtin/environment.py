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
