"""What tests of several rooms share, and how they are distributed to processes."""

import gc
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from report.files import installed

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MINI = Path(__file__).parent / "engine" / "mini"
SERVER = Path(__file__).parent / "report_process.py"
#: Variables that a process may still be given after it started and loaded the engine.
LATE_VARIABLES = {"COLUMNS", "NO_COLOR", "SOURCE_DATE_EPOCH"}
Completed = subprocess.CompletedProcess[str]
#: Rooms whose files share a long setup: each runs in one process.
TOGETHER = ("analysis", "browser", "export", "merge", "verify")


def pytest_xdist_make_scheduler(config, log):
    """With --dist loadfile, run the files of some rooms in one process, and every other file in whichever is free."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class RoomScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            room = nodeid.split("/")[1]
            return room if room in TOGETHER else nodeid.partition("::")[0]

    return RoomScheduling(config, log)


def pytest_sessionstart() -> None:
    """Collect no garbage while 11,000 tests are collected: hardly any of their objects is ever freed."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave the objects of all tests out of garbage collection, which takes a fifth of the time otherwise."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _no_test_module_is_part_of_a_study() -> Iterator[None]:
    """A study that runs in a test consists of its own modules; parsing those of all loaded tests takes seconds."""

    def is_installed(path: str) -> bool:
        return Path(path).name.startswith("test_") or installed.is_installed(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("report.files.sources.is_installed", is_installed)
        yield


@pytest.fixture(scope="session")
def chromium():
    """A running browser; a process may run only one."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def usual_path(temporary: Path) -> list[str]:
    """Where Python looks for modules, without the folders that other tests added: results are reused only there."""
    others = (Path(__file__).parent, temporary)
    return [path for path in sys.path if not any(map(Path(path).is_relative_to, others))]


def run_cold(folder: Path, *arguments: object, **environment: str) -> Completed:
    """Run `report` in a folder, in a new interpreter."""
    command = [sys.executable, "-c", "from report.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


class WarmCommand:
    """The command `report`, run in copies of one process that has loaded the engine."""

    def __init__(self, folder: Path):
        self._lock = threading.Lock()
        self._files = {name: folder / name for name in ("out", "err")}
        self._server = subprocess.Popen(
            [sys.executable, str(SERVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, folder: Path, *arguments: object, **environment: str) -> Completed:
        """Run a command in a folder."""
        words = list(map(str, arguments))
        request = {"arguments": words, "folder": str(folder), "environment": {**os.environ, **environment}}
        files = {name: str(file) for name, file in self._files.items()}
        with self._lock:
            for file in self._files.values():
                file.write_bytes(b"")
            self._server.stdin.write(json.dumps(request | files) + "\n")
            self._server.stdin.flush()
            code = int(self._server.stdout.readline())
            out, err = (file.read_text(encoding="utf-8") for file in self._files.values())
        return subprocess.CompletedProcess(words, code, out, err)

    def close(self) -> None:
        """End the process."""
        self._server.communicate()


@pytest.fixture(scope="session")
def _warm_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmCommand]:
    command = WarmCommand(tmp_path_factory.mktemp("report"))
    yield command
    command.close()


@pytest.fixture(scope="session")
def run_report(_warm_command: WarmCommand) -> Callable[..., Completed]:
    """Run `report` in a folder, in a warm copy unless variables are set that only a new interpreter reads."""

    def run(folder: Path, *arguments: object, **environment: str) -> Completed:
        warm = os.name == "posix" and environment.keys() <= LATE_VARIABLES
        return (_warm_command if warm else run_cold)(folder, *arguments, **environment)

    return run


class MiniProject:
    """A copy of the mini study, and the command `report` inside it."""

    def __init__(self, root, run_report):
        self.root, self._run = root, run_report
        self.out = root / "_output"

    def report(self, *arguments, **environment):
        return self._run(self.root, *arguments, **environment)

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def published(self):
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def new_mini(tmp_path, run_report):
    """A copy of the mini study in which nothing has been computed."""
    shutil.copytree(MINI, tmp_path / "mini project", ignore=shutil.ignore_patterns("__pycache__"))
    return MiniProject(tmp_path / "mini project", run_report)


@pytest.fixture(scope="session")
def cached_mini(tmp_path_factory, run_report):
    """The folder of a copy of the mini study whose statistics, figures and pages are cached."""
    root = tmp_path_factory.mktemp("cached") / "mini project"
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns("__pycache__"))
    done = run_report(root, "build", "--to", "html", "--quiet")
    assert done.returncode == 0, done.stderr
    shutil.rmtree(root / "_output")
    return root


@pytest.fixture
def mini(cached_mini, tmp_path, run_report):
    """A copy of the mini study that was built before, in a folder since removed."""
    shutil.copytree(cached_mini, tmp_path / "mini project")
    return MiniProject(tmp_path / "mini project", run_report)
