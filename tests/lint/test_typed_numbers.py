"""Typed numbers of templates: their location, their context, and the rows that they may have been copied from."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from report.lint.allowed_numbers import Conventions
from report.lint.typed_numbers import Typed, faults, lint
from report.rows.build_record import Build
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Source, Stat
from report.rows.tables import Column, Table, row

LEDGER = Ledger.of([Stat("age.mean", 42.37, "fixed2", "mean age"), Stat("flow.n", 29, "count", "cases")])
FILE = "templates/index.qmd.j2"


def typed(text: str, file: str = FILE) -> list[Typed]:
    """The typed numbers of a template."""
    return lint({file: text}, {}, {}, LEDGER, Conventions())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Words alone.",
        "The mean was << age.mean >> years.",
        "<# 42 cases #>",
        "<% if age.mean > 42 %>old<% endif %>",
        '<< literal("24", "by design") >> questions',
        "See @fig-one and @smith2019.",
        "A note[^1] and a [link](https://x.org/42).",
        "<!-- 42 -->",
    ],
)
def test_texts_without_typed_numbers(text: str) -> None:
    """Tags, literals with a reason, comments, references and addresses."""
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("There were 29 cases.", ["29"]),
        ("There were twenty-nine cases.", ["twenty-nine"]),
        ("b = .30, p < .001", [".30", "< .001"]),
        ("Half of them, and 12% more", ["Half", "12%"]),
        ("<% if synthetic %>29 cases<% endif %>", ["29"]),
        ("mean << age.mean >> of 7", ["7"]),
    ],
)
def test_typed_numbers_are_found(text: str, numbers: list[str]) -> None:
    """Digits and words, beside tags or between them."""
    found = [each.text for each in typed(text)]
    assert [each.lstrip("< ") for each in found] == [each.lstrip("< ") for each in numbers]


def test_the_location_is_file_and_line() -> None:
    """Lines count from 1, also behind tags of several lines."""
    text = "A line.\n<< age.mean\n>> is a mean.\nThen 29 cases.\n"
    assert [each.where for each in typed(text)] == [f"{FILE}:4"]


def test_the_context_has_the_words_of_the_line() -> None:
    """Tags are dots, and long lines are cut between words."""
    (short,) = typed("Before.\nIt was 7 beside << age.mean >> here.\nAfter.")
    assert short.context == "It was 7 beside … here."
    (long,) = typed("word " * 20 + "7 " + "word " * 20)
    assert long.context == " ".join(["word"] * 7 + ["7"] + ["word"] * 7)


def test_rows_that_print_the_number_are_proposed() -> None:
    """The number may have been copied from one of them; another has none."""
    (copied,) = typed("The mean age was 42.37 years.")
    assert [row.id for row in copied.rows] == ["age.mean"]
    (other,) = typed("The mean age was 13.13 years.")
    assert other.rows == ()


def test_names_of_the_project_are_no_numbers() -> None:
    """Its conventions are those of its settings."""
    text = {FILE: "The Zeta-16 was used."}
    assert [each.text for each in lint(text, {}, {}, LEDGER, Conventions())] == ["Zeta-16"]
    assert lint(text, {}, {}, LEDGER, Conventions(names=("Zeta-16",))) == []


def drawing(*labels: str) -> list[Typed]:
    """The typed numbers in the drawing of a figure with these labels."""
    figure = Figure("A caption", "An alternative text", SimpleNamespace(shows=()))  # type: ignore[arg-type]
    return lint(
        {}, {}, {"paths": figure}, LEDGER, Conventions(), {"paths": "products.py:7"}, {"paths": labels}
    )


def test_many_numbers_of_a_drawing_are_cut_short() -> None:
    """The third has the count of the others; the location is that of the figure."""
    found = drawing("5 cases", "6 cases", "7 cases", "8 cases", "9 cases")
    assert [each.text for each in found] == ["5", "6", "7 (and 2 more)"]
    assert {(each.where, each.drawn) for each in found} == {("products.py:7, drawing of paths", True)}
    assert [each.text for each in drawing("5 cases", "6 cases", "7 cases")] == ["5", "6", "7"]
    assert drawing("cases") == []


ROW = LEDGER["age.mean"]


@pytest.mark.parametrize(
    ("found", "remedy"),
    [
        (
            Typed("a:1", "7", "it was 7"),
            'use a row that prints it, or write << literal("7", "why it is not a result") >>',
        ),
        (
            Typed("a:1", "42.37", "it was 42.37", (ROW,)),  # type: ignore[arg-type]
            "did you mean << age.mean >> (42.37, mean age)? If it is not a result, write "
            '<< literal("42.37", "why it is not a result") >>',
        ),
        (
            Typed("a:1", "42.37", "it was 42.37", (ROW,), drawn=True),  # type: ignore[arg-type]
            'bind it with report.bind(text, "age.mean"), or use report.scale(text) for a scale, else report.literal',
        ),
        (
            Typed("a:1", "7", "it was 7", (), drawn=True),
            "bind it with report.bind(text, id), or use report.scale(text) for a scale, else report.literal",
        ),
    ],
)
def test_each_finding_has_a_remedy(found: Typed, remedy: str) -> None:
    """A row in the place of the number, or a reason; in a drawing, what binds its text."""
    (fault,) = faults([found])
    assert (fault.where, fault.what) == ("a:1", f"typed number {found.text} in “{found.context}”")
    assert fault.remedy == remedy


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Es waren neunundzwanzig Personen, davon elf Frauen.", ["neunundzwanzig", "elf"]),
        ("de", "Der Mittelwert war 42,37 Jahre (1.234 Tage).", ["42,37", "1.234"]),
        ("fr", "Un tiers de vingt et un patients.", ["vingt et un"]),
        ("es", "Fueron treinta y dos; uno no acudió.", ["treinta y dos"]),
        ("nl", "Een van de tachtig deelnemers.", ["tachtig"]),
        ("sv", "Ett test med hundra deltagare.", ["hundra"]),
        ("en", "An elf counted eleven.", ["eleven"]),
    ],
)
def test_number_words_of_other_languages_are_typed_numbers(
    language: str, text: str, found: list[str]
) -> None:
    """Number words of the paper's language are found; articles, and words that are numbers elsewhere, are not."""
    style = "apa" if language == "en" else "apa-comma"
    ledger = Ledger.of(LEDGER.values(), Build(style=style, language=language))
    assert [each.text for each in lint({FILE: text}, {}, {}, ledger, Conventions())] == found


