"""Facts of a YAML file: known keys only, and every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import paper

from report.audit.facts import facts_of
from report.rows.errors import DataError

REMEDY = "use the keys models, instruments, n, alpha"


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
    text = (
        "n: 29\nalpha: 0.01\nmodels:\n  - {name: Größe, n: 29, syntax: y ~ x}\ninstruments: {QIDS: [0, 27]}\n"
    )
    assert facts(tmp_path, text) == {
        "n": 29,
        "alpha": 0.01,
        "models": [{"name": "Größe", "n": 29, "syntax": "y ~ x"}],
        "instruments": {"QIDS": [0, 27]},
    }


@pytest.mark.parametrize("key", ["models: []", "instruments: {}", "n: 29", "alpha: 0.01"])
def test_each_documented_key_is_accepted(key: str, tmp_path: Path) -> None:
    """Every key may be alone, and models and instruments may be empty."""
    assert list(facts(tmp_path, key)) == [key.partition(":")[0]]


def test_unknown_keys_are_reported_together(tmp_path: Path) -> None:
    """A misspelt key is not ignored."""
    assert faults(tmp_path, "modles: []\nn: 29\n7: x\n") == [
        ("facts.yaml:1", "unknown key modles", "did you mean models?"),
        ("facts.yaml:3", "unknown key 7", REMEDY),
    ]


MODEL = """models:
  - name: EBI
    n: 29
    syntax: |
      rapport ~ starp
      qids ~ rapport + starp
    printed:
      qids ~ rapport: {beta: "-0.56", p: "< .03"}
      indirect starp -> rapport -> qids: {beta: "-0.22", p: "0.02"}
      r2 qids: "0.42"
      r2 qids on starp: 0.12
      df: "4"
    correlations:
      variables: [starp, rapport, qids]
      matrix: [[0.51], [-0.40, 0.62]]
instruments: {My Scale: [0, 40]}
"""


def test_a_complete_model_has_no_fault(tmp_path: Path) -> None:
    """Every kind of entry at once."""
    assert set(facts(tmp_path, MODEL)) == {"models", "instruments"}


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        (
            "-> rapport ->",
            "-> raport ->",
            9,
            "names raport, which is not a variable of EBI",
            "did you mean rapport?",
        ),
        (
            "starp -> rapport -> qids",
            "starp -> qids -> rapport",
            9,
            "needs the path rapport ~ qids",
            "add it to the",
        ),
        (
            "starp -> rapport -> qids",
            "starp",
            9,
            "is not a chain of variables",
            "write `indirect a -> b -> c`",
        ),
        ("r2 qids on starp", "r2 qids on stark", 11, "names stark", "did you mean starp?"),
        ("r2 qids:", "r2 starp:", 10, "needs predictors of starp", "add it to the syntax"),
        ("qids ~ rapport:", "rapport ~ qids:", 8, "needs the path rapport ~ qids", "add it to the syntax"),
        ("qids ~ rapport:", "effect of rapport:", 8, "is an unknown entry of EBI", "write `y ~ x`"),
        ('p: "< .03"', "p: n.s.", 8, "'n.s.' of `qids ~ rapport` is not a number", "write numbers as they"),
        ('{beta: "-0.56"', '{bta: "-0.56"', 8, "has the unknown key bta", "did you mean beta?"),
        ("    n: 29", "    n: many", 2, "EBI has n = 'many'", "give the number of cases"),
        ("    n: 29\n", "", 2, "EBI has no n", "give the number of cases"),
        ("    syntax:", "    sytax:", 4, "EBI has the unknown key sytax", "did you mean syntax?"),
        (
            "qids ~ rapport + starp",
            "qids ~ ~ starp",
            2,
            "EBI has a syntax that cannot be read",
            "write the model in",
        ),
        (
            "[0.51], [-0.40, 0.62]",
            "[0.51], [-0.40]",
            13,
            "have rows of 1, 1 numbers for 3 variables",
            "give variables",
        ),
        ("-0.40", "-1.40", 13, "contain -1.4, which is not between −1 and 1", "give variables"),
        ("-0.40", "low", 13, "contain 'low', which is not a number", "give variables"),
        ("[starp, rapport", "[starp, raport", 13, "lack the variable rapport", "did you mean raport?"),
        (
            "models:\n  - name: EBI",
            "models:\n    name: EBI",
            1,
            "models is a mapping, not a list",
            "begin each model",
        ),
        ("[0, 40]", "[40, 0]", 16, "the lowest score of My Scale is not below the highest", "write `NAME:"),
        ("[0, 40]", "0-40", 16, "the instrument My Scale is not a list of two numbers", "write `NAME:"),
        ("{My Scale: [0, 40]}", "[My Scale]", 16, "instruments is not a mapping", "write `NAME:"),
        ("instruments:", "alpha: 5\ninstruments:", 16, "alpha is 5", "give a significance level"),
        ("instruments:", 'n: "30"\ninstruments:', 16, "n is '30'", "give the number of cases"),
    ],
)
def test_each_fault_has_its_line_and_remedy(
    old: str, new: str, line: int, what: str, remedy: str, tmp_path: Path
) -> None:
    """One thing is wrong; the fault that names it has the line of its key."""
    assert old in MODEL
    found = faults(tmp_path, MODEL.replace(old, new, 1))
    assert [
        (where, what in said, hint.startswith(remedy)) for where, said, hint in found if what in said
    ] == [(f"facts.yaml:{line}", True, True)], found


def test_all_faults_are_reported_together(tmp_path: Path) -> None:
    """Faults of models, entries and instruments in one message."""
    wrong = MODEL.replace("n: 29", "n: 0").replace("-> rapport ->", "-> x ->").replace("[0, 40]", "[0]")
    assert len(faults(tmp_path, wrong + "\nmodel: []\n")) == 4


@pytest.mark.parametrize("text", ["models: [3]\n", "models: [[]]\n", "models: 3\n", "models: [{}]\n"])
def test_models_of_another_kind_are_faults(text: str, tmp_path: Path) -> None:
    """No kind of value raises another error."""
    assert faults(tmp_path, text)


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    """UTF-16 and Latin-1 are named, not decoded."""
    file = tmp_path / "facts.yaml"
    file.write_bytes("instruments: {Größe: [0, 4]}\n".encode("latin-1"))
    with pytest.raises(DataError, match="is not UTF-8 text"):
        facts_of(file)


def test_alpha_of_the_facts_is_the_level_of_significance() -> None:
    """An option comes first, then the facts, then what the paper states."""
    assert paper("We used α = .01.", {"alpha": 0.1}).alpha == 0.1
    assert paper("We used α = .01.", {"alpha": 0.1}, alpha=0.001).alpha == 0.001
    assert paper("We used α = .01.").alpha == 0.01


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
