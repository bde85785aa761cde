"""PostgreSQL databases for tests. To copy one takes the server a fifth of a second: they are cleaned and used again."""

from __future__ import annotations

import itertools
from typing import Final

import psycopg

from bot.storage import upgrade

_LEAVE: Final = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_SCHEMA: Final = """
SELECT (SELECT array_agg((oid, relname, relnatts, relchecks, relacl) ORDER BY oid)::text FROM pg_class
        WHERE relnamespace = us),
    (SELECT count(*) FROM pg_proc WHERE pronamespace = us), (SELECT count(*) FROM pg_trigger)
FROM (SELECT 'public'::regnamespace AS us) AS here
"""
_WIPE: Final = """
DO $$ DECLARE one record; BEGIN
    SET LOCAL session_replication_role = replica; -- in any order
    FOR one IN SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace LOOP
        IF one.relkind = 'S' THEN PERFORM setval(one.relname::regclass, 1, false);
        ELSIF one.relkind = 'r' THEN EXECUTE format('DELETE FROM %I', one.relname);
        END IF;
    END LOOP;
END $$
"""
_STRIP: Final = """
DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC
"""


class Databases:
    """Those of one server; `url` is that of its database "postgres"."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._numbers = itertools.count()
        self._template = self._version = ""
        self._schema: object = None
        self._clean: list[str] = []
        self._bare: list[str] = []

    def empty(self) -> str:
        """One without tables."""
        return self._bare.pop() if self._bare else self._copy("template1")

    def ours(self) -> str:
        """One with our tables, and nothing in them."""
        if not self._template:
            upgrade(url := self.empty())
            with psycopg.connect(url) as one:
                self._template, self._schema = one.info.dbname, one.execute(_SCHEMA).fetchone()
                ((self._version,),) = one.execute("SELECT version_num FROM alembic_version").fetchall()
        return self._clean.pop() if self._clean else self._copy(self._template)

    def give_back(self, url: str) -> None:
        """One that is not needed any more: where our tables are as they were, it loses their rows, else all tables."""
        with psycopg.connect(url, autocommit=True) as one:
            one.execute(_LEAVE)
            if one.execute(_SCHEMA).fetchone() == self._schema:
                one.execute(_WIPE)
                one.execute("INSERT INTO alembic_version VALUES (%s)", [self._version])
                self._clean.append(url)
            else:
                one.execute(_STRIP)
                self._bare.append(url)

    def _copy(self, template: str) -> str:
        name = f"test{next(self._numbers)}"
        with psycopg.connect(self._url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self._url.replace("/postgres?", f"/{name}?")
