"""Settings with values of the wrong type or content are faults, all of a project together."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from report.rows.errors import StudyError
from report.study.project import Project
from report.study.project_settings import KNOWN, check_settings
from report.study.setting_values import shortened, written, wrong_values

VALUES = [
    *(
        "3",
        "-1",
        "1.5",
        "nan",
        "inf",
        "[1, 2]",
        "[]",
        "{ a = 1 }",
        "{}",
        '""',
        '" "',
        '"x"',
        "true",
        "2026-11-29",
    ),
    *(f'"{"x" * 5000}"', '["x"]', "[[[]]]", '{ statement = "x", reason = "y" }', "0"),
]
#: The values of this list that a setting may have.
RIGHT = {
    "documents": {"[]", '["x"]'},
    "lint": {"{}"},
    "codecheck": {"{}"},
    "minimum-count": {"true", "3", "0"},
    "audit-exceptions": {"[]"},
    **{key: {"true"} for key in ("anonymous", "audit", "double-spacing", "floats-at-end")},
    **{key: {"true"} for key in ("line-numbers", "word-line-numbers")},
}
INSIDE = {
    "lint": ["names = 3", "names = [1]", 'names = [" "]', "phrases = {}", 'metadata = "x"', "other = []"],
    "codecheck": [
        *(
            f"{key} = {value}"
            for key in ("certificate", "report", "repository")
            for value in ("3", "[]", '""', "nan")
        ),
        *(
            "orcid = 3",
            "orcid = { A = 1 }",
            "codechecker = 3",
            "codechecker = [3]",
            "codechecker = [{ ORCID = 'x' }]",
        ),
        *("codechecker = [{ name = 3 }]", "check_time = 3", "other = 1", "reference = {}", "summary = true"),
    ],
}


def faults(text: str) -> list[str]:
    with pytest.raises(StudyError) as error:
        check_settings(tomllib.loads(text))
    return [f"{each.where}  {each.what}" for each in error.value.faults]


@pytest.mark.parametrize("key", KNOWN)
def test_a_wrong_value_is_one_short_fault_with_its_setting(key: str) -> None:
    """Whatever its type is; long values are shortened."""
    for value in VALUES:
        text = f"{key} = {value}"
        if value in RIGHT.get(key, ()):
            check_settings(tomllib.loads(text))
        else:
            found = faults(text)
            assert found[0].startswith("pyproject.toml  [tool.report] "), text
            assert key in found[0], text
            assert max(map(len, found)) < 220, text


@pytest.mark.parametrize(("key", "line"), [(key, line) for key, lines in INSIDE.items() for line in lines])
def test_a_wrong_value_of_a_table_is_a_fault(key: str, line: str) -> None:
    """The tables of the lint and of a CODECHECK."""
    (fault,) = faults(f"[{key}]\n{line}")
    assert key in fault
    assert line.partition(" ")[0] in fault


def test_right_values_of_a_codecheck_have_no_fault() -> None:
    """Those of the documentation, with either form of a time."""
    for time in ("2026-11-29T12:00:00", "2026-11-29", '"2026-11-29 12:00"'):
        check_settings(
            tomllib.loads(
                f"""[codecheck]
                check_time = {time}
                reference = "https://doi.org/10.1/x"
                orcid = {{ "A. Author" = "0000-0002-1825-0097" }}
                codechecker = [{{ name = "B", ORCID = "0000-0002-1825-0097" }}]
                certificate = "2026-001"
                """
            )
        )


def test_all_faults_of_a_project_are_reported_together(tmp_path: Path) -> None:
    """Before its study is imported."""
    lines = ["[tool.report]", 'study = "no such module:x"', "other = 1"]
    lines += [f"{key} = -1" for key in KNOWN if key not in ("study", "codecheck")]
    (tmp_path / "pyproject.toml").write_text("\n".join([*lines, "[tool.report.codecheck]", "report = 3"]))
    for ask in (
        lambda project: project.study,
        lambda project: project.written,
        lambda project: project.manuscript,
    ):
        with pytest.raises(StudyError) as error:
            ask(Project(tmp_path))
        text = "\n".join(each.what for each in error.value.faults)
        assert len(error.value.faults) == len(KNOWN) + 1
        assert all(key in text for key in (*KNOWN, "other"))


@pytest.mark.parametrize("text", ["", "[tool]", "[tool.report]\n"])
def test_a_project_without_a_study_is_a_fault(tmp_path: Path, text: str) -> None:
    """The remedy shows the form of the setting."""
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(StudyError, match="does not name a study"):
        _ = Project(tmp_path).study


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ({"codecheck": 3}, ["codecheck is not a table"]),
        ({"codecheck": {"orcid": "0000"}}, ["codecheck: orcid is not a table of names and ORCID iDs"]),
        (
            {"codecheck": {"codechecker": [{"ORCID": "x"}]}},
            ["codecheck: codechecker is not a list of people"],
        ),
        (
            {"lint": {"names": ["QIDS", ""], "words": []}},
            ["lint: names is not a list of strings", "lint has no setting words"],
        ),
        (
            {"engine": "knitr", "minimum-count": -1},
            ['engine = "knitr" is not an engine', "minimum-count = -1 is not a count"],
        ),
        ({"engine": "quarto", "minimum-count": 5, "documents": ["docs/letter.qmd"]}, []),
    ],
)
def test_each_wrong_value_is_named_with_its_remedy(settings: dict[str, object], what: list[str]) -> None:
    """All of them together, and none for values that are right."""
    found = list(wrong_values(settings))
    assert [each for each, _ in found] == what
    assert all(remedy for _, remedy in found)


def test_a_long_value_is_cut_in_its_message() -> None:
    """A line of a message stays readable."""
    assert shortened("x" * 70) == "x" * 59 + "…"
    assert (written(True), written("a"), written(3)) == ("true", '"a"', "3")
