"""Print the address of a PostgreSQL server on which tests may make a database of their own, or nothing."""

import os

import psycopg2

CANDIDATES = (
    os.environ.get("DATABASE_URL", ""),
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres://postgres:postgres@127.0.0.1:5432/postgres",
)


def answers(url: str) -> bool:
    """Does a server answer there, and may we create databases?"""
    try:
        with psycopg2.connect(url, connect_timeout=3) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            return bool(cursor.fetchone()[0])
    except psycopg2.Error:
        return False


if __name__ == "__main__":
    print(next((url for url in CANDIDATES if url.startswith("postgres") and answers(url)), ""))
