"""A whole installation in a folder, and out of it again: the database twice (as the server's own tool writes it, and as
rows that any database takes), every file below the storage, and a manifest that is written last.

    manifest.json    what is there: version, migrations, rows per table, size and SHA-256 of every file
    database/        pg_dump's custom format, or a copy of the SQLite file
    rows/            one file for each table: a line with the columns, then a line for each row
    media/           the files, under the names that the database knows them by
"""
