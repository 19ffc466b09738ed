"""Tables that an edited module changed, computed before the refresh; whatever may change a row is left to it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from report.preview.early_changes import Shown
from report.preview.pages import Refresher

MINI = Path(__file__).parents[1] / "engine" / "mini"
PRODUCTS, DATA = "mini/products.py", "data/sleep.csv"
LABEL = "tbl-sleep-table"
NOTE = '        ("*Note.* From {hours.min} to {hours.max} hours.",),\n    )\n'

pytestmark = pytest.mark.slow


@dataclass
class Edited:
    """A refresher of a copy of the mini study whose pages have been made."""

    root: Path
    refresher: Refresher

    def tables(self, name: str, old: str, new: str) -> dict[str, str]:
        """The tables after an edit, which is undone afterwards."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        made = self.refresher.tables()
        path.write_text(text, encoding="utf-8")
        return dict(made.tables) if made else {}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    """A study with a value that a table needs, with a helper, and with a table of all rows."""
    root = tmp_path_factory.mktemp("edited") / "mini"
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "mini" / "words.py").write_text('UNIT = "hours"\n\n\ndef shared(text):\n    return text\n')
    products = root / PRODUCTS
    text = products.read_text(encoding="utf-8")
    text = text.replace(
        "import csv\n", "import csv\n\nfrom mini.words import UNIT\nfrom mini.words import shared\n"
    )
    text = text.replace('"mean hours of sleep"', 'shared("mean hours of sleep")')
    text += """

@table
def nights(sleep, ledger):
    rows = [row(f"Night {'i' * (place + 1)}", "{hours.min}") for place, _ in enumerate(sleep)]
    rows += [row("Rows", "r" * len(ledger))]
    return Table(shared("Nights"), (Column("Night"), Column(f"In {UNIT}")), tuple(rows), ("Each night.",))
"""
    products.write_text(text, encoding="utf-8")
    index = root / "templates" / "supplement.qmd.j2"
    index.write_text(index.read_text(encoding="utf-8") + "\n\n<< table('nights') >>\n", encoding="utf-8")
    refresher = Refresher(root, None)
    try:
        made = refresher.refresh(Shown())
        assert made is not None
        assert not made.faults
        assert refresher.tables() is None  # the code has been examined before the first edit
        yield Edited(root, refresher)
    finally:
        refresher.stop()


def test_an_edited_note_comes_without_the_rows_that_the_page_has(edited: Edited) -> None:
    """The numbers in the note are those of the rows."""
    made = edited.tables(PRODUCTS, "*Note.* From", "*Note.* Nights from")
    assert list(made) == [LABEL]
    assert "Nights from" in made[LABEL]
    assert 'data-stat="hours.min"' in made[LABEL]
    assert "data-rows-kept" in made[LABEL]
    assert "Participants" not in made[LABEL]


def test_an_edited_row_comes_with_the_whole_table(edited: Edited) -> None:
    made = edited.tables(PRODUCTS, 'row("Participants"', 'row("People"')
    assert "data-rows-kept" not in made[LABEL]
    assert "People" in made[LABEL]
    assert 'data-stat="hours.n"' in made[LABEL]


def test_a_table_has_its_values_and_all_rows(edited: Edited) -> None:
    """The values come from the cache, and the constants of the study are among the rows."""
    made = edited.tables(PRODUCTS, 'f"Night {', 'f"Sleep {')
    assert list(made) == ["tbl-nights"]
    assert "Sleep iii" in made["tbl-nights"]
    assert ">rrrrrrr<" in made["tbl-nights"]


def test_a_constant_of_another_module_reaches_the_tables_that_name_it(edited: Edited) -> None:
    """It is imported anew, under every name that a module gives it."""
    made = edited.tables("mini/words.py", 'UNIT = "hours"', 'UNIT = "minutes"')
    assert list(made) == ["tbl-nights"]
    assert "In minutes" in made["tbl-nights"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param(PRODUCTS, "sum(sleep) / n", "sum(sleep)", id="a statistic"),
        pytest.param(PRODUCTS, "<= 24", "<= 25", id="a value"),
        pytest.param(PRODUCTS, "> 7", "> 6", id="a claim"),
        pytest.param(
            "mini/words.py", "return text", "return text + '.'", id="a helper of a statistic and a table"
        ),
        pytest.param(DATA, "7", "8", id="data"),
        pytest.param(PRODUCTS, "@table\n", "# a comment\n@table\n", id="a comment"),
        pytest.param(
            PRODUCTS, NOTE, NOTE.replace("From", "Of") + "\ncsv.register = 2\n", id="a module's act"
        ),
        pytest.param(PRODUCTS, "def sleep_table():", "def sleep_table(:", id="a syntax error"),
        pytest.param(PRODUCTS, "return Table(\n", "1 / 0\n    return Table(\n", id="an exception"),
        pytest.param(PRODUCTS, "{hours.min} to", "{hours.least} to", id="an unknown row"),
        pytest.param(PRODUCTS, "def sleep_table():", "def sleep_table(absent):", id="an unknown need"),
    ],
)
def test_what_can_change_a_row_or_fails_is_left_to_the_refresh(
    edited: Edited, name: str, old: str, new: str
) -> None:
    assert edited.tables(name, old, new) == {}


def test_an_edit_beside_changed_data_is_left_to_the_refresh(edited: Edited) -> None:
    """The rows in memory may no longer be those of the data."""
    path = edited.root / DATA
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("7", "8", 1), encoding="utf-8")
    made = edited.tables(PRODUCTS, "*Note.* From", "*Note.* Nights from")
    path.write_text(before, encoding="utf-8")
    assert made == {}


def test_a_slow_table_is_left_to_the_refresh(edited: Edited) -> None:
    """The process that would answer next still does."""
    began = time.monotonic()
    slow = "import time; time.sleep(60)\n    return Table(\n"
    assert edited.tables(PRODUCTS, "return Table(\n", slow) == {}
    assert time.monotonic() - began < 20
    assert edited.tables(PRODUCTS, "*Note.* From", "*Note.* Nights from")


def test_a_table_that_open_pages_show_in_a_later_state_comes_whole(edited: Edited) -> None:
    """Its rows on the page may be those of an edit that was undone; then it comes as it was."""
    later = frozenset({LABEL})
    undone = edited.refresher.tables(later)
    assert undone is not None
    assert list(undone.tables) == [LABEL]
    path = edited.root / PRODUCTS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("*Note.* From", "*Note.* Nights from", 1), encoding="utf-8")
    noted = edited.refresher.tables(later)
    path.write_text(text, encoding="utf-8")
    assert noted is not None
    for made in (undone.tables[LABEL], noted.tables[LABEL]):
        assert "data-rows-kept" not in made
        assert "Participants" in made
    assert "Nights from" in noted.tables[LABEL]


def test_a_value_that_is_computed_for_a_table_is_not_stored(edited: Edited) -> None:
    """A process that has imported the study before may differ from a new one."""
    stored = edited.root / ".tracepaper" / "products" / "sleep"
    shutil.rmtree(stored)
    assert edited.tables(PRODUCTS, 'f"Night {', 'f"Dream {')
    assert not stored.exists()
