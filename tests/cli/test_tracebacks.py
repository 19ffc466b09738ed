"""`--traceback` shows where a failure came from; without it, faults are all that is printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report.cli.command_list import commands

MINI = Path(__file__).parents[1] / "engine" / "mini"
COMMANDS = commands()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_the_option(name):
    """No command is without it, and no other option lost its help."""
    options = {option: each for each in COMMANDS[name].params for option in each.opts}
    assert "--traceback" in options
    assert all(each.help for option, each in options.items() if option.startswith("--"))


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        ("table", "    return Table("),
        ("figure", '        canvas = Canvas(figsize=(3, 2), layout="constrained")\n'),
    ],
)
def test_a_failing_table_or_figure_is_reported_at_its_line(tmp_path, run_report, kind, old):
    """The fault names the line of the study that failed; the traceback follows only if it is asked for."""
    shutil.copytree(MINI, tmp_path / "mini")
    path = tmp_path / "mini" / "mini" / "products.py"
    text = path.read_text(encoding="utf-8")
    indent = old[: len(old) - len(old.lstrip())]
    path.write_text(text.replace(old, f"{indent}1 / 0\n{old}", 1), encoding="utf-8")
    for words in (["build", "--to", "html"], ["build", "--to", "html", "--traceback"]):
        done = run_report(tmp_path / "mini", *words)
        assert done.returncode == 1
        assert f"mini/products.py:{text[: text.index(old)].count(chr(10)) + 1}  " in done.stderr, kind
        assert ("Traceback" in done.stderr) == ("--traceback" in words)
        assert ("1 / 0" in done.stderr) == ("--traceback" in words)
