"""What Quarto renders and what [tool.report] documents lists are the same, or a fault names the difference."""

from pathlib import Path

import pytest

from report.manuscript.document_lists import list_faults

FILES = (
    "index.qmd",
    "letter.qmd",
    "docs/poster.qmd",
    "docs/_part.qmd",
    ".venv/page.qmd",
    "docs/deep/notes.qmd",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with documents, some of which Quarto ignores."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("text\n", encoding="utf-8")
    return tmp_path


def unlisted(root: Path, render: str, *listed: str) -> list[str]:
    """What each fault says of a render list, in the form `renders NAME` or `does not render NAME`."""
    (root / "_quarto.yml").write_text(f"project:\n  type: default\n{render}", encoding="utf-8")
    return [fault.what.split(",")[0] for fault in list_faults(root, ["index"], listed)]


@pytest.mark.parametrize(
    ("render", "listed", "faults"),
    [
        ("  render: [index.qmd, letter.qmd]\n", ["letter.qmd"], []),
        ("  render: [index.qmd, letter.qmd]\n", [], ["renders letter.qmd"]),
        ("  render: [index.qmd]\n", ["letter.qmd"], ["does not render letter.qmd"]),
        ("  render: ['*.qmd']\n", [], ["renders letter.qmd"]),
        ("  render: ['*.qmd', '!letter.qmd']\n", [], []),
        ("  render: [docs/]\n", ["docs/poster.qmd"], ["renders docs/deep/notes.qmd"]),
        ("  render: ['docs/*.qmd']\n", ["docs/poster.qmd"], []),
        ("  render: ['docs/**/*.qmd', '!docs/deep/*.qmd']\n", [], ["renders docs/poster.qmd"]),
        ("  render: letter.qmd\n", [], ["renders letter.qmd"]),
        ("  render: [README.md]\n", [], ["renders README.md"]),
        ("  render: [gone.qmd, ../outside.qmd]\n", [], []),
        ("", ["letter.qmd"], ["renders docs/deep/notes.qmd", "renders docs/poster.qmd"]),
    ],
)
def test_both_lists_name_the_same_documents(
    root: Path, render: str, listed: list[str], faults: list[str]
) -> None:
    """Paths, folders, globs, exclusions, and no list at all, under which Quarto renders everything."""
    assert unlisted(root, render, *listed) == faults


def test_without_settings_of_quarto_there_is_nothing_to_compare(root: Path) -> None:
    """A project that is built by the embedded engine alone needs no second list."""
    assert list(list_faults(root, ["index"], ["letter.qmd"])) == []


@pytest.mark.parametrize("text", ["project: [", "project: x\n", "- a\n", "project:\n  render: {a: b}\n"])
def test_settings_that_quarto_will_refuse_are_left_to_it(root: Path, text: str) -> None:
    """A broken file of settings is not reported a second time."""
    (root / "_quarto.yml").write_text(text, encoding="utf-8")
    assert [each for each in list_faults(root, ["index", "letter"], []) if "letter" in each.what] == []
