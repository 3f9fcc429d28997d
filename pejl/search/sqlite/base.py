"""The database engine `pejl.search.sqlite`."""

from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base

from pejl.search.danish import prepare_connection


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend; each new connection sorts and compares as Danish does."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        connection: Connection = super().get_new_connection(conn_params)
        prepare_connection(connection)
        return connection
