"""YAML is read as it is written: nothing turns into another value in silence."""

import pytest
import yaml

from report.data.protocol_constants import constants
from report.data.yaml_files import read_yaml
from report.files.safe_yaml import load
from report.rows.errors import DataError, TemplateError
from report.template.yaml_metadata import quoted

TEXTS = [
    "010",
    "1:30",
    "190:20:30",
    "1_000",
    "0x1F",
    "0b11",
    "0o17",
    "no",
    "Yes",
    "on",
    "OFF",
    "y",
    "2020-01-01",
]
TEXTS += ["00.5", ".inf", "-.INF", ".nan", "1e3", "41e10", "+012", "1.2.3", "1:30.5", "true.", "1,5"]
VALUES = {"5": 5, "-5": -5, "+5": 5, "0": 0, "0.5": 0.5, ".5": 0.5, "5.": 5.0, "1.5e3": 1500.0, "true": True}
VALUES |= {"FALSE": False, "~": None, "null": None, "": None}


@pytest.mark.parametrize("text", TEXTS)
def test_what_only_looks_like_a_value_is_a_text(text):
    """Octal numbers, times of day, dates and words of truth stay what the author typed."""
    assert load(f"a: {text}\n") == {"a": text}
    assert load(f"[{text}]\n") == [text] or "," in text


@pytest.mark.parametrize("text", VALUES)
def test_plain_numbers_and_truth_are_values(text):
    """In the one way in which everybody reads them."""
    assert load(f"a: {text}\n") == {"a": VALUES[text]}


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "a", 3),
        ("a:\n  b: 1\n  b: 1\n", "b", 3),
        ("a: {b: 1, 'b': 2}\n", "b", 1),
        ("- x: 1\n- {y: 1, y: 2}\n", "y", 2),
        ("1: a\n'1': b\n", "1", 2),
        ("? a\n: 1\n? a\n: 2\n", "a", 3),
    ],
)
def test_a_repeated_key_is_a_fault(tmp_path, text, key, line):
    """With its line, in files of data and in the metadata of documents."""
    with pytest.raises(DataError, match=f"the key {key} occurs twice") as caught:
        read_yaml(text, "data/published.yaml")
    assert caught.value.faults[0].where == f"data/published.yaml:{line}"
    with pytest.raises(TemplateError, match=f"the key {key} occurs twice"):
        quoted(f"---\n{text}---\n\nText.\n", "templates/index.qmd.j2")
    (tmp_path / "protocol.yaml").write_text(text)
    with pytest.raises(DataError, match=f"protocol.yaml:{line}  is not valid YAML: the key {key}"):
        constants(tmp_path / "protocol.yaml", "protocol.yaml", "")


def test_constants_print_as_they_are_written(tmp_path):
    """A time of day and a number with leading zeros are not read as other numbers."""
    path = tmp_path / "protocol.yaml"
    path.write_text(
        "start: {value: 1:30, label: start, source: design}\n"
        "code: {value: 010, label: code, source: design}\n"
        "nights: {value: 3, label: nights, source: design}\n"
    )
    assert [row.printed for row in constants(path, "protocol.yaml", "")] == ["1:30", "010", "3"]


@pytest.mark.parametrize(
    "text", ["5: {value: 1}\n", "? [a]\n: {value: 1}\n", "[a]\n", "a\n", "", "a: [\n", "\x00"]
)
def test_a_protocol_in_another_form_is_a_fault(tmp_path, text):
    """A protocol in another form is a fault, regardless of its content."""
    path = tmp_path / "protocol.yaml"
    path.write_text(text)
    with pytest.raises(DataError):
        constants(path, "protocol.yaml", "")


def test_merged_mappings_are_read():
    """A key that is merged and written again is not repeated."""
    assert load("a: &b {c: 1}\nd: {<<: *b, c: 2}\n") == {"a": {"c": 1}, "d": {"c": 2}}
    assert yaml.safe_load("a: 010") == {"a": 8}  # what other readers make of it
