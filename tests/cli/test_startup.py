"""Commands start fast: each loads its own module, and a build with nothing to do loads no library of statistics."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from report.cli.app import MODULES, program

SLOW_LIBRARIES = {"numpy", "pandas", "scipy", "matplotlib", "jinja2", "lxml", "rich", "pandera", "asyncio"}
SLOW_MODULES = {"report.manuscript.computation", "report.study.runner", "report.rows.tables"}
BUILD = """
import json, sys
sys.argv = ["report", "build", "--to", "html"]
from report.cli import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("module", MODULES)
def test_a_command_loads_the_module_that_registers_it(module: str) -> None:
    """The table of modules names exactly the commands of each, so that none is missing from the program."""
    app = program(MODULES[module][:1])
    groups = [group.name for group in app.registered_groups]
    assert (*[command.name for command in app.registered_commands], *groups) == MODULES[module]


def test_an_unknown_command_and_the_help_see_all_commands() -> None:
    """Otherwise no similar command could be suggested."""
    assert len(program(["bild"]).registered_commands) == len(program().registered_commands)
    assert len(program().registered_commands) > len(program(["build"]).registered_commands)


def test_a_build_with_nothing_to_do_loads_no_slow_library(mini: Any) -> None:
    """The command finds that nothing changed from hashes alone."""
    first = mini.report("build", "--to", "html")
    assert first.returncode == 0, first.stderr
    done = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=mini.root, capture_output=True, text=True, check=True
    )
    said, modules = done.stdout.splitlines()
    assert said.startswith("nothing changed")
    assert (SLOW_LIBRARIES | SLOW_MODULES) & set(json.loads(modules)) == set()
