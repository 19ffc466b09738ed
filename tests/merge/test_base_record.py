"""The base of a merge as JSON: what is read is what was written, in few stretches."""

from __future__ import annotations

import json

import pytest

from report.merge.atoms import CITATION, CLAIM, NUMBER, TEXT, Atom, Unit
from report.merge.base import PRODUCT, Base
from report.merge.base_record import from_json, to_json


def letters(text: str, start: int, file: str = "a.md", **more: str) -> tuple[Atom, ...]:
    """The letters of a text that follow each other in a template."""
    return tuple(
        Atom(each, TEXT, more.get("format", ""), start + n, start + n + 1, "", file)
        for n, each in enumerate(text)
    )


def base(*units: Unit, templates: dict[str, str] | None = None) -> Base:
    """A build with these units."""
    return Base(
        "index", "abc · data 123", "abc", ("data.csv", "123"), templates or {"a.md": "A", "b.md": "B"}, units
    )


def unit(*atoms: Atom, **more: object) -> Unit:
    """A paragraph of a.md."""
    return Unit("paragraph", atoms, 0, 40, file="a.md", **more)  # type: ignore[arg-type]


def stretches(made: Base) -> list[str]:
    """The texts of the atoms in the record of the first unit."""
    return [each[0] for each in json.loads(to_json(made))["units"][0][6]]


CASES = [
    base(),
    base(unit()),
    base(unit(*letters("plain words", 5))),
    base(unit(*letters("plain ", 5), *letters("bold", 13, format="b"), *letters(" end", 19))),
    base(
        unit(*letters("It was ", 0), Atom("0.30", NUMBER, "", 7, 20, "age.b", "a.md"), *letters(" now", 20))
    ),
    base(unit(Atom("", CITATION, "", 3, 9, "smith2019", "a.md"))),
    base(unit(Atom("x"), Atom("y"), Atom("z", TEXT, "i"))),
    base(unit(*(Atom(each, PRODUCT, "", 4, 30, "", "a.md") for each in "Table"))),
    base(unit(*(Atom(each, CLAIM, "", 4 + n, 5 + n, "pain.falls", "a.md") for n, each in enumerate("fell")))),
    base(unit(Atom("–", TEXT, "", 4, 6, "", "a.md"), *letters("and", 6))),
    base(unit(Atom("\u00a0", TEXT, "", 4, 6, "", "a.md"), Atom("ﬁ", TEXT, "", 6, 7, "", "a.md"))),
    base(unit(*letters("one", 5), *letters("two", 0, "b.md"))),
    base(unit(*letters("one", 5), *letters("two", 50))),
    base(Unit("heading", letters("Größe 漢字 “x”", 2, "b.md"), 0, 20, "sec-one", 2, "b.md")),
    base(Unit("generated", (Atom("w"), Atom("h")))),
]


@pytest.mark.parametrize("made", CASES)
def test_what_is_read_is_what_was_written(made: Base) -> None:
    """Each atom with its kind, format, row, file and span."""
    assert from_json(to_json(made)).units == made.units


def test_facts_and_templates_are_in_the_record() -> None:
    """Document, build, commit, data and the woven templates."""
    made = base(unit(*letters("x", 0)), templates={"a.md": "Größe\n", "b.md": ""})
    read = from_json(to_json(made))
    assert (read.document, read.build, read.commit, read.data) == (
        "index",
        "abc · data 123",
        "abc",
        ("data.csv", "123"),
    )
    assert read.templates == {"a.md": "Größe\n"}


def test_only_templates_that_a_unit_names_are_stored() -> None:
    """A file is named by a unit or by an atom within it."""
    made = base(unit(*letters("one", 5), *letters("two", 0, "b.md")))
    assert set(from_json(to_json(made)).templates) == {"a.md", "b.md"}
    assert from_json(to_json(base(Unit("generated", (Atom("w"),))))).templates == {}


@pytest.mark.parametrize(
    ("atoms", "expected"),
    [
        (letters("plain words", 5), ["plain words"]),
        ((*letters("ab", 0), *letters("cd", 4)), ["ab", "cd"]),
        ((*letters("ab", 0), *letters("cd", 2, format="b")), ["ab", "cd"]),
        ((*letters("ab", 0), *letters("cd", 2, "b.md")), ["ab", "cd"]),
        ((Atom("x"), Atom("y")), ["xy"]),
        (
            (Atom("1", NUMBER, "", 0, 1, "a.b", "a.md"), Atom("2", NUMBER, "", 1, 2, "a.b", "a.md")),
            ["1", "2"],
        ),
        ((Atom("–", TEXT, "", 0, 2, "", "a.md"), *letters("a", 2)), ["–", "a"]),
    ],
)
def test_letters_that_follow_each_other_are_one_stretch(atoms: tuple[Atom, ...], expected: list[str]) -> None:
    """A gap, another format or file, and indivisible atoms begin another."""
    assert stretches(base(unit(*atoms))) == expected


def test_the_same_build_has_the_same_record() -> None:
    """Files are sorted, and nothing depends on the order of a mapping."""
    units = (unit(*letters("one", 5), *letters("two", 0, "b.md")),)
    one = base(*units, templates={"a.md": "A", "b.md": "B"})
    other = base(*units, templates={"b.md": "B", "a.md": "A"})
    assert to_json(one) == to_json(other)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "null",
        '{"document": "index"}',
        to_json(CASES[2]).replace('"units":[[', '"units":[7,['),
        to_json(CASES[2]).replace('"a.md"],', "],"),
    ],
)
def test_a_damaged_record_is_a_fault(text: str) -> None:
    """Missing parts, other types, and files that are not listed."""
    with pytest.raises(ValueError, match="the record of its build is damaged"):
        from_json(text)
