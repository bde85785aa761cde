"""The Compose file in the README: whole, and in step with the image and the settings."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.app.settings import Settings
from bot.cli.parser import parse
from bot.storage import check_url
from tests.image.dockerfile import TOP, steps

README = (TOP / "README.md").read_text()
BLOCK = re.findall(r"^```yaml\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
SECRET = re.compile(r"\$\{([A-Z_]+):\?[^}]+\}")


@pytest.fixture
def services() -> dict[str, Any]:
    (block,) = BLOCK
    services: dict[str, Any] = yaml.safe_load(block)["services"]
    return services


def test_the_order_of_the_start(services: dict[str, Any]) -> None:
    assert services["upgrade"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["bot"]["depends_on"]["upgrade"] == {"condition": "service_completed_successfully"}
    # On its socket PostgreSQL answers already while its image still sets it up.
    assert "--host=127.0.0.1" in services["database"]["healthcheck"]["test"]
    assert parse(services["upgrade"]["command"]).action == "upgrade"
    assert "restart" not in services["upgrade"]


def test_the_bots_are_shut_in(services: dict[str, Any]) -> None:
    image = {step.name: step for step in steps((TOP / "Dockerfile").read_text())}
    user, group = image["USER"].text.split(":")
    for name in ("bot", "upgrade"):
        one = services[name]
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert set(one["tmpfs"]) == {"/tmp", f"{image['VOLUME'].text}:uid={user},gid={group},mode=700"}  # noqa: S108 - of the image
    assert services["bot"]["deploy"] == {"replicas": 2}
    assert int(services["bot"]["stop_grace_period"].removesuffix("s")) > 10  # what `bot serve` may take


def test_secrets_come_from_the_env_file_alone(services: dict[str, Any]) -> None:
    asked = set(SECRET.findall(BLOCK[0]))
    (shown,) = re.findall(r"^```sh\nTELEGRAM_TOKEN=.*?^```$", README, flags=re.MULTILINE | re.DOTALL)
    given = set(re.findall(r"^([A-Z_]+)=", shown, flags=re.MULTILINE))
    assert asked == given - {"TELEGRAM_TOKEN"}  # the bots' env_file brings that one
    assert services["bot"]["env_file"] == ".env"
    assert {name.upper() for name in Settings.model_fields} >= {*services["bot"]["environment"], "TELEGRAM_TOKEN"}
    for service in services.values():
        for name, value in service["environment"].items():
            assert SECRET.search(value) or name in {"POSTGRES_USER", "POSTGRES_DB"}
    url = check_url(SECRET.sub("geheim77", services["bot"]["environment"]["DATABASE_URL"]))
    environment = services["database"]["environment"]
    assert (url.host, url.username, url.database) == (
        "database",
        environment["POSTGRES_USER"],
        environment["POSTGRES_DB"],
    )
