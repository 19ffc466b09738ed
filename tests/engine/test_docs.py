"""The documentation names every command, option, room and maker of ids, and its examples parse."""

import importlib
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from report.cli.app import program
from report.cli.command_list import commands

ROOT = Path(__file__).parents[2]
COMMANDS = commands()
DOCS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_is_documented(name):
    """A command without a section in docs/commands.md, or without an example in its help, does not exist."""
    assert f"## report {name.split()[0]}\n" in DOCS
    answer = CliRunner().invoke(program(), [*name.split(), "--help"])
    assert answer.exit_code == 0
    assert re.search(r"Examples?: report " + name, " ".join(answer.output.split()))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_option_is_documented(name):
    """Options that only one command has are explained in its section."""
    section = DOCS.split(f"## report {name.split()[0]}\n")[1].split("\n## ")[0]
    shared = {
        "--help",
        "--quiet",
        "--json",
        "--json-out",
        "--data",
        "--out",
        "--discard-edits",
        "--traceback",
    }
    options = {
        option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")
    }
    assert {option for option in options - shared if option not in section} == set()


def examples():
    lines = [line.strip() for text in (DOCS, README) for line in text.splitlines()]
    return sorted({re.split(r"\s{3,}", line)[0] for line in lines if line.startswith("report ")})


@pytest.mark.parametrize("line", examples())
def test_examples_parse(line):
    """Each example names a real command with real options."""
    words = shlex.split(line)[1:]
    command = COMMANDS.get(words[0]) or COMMANDS[" ".join(words[:2])]
    options = {option for parameter in command.params for option in parameter.opts + parameter.secondary_opts}
    assert {word for word in words[1:] if word.startswith("--")} <= options


def test_each_room_has_a_line_in_the_design():
    """The rooms of docs/design.md are those of the import contract, in the same order: lowest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    documented = re.findall(r"^\| `(\w+)/` \|", DESIGN, re.MULTILINE)
    rooms = [layer.strip("()") for layer in reversed(layers)]
    assert documented == [room for room in rooms if (ROOT / "report" / room / "__init__.py").is_file()]


def test_the_makers_of_ids_exist():
    """Each function that docs/design.md names as the maker of ids can be imported."""
    makers = re.findall(r"\| `([\w.]+\.[\w<>]+)` \|$", DESIGN, re.MULTILINE)
    assert len(makers) > 20
    for maker in makers:
        name = maker if maker.startswith("report.") else f"analysis.{maker}"
        module, function = name.replace("<arm>", "psilocybin").rsplit(".", 1)
        assert hasattr(importlib.import_module(module), function), maker
