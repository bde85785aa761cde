"""Executes a Dockerfile's steps without a container engine: every path of the image lies under a folder instead.

Two things stand in for what is not there. The base image is a folder with this interpreter as `python` and `pip`. And
nothing is downloaded: what the lock names is taken from where it is installed already (the lock alone, so that a
package that only the tests have is missed here as it would be in the image).
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Collection

TOP: Final = Path(__file__).parents[2]
# The folders of the image that the steps speak of. All else (/bin/sh) is this machine's.
_INSIDE: Final = re.compile(r"(?<![\w.])/(?=(?:data|opt|src|usr/local|wheels)\b)")
_PIP: Final = """#!/bin/sh
case $1 in
download) exec mkdir -p {root}/wheels;;
wheel) shift; set -- wheel --no-build-isolation "$@";;
esac
exec {python} -m pip "$@"
"""


@dataclass(frozen=True)
class Step:
    """An instruction: its name, its options, and the rest as it stands there."""

    name: str
    options: dict[str, str]
    text: str

    @property
    def words(self) -> list[str]:
        """The words of the exec form, or of the plain one."""
        return list(json.loads(self.text)) if self.text.startswith("[") else self.text.split()


def steps(text: str) -> list[Step]:
    """Read a Dockerfile (without heredocs)."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    found = []
    for line in lines.replace("\\\n", " ").splitlines():
        name, _, rest = line.strip().partition(" ")
        options = {}
        while match := re.match(r"\s*--([a-z-]+)=(\S+)\s+", rest):
            options[match[1]] = match[2]
            rest = rest[match.end() :]
        if name:
            found.append(Step(name, options, re.sub(r"\s+", " ", rest.strip())))
    return found


def ignored(path: str, rules: Collection[str]) -> bool:
    """Whether a file of the context stays out, by the lines of .dockerignore: the last one that fits counts."""
    out = False
    for rule in rules:
        pattern = rule.removeprefix("!").removeprefix("**/")
        parts = PurePosixPath(path).parts
        # A rule is about a path from the top and all that lies below it; behind **/ at any depth.
        deep = "**/" in rule
        tries = [parts[a:b] for a in range(len(parts) if deep else 1) for b in range(a + 1, len(parts) + 1)]
        if any(fnmatch.fnmatchcase("/".join(part), pattern) for part in tries):
            out = not rule.startswith("!")
    return out


def locked() -> list[Requirement]:
    """What requirements.txt names for this interpreter."""
    lines = (TOP / "requirements.txt").read_text().splitlines()
    named = [Requirement(line.removesuffix("\\")) for line in lines if re.match(r"[a-z]", line)]
    return [one for one in named if one.marker is None or one.marker.evaluate()]


@dataclass
class Build:
    """A run through the steps, in `folder`. In the end `root` is the image, and the rest says how it is started."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)
    cwd: str = "/"
    settings: dict[str, Step] = field(default_factory=dict)
    stages: dict[str, Path] = field(default_factory=dict)
    stage: str = ""

    def __post_init__(self) -> None:
        lines = (TOP / ".dockerignore").read_text().splitlines()
        self.rules = [line for line in lines if line and not line.startswith("#")]
        self.root = self.folder / "root"

    def mapped(self, text: str) -> str:
        """A text of the Dockerfile with its paths where they are here."""
        return _INSIDE.sub(f"{self.root}/", text)

    def run(self, step: Step) -> None:
        """Take a step."""
        {"FROM": self._from, "RUN": self._run, "COPY": self._copy, "ENV": self._env, "WORKDIR": self._workdir}.get(
            step.name, self._setting
        )(step)

    def _setting(self, step: Step) -> None:
        self.settings[step.name] = step

    def _from(self, step: Step) -> None:
        if self.root.exists():
            self.stages[self.stage] = self.root.rename(self.folder / f"stage {self.stage}")
        self.stage = step.words[-1]
        self.cwd = "/"
        bin_, library = self.root / "usr/local/bin", self.root / "usr/local/lib/python3.11"
        for path in (bin_, library / "idlelib"):
            path.mkdir(parents=True)
        (library / "shlex.py").touch()
        (library / "idlelib/run.py").touch()
        for name, script in (("python", '#!/bin/sh\nexec {python} "$@"\n'), ("pip", _PIP)):
            (bin_ / name).write_text(script.format(python=sys.executable, root=self.root))
            (bin_ / name).chmod(0o755)
        self.env = {"PATH": f"{bin_}:/usr/bin:/bin", "LANG": "C.UTF-8"}

    def _run(self, step: Step) -> None:
        subprocess.run(["/bin/sh", "-ec", self.mapped(step.text)], cwd=self._here(), env=self.env, check=True)
        for site in self.root.glob("opt/bot/lib/python3.11/site-packages"):
            if not (site / "lock.pth").exists():
                (site / "lock.pth").write_text(f"{self._installed()}\n")

    def _installed(self) -> Path:
        """A folder with what the lock names, as it is installed here."""
        folder = self.folder / "locked"
        folder.mkdir()
        for one in locked():
            for path in {file.parts[0] for file in distribution(one.name).files or () if file.parts[0] != ".."}:
                if path != "__pycache__":
                    (folder / path).symlink_to(str(distribution(one.name).locate_file(path)))
        return folder

    def _copy(self, step: Step) -> None:
        *sources, to = step.words
        target = self._here(to)
        for source in sources:
            stage = self.stages[step.options["from"]] if "from" in step.options else None
            path = stage / source.lstrip("/") if stage else TOP / source
            if path.is_dir():
                leave = None if stage else self._leave
                shutil.copytree(path, target, symlinks=True, ignore=leave, dirs_exist_ok=True)
            else:
                assert not ignored(source, self.rules), source
                shutil.copy2(path, target)

    def _leave(self, folder: str, names: list[str]) -> list[str]:
        inside = Path(folder).relative_to(TOP)
        return [name for name in names if ignored(str(inside / name), self.rules)]

    def _env(self, step: Step) -> None:
        for word in step.words:
            name, _, value = word.partition("=")
            self.env[name] = self.mapped(value).replace("$PATH", self.env["PATH"])

    def _workdir(self, step: Step) -> None:
        self.cwd = step.text
        self._here()

    def _here(self, path: str = ".") -> Path:
        """A path of the image, seen from its working folder; the working folder is made if need be."""
        here = self.root / self.cwd.lstrip("/")
        here.mkdir(parents=True, exist_ok=True)
        return self.root / os.path.normpath(os.path.join(self.cwd, path)).lstrip("/")  # noqa: PTH118 - of the image

    def close(self) -> None:
        """Make everything but /data read-only."""
        for path in [self.root, *self.root.rglob("*")]:
            if path != self.root / "data" and not path.is_symlink():
                path.chmod(path.stat().st_mode & ~0o222)

    def start(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Start the image with these arguments, and wait for its end."""
        command = [*self.settings["ENTRYPOINT"].words, *(arguments or self.settings["CMD"].words)]
        return self.execute(command, **settings)

    def execute(self, command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the image, and wait for its end. Root loses the right to write what is read-only."""
        env = {**self.env, **settings}
        program = shutil.which(command[0], path=env["PATH"])
        assert program, command[0]
        weak = ["setpriv", "--bounding-set=-all"] if os.geteuid() == 0 else []
        return subprocess.run(
            [*weak, program, *command[1:]], cwd=self._here(), env=env, capture_output=True, text=True, check=False
        )
