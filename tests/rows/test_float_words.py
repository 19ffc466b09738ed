"""The words that the engine writes into tables and figures, in the languages of documents."""

import json
import re
from pathlib import Path

import pytest

import report.rows.float_words as module
from report.rows.float_words import float_words, translated, translated_table
from report.rows.phrases import PHRASES
from report.rows.styles import STYLES
from report.rows.tables import Cell, Column, Table, TableRow, row

TABLE = Table(
    "{:missing}",
    (Column("{:characteristic}", spanner="{:answers}"), Column("{a.group.label}: {:yes}")),
    (
        row("{:missing}", Cell("{a.q1} {:to} {a.q3}", stars="a.p"), indent=1),
        TableRow((Cell("Own"),), "group"),
    ),
    ("{:note} {:iqr_is}", "{:unknown}"),
)
GERMAN = STYLES["apa-comma-de"]
SOURCES = Path(module.__file__).parents[1]


def test_all_parts_of_a_table_are_translated() -> None:
    """Caption, heads, spanners, cells and notes; rows, stars, indents and unknown names stay."""
    made = translated_table(TABLE, GERMAN)
    assert made.caption == "Fehlend"
    assert [(each.head, each.spanner) for each in made.columns] == [
        ("Merkmal", "Antworten, %"),
        ("{a.group.label}: ja", ""),
    ]
    assert made.rows[0] == row("Fehlend", Cell("{a.q1} bis {a.q3}", stars="a.p"), indent=1)
    assert made.rows[1] == TABLE.rows[1]
    assert made.notes[0].startswith("*Anmerkung.* IQR = Interquartilsabstand")
    assert made.notes[1] == "{:unknown}"


def test_a_table_without_words_stays_as_it_is() -> None:
    """A study's own text is not translated."""
    own = Table("Missing", (Column("Characteristic"),), (row("to"),), ("*Note.*",))
    assert translated_table(own, GERMAN) == own


@pytest.mark.parametrize(("style", "separator"), [("apa-de", ","), ("apa-comma-de", ";")])
def test_a_decimal_comma_needs_another_sign_between_numbers(style: str, separator: str) -> None:
    """[0,06, 0,78] would have four numbers."""
    assert translated("[{a.low}{:separator} {a.high}]", STYLES[style]) == f"[{{a.low}}{separator} {{a.high}}]"


def test_a_language_without_words_has_english_ones() -> None:
    """The style of Danish has its own, that of Finnish has none."""
    assert translated("{:missing}", STYLES["apa-comma-da|KI"]) == "Manglende"
    assert translated("{:missing}", STYLES["nature-comma"]) == "Missing"


def test_every_language_has_all_words() -> None:
    """The languages are those of the phrases, and each has the names of English."""
    found = json.loads((SOURCES / "rows" / "float_words.json").read_text(encoding="utf-8"))
    assert set(found) == set(PHRASES)
    assert {tuple(words) for words in found.values()} == {tuple(found["en"])}
    assert {language: words["to"] for language, words in found.items()} == {
        language: phrases.to for language, phrases in PHRASES.items()
    }


def test_every_word_that_the_engine_names_exists_and_is_used() -> None:
    """A misspelt name would print as it is."""
    texts = [
        path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if path.name != "float_words.py"
    ]
    named = set(re.findall(r"\{:([a-z_]+)\}", "\n".join(texts)))
    assert named | {"yes", "no"} == set(float_words())
