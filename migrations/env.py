"""What alembic runs. The program comes here through `bot.storage.migrate`; people through `alembic -x url=... `."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import context

from bot.storage.engines import opened, parse, prepare
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection


def run(connection: Connection) -> None:
    """Migrate inside the transaction that the connection is in: all revisions or none."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    context.run_migrations()


def main() -> None:
    """Use the connection that the program hands in, or open the one that `-x url=` names."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        run(connection)
        return
    url = context.get_x_argument(as_dictionary=True).get("url")
    if not isinstance(url, str):
        raise SystemExit("Say which database: alembic -x url=sqlite:///.data/bot.db ...")
    where = parse(url)
    prepare(where)
    with opened(where, migrating=True) as own:
        run(own)


main()
