"""The one door to DuckDB: connecting, locking, migrating and asking named questions. Knows no indicator."""

from danvan.database.connection import Database, connect
from danvan.database.queries import Query, all_queries, query, records

__all__ = ["Database", "Query", "all_queries", "connect", "query", "records"]
