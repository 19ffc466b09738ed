"""Units of modules that are restored instead of parsed."""

from __future__ import annotations

import pytest

from report.files import known_units
from report.files.code_units import units_of
from report.files.known_units import units_by_file

SOURCE = "import helper\n\nLIMIT = 3\n\n\ndef total(values):\n    return helper.add(values) + LIMIT\n"


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module, read by a process that has parsed nothing so far."""
    monkeypatch.setattr(known_units, "_PARSED", {})
    path = tmp_path / "scales.py"
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.fixture
def parsed(monkeypatch):
    """The sources that are parsed, in order."""
    sources = []

    def recorded(source, is_project):
        sources.append(source)
        return units_of(source, is_project)

    monkeypatch.setattr(known_units, "units_of", recorded)
    return sources


def units(module, is_project=lambda name: True):
    """The units of a module as a new process would find them."""
    known_units._PARSED.clear()
    return units_by_file([str(module)], module.parent, is_project)[str(module)]


def content(found):
    return {name: (unit.digest, unit.names, unit.imports, unit.calls) for name, unit in found.items()}


def test_an_unchanged_module_is_parsed_once(module, parsed):
    """A later run restores the units, which are those of the parser."""
    first, second = units(module), units(module)
    assert len(parsed) == 1
    assert content(first) == content(second)
    assert content(second) == content({unit.name: unit for unit in units_of(SOURCE.encode(), lambda _: True)})


def test_a_changed_module_is_parsed_again(module, parsed):
    before = units(module)["LIMIT"].digest
    module.write_text(SOURCE.replace("LIMIT = 3", "LIMIT = 4"), encoding="utf-8")
    assert units(module)["LIMIT"].digest != before
    assert len(parsed) == 2


def test_a_module_is_parsed_again_when_its_import_becomes_a_project_module(module, parsed):
    """What a statement may act on depends on which modules are the project's."""
    units(module, lambda name: False)
    units(module, lambda name: True)
    assert len(parsed) == 2


def test_a_damaged_entry_is_replaced(module, parsed):
    first = units(module)
    for entry in (module.parent / ".tracepaper" / "units").glob("*.entry"):
        entry.write_bytes(b"damaged")
    assert content(units(module)) == content(first)
    assert len(parsed) == 2
