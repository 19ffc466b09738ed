"""Which tables an edit of a module reaches, and when a computed answer is left to the refresh."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from report.files.code_closure import LoadedCode
from report.files.known_units import parsed
from report.preview import edited_tables as module
from report.preview.early_changes import Shown
from report.preview.edited_tables import LoadedStudy, edited_tables
from report.rows.errors import Fault, ProductError

SOURCE = """
UNIT = "hours"
LIMIT = 7


def means():
    return LIMIT


def hours_table():
    return UNIT


def other_table():
    return 1
"""
KINDS = {"means": "stats", "hours_table": "table", "other_table": "table"}


class Study:
    """A module of three products, as it was imported, and its results."""

    def __init__(self, root: Path):
        self.path = root / "study.py"
        self.path.write_text(SOURCE, encoding="utf-8")
        file = str(self.path)
        code = LoadedCode({file: parsed(file, lambda _: True).units}, {"study": file}, root)
        products: Any = {name: SimpleNamespace(kind=kind, file=file) for name, kind in KINDS.items()}
        parts = {name: frozenset(code.parts([(file, name)])) for name in KINDS}
        self.loaded = LoadedStudy(code, parts, products, {})
        digest = hashlib.sha256(self.path.read_bytes()).hexdigest()
        files = {file: SimpleNamespace(sha256=digest)}
        self.computed: Any = SimpleNamespace(results=SimpleNamespace(observed=SimpleNamespace(files=files)))

    def edited(self, old: str, new: str) -> list[str] | None:
        """The tables that an edit reaches."""
        assert old in SOURCE
        self.path.write_text(SOURCE.replace(old, new), encoding="utf-8")
        return self.loaded.edited(self.computed)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """The study in a folder of its own."""
    return Study(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "tables"),
    [
        ("return UNIT", "return UNIT * 2", ["hours_table"]),
        ('"hours"', '"minutes"', ["hours_table"]),
        ("return 1", "return 2", ["other_table"]),
        ("LIMIT = 7", "LIMIT = 8", None),
        ("def means():", "def means(x=1):", None),
        ("LIMIT = 7", "LIMIT = 7  # nights", []),
        ("LIMIT = 7\n", "LIMIT = 7\nprint(LIMIT)\n", None),
    ],
)
def test_an_edit_reaches_the_products_that_refer_to_it(
    study: Study, old: str, new: str, tables: list[str] | None
) -> None:
    """Tables alone are computed ahead: not where a statistic or a statement that runs on import has changed."""
    assert study.edited(old, new) == tables


def test_an_edit_of_another_file_is_left_to_the_refresh(study: Study, tmp_path: Path) -> None:
    """Such as the data: nothing tells which rows it changes."""
    data = tmp_path / "data.csv"
    data.write_text("1", encoding="utf-8")
    study.computed.results.observed.files[str(data)] = SimpleNamespace(sha256="another")
    assert study.edited("return 1", "return 2") is None


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A study in which an edit reaches one table."""
    monkeypatch.setattr(module, "_SECONDS", 0.5)
    return SimpleNamespace(edited=lambda computed: ["hours_table"])


def tables(asked: Any, shown: Shown | None = None) -> dict[str, str]:
    """The tables of an edit."""
    nothing: Any = None
    return edited_tables(asked, nothing, nothing, shown or Shown())


def test_tables_are_computed_in_another_process(
    asked: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This one keeps the study as it has imported it."""
    changed: list[str] = []

    def rendered(studied: object, names: list[str], *_: object) -> dict[str, str]:
        changed.append("here")
        return dict.fromkeys(names, "<table>")

    monkeypatch.setattr(module, "_rendered", rendered)
    assert tables(asked) == {"hours_table": "<table>"}
    assert changed == []


def _slow(*_: object) -> dict[str, str]:
    time.sleep(30)
    return {"hours_table": "<table>"}


def _faulty(*_: object) -> dict[str, str]:
    raise ProductError(Fault("study.py:3", "failed"))


def _broken(*_: object) -> dict[str, str]:
    raise ZeroDivisionError


@pytest.mark.parametrize("work", [_slow, _faulty, _broken])
def test_a_slow_or_failing_table_is_left_to_the_refresh(
    asked: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, work: object
) -> None:
    """The refresh shows the table, or says what is wrong with it."""
    monkeypatch.setattr(module, "_rendered", work)
    began = time.monotonic()
    assert tables(asked) == {}
    assert time.monotonic() - began < 10


def test_without_a_table_nothing_is_computed(asked: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless open pages show a later state, which an undone edit has to take back."""
    monkeypatch.setattr(module, "_rendered", lambda *_: {"tbl-hours": "<table>"})
    for names in (None, []):
        asked.edited = lambda computed, names=names: names
        assert tables(asked) == {}
    assert tables(asked, Shown(newer=frozenset({"tbl-hours"}))) == {"tbl-hours": "<table>"}