def test_the_row_of_a_number_with_a_comma_is_proposed() -> None:
    """A typed "42,37" in a German text is the row that prints it."""
    rows = [row.stamped(Source("f", "f.py", 1), style="apa-comma") for row in LEDGER.values()]
    ledger = Ledger.of(rows, Build(style="apa-comma", language="de"))
    (found,) = lint({FILE: "Im Mittel 42,37 Jahre."}, {}, {}, ledger, Conventions())
    assert [row.id for row in found.rows] == ["age.mean"]


def test_labels_of_the_data_dictionary_are_not_typed_in_tables() -> None:
    """Swedish sex is six, also before what a table adds to the label; other words of the table are still checked."""
    about = {"variable": "sex", "variable_label": "Sex", "statistic": "n"}
    ledger = Ledger.of([Stat("s.n", 9, "count", "cases", about=about)], Build(language="sv"))
    heads = (Column("Sex (*n* = {s.n})"), Column("Sex"))
    table = Table("Sex", heads, (row("Sex", "{s.n}"), row("sju", "{s.n}")))
    found = lint({FILE: "Sex personer."}, {"t": table}, {}, ledger, Conventions())
    assert [each.text for each in found] == ["Sex", "sju"]
    digits = Table("T", (Column("Item 2"),), (row("{s.n}"),))
    labelled = Ledger.of([Stat("s.n", 9, "count", "cases", about={"variable_label": "Item 2"})])
    assert [each.text for each in lint({}, {"t": digits}, {}, labelled, Conventions())] == ["2"]
