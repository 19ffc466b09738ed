"""The settings of [tool.report] in combination: a check accepts what a build has just published, in every format."""

from __future__ import annotations

from typing import Any

import pytest

#: Each value of each setting alone, and combinations of several.
SETTINGS: list[dict[str, Any]] = [
    {"provenance": "off"},
    {"provenance": "separate"},
    {"floats_at_end": True},
    {"anonymous": True},
    {"double_spacing": True},
    {"line_numbers": True},
    {"minimum_count": 5},
    {"provenance": "off", "floats_at_end": True, "anonymous": True, "style": "nature"},
    {"provenance": "off", "double_spacing": True, "line_numbers": True, "style": "vancouver"},
    {"provenance": "separate", "floats_at_end": True, "double_spacing": True, "style": "ama"},
    {"provenance": "separate", "anonymous": True, "line_numbers": True, "style": "jama", "minimum_count": 5},
    {"floats_at_end": True, "line_numbers": True, "style": "jama"},
    {"floats_at_end": True, "double_spacing": True, "style": "nature", "minimum_count": 5},
    {"anonymous": True, "double_spacing": True, "style": "vancouver"},
    {
        "provenance": "separate",
        "floats_at_end": True,
        "anonymous": True,
        "double_spacing": True,
        "line_numbers": True,
    },
]


def _name(settings: dict[str, Any]) -> str:
    return " ".join(name if value is True else f"{name}={value}" for name, value in settings.items())


@pytest.mark.slow
@pytest.mark.parametrize("settings", SETTINGS, ids=_name)
def test_a_check_accepts_what_was_built(project, settings: dict[str, Any]) -> None:
    """HTML, PDF and Word of a study with text, table and figures, and its separate provenance where asked for."""
    project.set(**settings)
    built = project.report("build")
    assert built.returncode == 0, built.stderr
    checked = project.report("check")
    assert checked.returncode == 0, checked.stdout
    for format in ("html", "pdf", "docx"):
        assert f"index.{format}" in checked.stdout
    separate = project.root / "_output" / "index.provenance.pdf"
    assert separate.is_file() == (settings.get("provenance") == "separate")


@pytest.mark.slow
def test_a_table_after_the_references_is_checked(project) -> None:
    """A number edited in a table at the end is found: it does not count as part of the list of references."""
    template = project.root / "templates" / "index.qmd.j2"
    refs = "\n# References {.unnumbered}\n\n::: {#refs}\n:::\n"
    template.write_text(template.read_text("utf-8") + refs, "utf-8")
    project.set(floats_at_end=True)
    built = project.report("build", "--to", "html")
    assert built.returncode == 0, built.stderr
    page = (project.root / "_output" / "index.html").read_text("utf-8")
    before, found, after = page.rpartition(">2.31<")
    assert found
    assert "</table>" in after
    (project.root / "edited.html").write_text(f"{before}>2.33<{after}", "utf-8")
    checked = project.report("check", "edited.html")
    assert checked.returncode == 1
    assert "t.statistic: found 2.33, 2.31 expected" in checked.stdout
