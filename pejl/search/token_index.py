"""The index that answers "which documents share one of these tokens?" without reading them all.

SQLite keeps a full-text table beside the documents, which triggers hold in step. PostgreSQL keeps
an inverted index on the tokens. Both split at spaces only: where words begin and end is for the
analyser to say, not for the database.

`create` can be run again at any time. Run it in the migration of every later change of `Document`:
SQLite changes a table by making it anew, and the triggers are lost with the old one.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

FULL_TEXT_TABLE = "search_tokens"
TRIGGERS = ("search_tokens_insert", "search_tokens_update", "search_tokens_delete")
INVERTED_INDEX = "search_document_tokens"

_COLUMNS = "municipality_id, stems, grams"
_ADD = (
    f"INSERT INTO {FULL_TEXT_TABLE} (rowid, {_COLUMNS}) "  # noqa: S608 (constants of this file)
    "VALUES (new.id, new.municipality_id, new.stems, new.grams);"
)
_REMOVE = (
    f"INSERT INTO {FULL_TEXT_TABLE} ({FULL_TEXT_TABLE}, rowid, {_COLUMNS}) "  # noqa: S608
    "VALUES ('delete', old.id, old.municipality_id, old.stems, old.grams);"
)
_FULL_TEXT = (
    f"fts5 ({_COLUMNS}, content='search_document', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')"
)
_CREATE_ON_SQLITE = (
    f"CREATE VIRTUAL TABLE {FULL_TEXT_TABLE} USING {_FULL_TEXT}",
    f"CREATE TRIGGER {TRIGGERS[0]} AFTER INSERT ON search_document BEGIN {_ADD} END",
    f"CREATE TRIGGER {TRIGGERS[1]} AFTER UPDATE ON search_document BEGIN {_REMOVE} {_ADD} END",
    f"CREATE TRIGGER {TRIGGERS[2]} AFTER DELETE ON search_document BEGIN {_REMOVE} END",
    f"INSERT INTO {FULL_TEXT_TABLE} ({FULL_TEXT_TABLE}) VALUES ('rebuild')",  # noqa: S608
)
_REMOVE_ON_SQLITE = (
    *(f"DROP TRIGGER IF EXISTS {trigger}" for trigger in TRIGGERS),
    f"DROP TABLE IF EXISTS {FULL_TEXT_TABLE}",
)
# The expression must be the one that `models.SharesToken` asks with.
_TOKENS = "string_to_array(stems || grams, ' ')"
_CREATE_ON_POSTGRESQL = (f"CREATE INDEX {INVERTED_INDEX} ON search_document USING gin ({_TOKENS})",)
_REMOVE_ON_POSTGRESQL = (f"DROP INDEX IF EXISTS {INVERTED_INDEX}",)


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the index, or make it anew, over the documents that are there."""
    remove(connection)
    on_sqlite = connection.vendor == "sqlite"
    _run(connection, _CREATE_ON_SQLITE if on_sqlite else _CREATE_ON_POSTGRESQL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the index away; the documents stay."""
    on_sqlite = connection.vendor == "sqlite"
    _run(connection, _REMOVE_ON_SQLITE if on_sqlite else _REMOVE_ON_POSTGRESQL)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
