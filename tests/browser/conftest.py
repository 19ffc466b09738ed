"""A built page, opened in a real browser: Debian's Chromium, driven by playwright."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MINI = Path(__file__).parents[1] / "engine" / "mini"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The address of the mini study's paper."""
    root = tmp_path_factory.mktemp("browser") / "mini"
    shutil.copytree(MINI, root)
    command = [sys.executable, "-c", "from report.cli import main; main()", "build", "--to", "html", "-q"]
    subprocess.run(command, cwd=root, check=True)
    return (root / "_output" / "index.html").as_uri()


@pytest.fixture
def opened(chromium, built):
    """Open the page in a new window with the given settings, and record its network requests."""
    windows = []

    def open_page(width=1280, height=900, **settings):
        window = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(10_000)
        page.asked = []
        page.faults = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(built)
        return page

    yield open_page
    for window in windows:
        window.close()
