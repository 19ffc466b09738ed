"""Facts of a YAML file: known keys only, and every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.audit.facts import KEYS, facts_of
from report.rows.errors import DataError

REMEDY = "use the keys models, instruments, n, alpha, correlations, groups"


def facts(folder: Path, text: str) -> dict[str, object]:
    """The facts of a file with that text."""
    file = folder / "facts.yaml"
    file.write_text(text, encoding="utf-8")
    return facts_of(file)


def faults(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Location (the name of the file), fault and remedy of each fault of a file."""
    with pytest.raises(DataError) as caught:
        facts(folder, text)
    return [(each.where.replace(f"{folder}/", ""), each.what, each.remedy) for each in caught.value.faults]


def test_the_facts_are_those_of_the_file(tmp_path: Path) -> None:
    """Numbers, lists and mappings as YAML reads them."""
    text = "n: 29\nalpha: 0.01\nmodels:\n  - {name: Größe, n: 29}\ninstruments: {QIDS: [0, 27]}\n"
    assert facts(tmp_path, text) == {
        "n": 29,
        "alpha": 0.01,
        "models": [{"name": "Größe", "n": 29}],
        "instruments": {"QIDS": [0, 27]},
    }


@pytest.mark.parametrize("key", KEYS)
def test_each_documented_key_is_accepted(key: str, tmp_path: Path) -> None:
    """A key may have any value; the rules that use it check what is in it."""
    assert facts(tmp_path, f"{key}: []\n") == {key: []}


def test_unknown_keys_are_reported_together(tmp_path: Path) -> None:
    """A misspelt key is not ignored."""
    assert faults(tmp_path, "modles: []\nn: 29\n7: x\n") == [
        ("facts.yaml", "unknown key modles", REMEDY),
        ("facts.yaml", "unknown key 7", REMEDY),
    ]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- models\n", "models\n", "29\n", "null\n"])
def test_a_file_that_is_no_mapping(text: str, tmp_path: Path) -> None:
    """An empty file, a list and a single value have no keys."""
    assert faults(tmp_path, text) == [("facts.yaml", "is not a mapping", REMEDY)]


def test_damaged_yaml_names_the_line(tmp_path: Path) -> None:
    """The line of the damage is in the location."""
    ((where, what, remedy),) = faults(tmp_path, "n: 29\nmodels: [\n")
    assert where.startswith("facts.yaml")
    assert what.startswith("is not valid YAML: ")
    assert remedy == "correct the line"
