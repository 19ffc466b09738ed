"""YAML of authors, read without converting what they wrote."""

from __future__ import annotations

import pytest

from report.data.yaml_texts import read_texts
from report.rows.errors import DataError


@pytest.mark.parametrize("text", ["no", "1:30", "0o17", "1e3", "2025-03-01", "007", "~", "yes"])
def test_scalars_are_texts_as_written(text: str) -> None:
    """A code such as 007, and the country code no, are not numbers and truth values."""
    assert read_texts(f"key: {text}\n", "f")["key"].text == text


def test_entries_know_their_lines() -> None:
    """An entry has the line of its key, so that faults can name it."""
    entry = read_texts("a: 1\nb:\n  c: 2\n  d: [x, y]\n", "f")
    assert (entry["a"].line, entry["b"].line, entry["b"]["c"].line, entry["b"]["d"].line) == (1, 2, 3, 4)
    assert list(entry.entries) == ["a", "b"]


def test_lists_and_single_values_are_texts() -> None:
    """A list of one may be written without brackets."""
    entry = read_texts("one: x\nmany: [x, y]\n", "f")
    assert (entry["one"].texts, entry["many"].texts) == (["x"], ["x", "y"])


def test_what_is_absent_is_empty() -> None:
    """An unknown key, at any depth, is an entry without content."""
    entry = read_texts("a: 1\n", "f")
    assert not entry["absent"]["deeper"]
    assert (entry["absent"].text, entry["absent"].texts, entry["a"].entries) == ("", [], {})
    assert not read_texts("", "f")


def test_a_key_that_is_written_twice_is_a_fault_at_its_second_line() -> None:
    """YAML would silently drop the first value; all repetitions are reported."""
    with pytest.raises(DataError) as caught:
        read_texts("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", "f.yaml")
    assert [fault.where for fault in caught.value.faults] == ["f.yaml:2", "f.yaml:5"]


def test_a_text_that_is_not_yaml_is_a_fault_at_its_line() -> None:
    """The message is that of the parser."""
    with pytest.raises(DataError, match="is not valid YAML") as caught:
        read_texts("a: 1\nb: [\n", "f.yaml")
    assert caught.value.faults[0].where.startswith("f.yaml:")
