"""Sources of a live preview: what changed in them, and the client that pages get."""

from __future__ import annotations

from pathlib import Path

import pytest
from watchfiles import Change

from report.preview.client import with_client
from report.preview.sources import SourceFilter, WatchedSources, is_template, same_code


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("templates/index.qmd.j2", True),
        ("data/trial.csv", True),
        ("_output/index.html", False),
        (".tracepaper/x", False),
        ("figures/plot.svg", False),
        ("analysis/figures/plot.py", True),
        ("__pycache__/x.pyc", False),
    ],
)
def test_files_that_builds_write_do_not_matter(tmp_path: Path, name: str, matters: bool) -> None:
    """Only at the top of the project: a package may be called figures."""
    assert SourceFilter(tmp_path)(Change.modified, str(tmp_path / name)) is matters


def test_an_edit_has_both_texts(tmp_path: Path) -> None:
    """Modules are known from the start, templates from the pages; line ends do not matter."""
    module, other = tmp_path / "a.py", tmp_path / "new.py"
    module.write_text("x = 1\n", encoding="utf-8")
    hidden = tmp_path / ".venv" / "b.py"
    hidden.parent.mkdir()
    hidden.write_text("y = 1\n", encoding="utf-8")
    sources = WatchedSources(tmp_path)
    sources.templates_shown([("index.qmd.j2", "old")])
    module.write_bytes(b"x = 2\r\n")
    assert sources.edit(module) == ("x = 1\n", "x = 2\n")
    assert sources.edit(module) == ("x = 2\n", "x = 2\n")
    assert sources.edit(hidden) is None
    other.write_text("z = 1", encoding="utf-8")
    assert sources.edit(other) is None
    assert sources.edit(tmp_path / "templates" / "index.qmd.j2") == ("old", "")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("x = 1", "x = 1  # note", True),
        ("x = (1,\n2)", "x = (1, 2)", True),
        ("x = 1", "x = 2", False),
        ("x = 1", "x = (", False),
        ("x = 1", "x = '\0'", False),
    ],
)
def test_comments_and_layout_change_no_code(before: str, after: str, same: bool) -> None:
    """A version with an error is another one."""
    assert same_code(before, after) is same


def test_templates_have_a_suffix() -> None:
    """An edit of one changes no number."""
    assert is_template(Path("templates/index.qmd.j2"))
    assert not is_template(Path("analysis/study.py"))


def test_a_page_gets_the_client_once() -> None:
    """Before the last end of the body; names cannot end the script."""
    page = "<html><head></head><body>an example: </body> in text</body></html>"
    made = with_client(page, "index", Path("/a</script>b"))
    assert made.count('<script type="module">') == 1
    assert made.index('<script type="module">') > made.index("in text")
    assert "\\u003c/script>b" in made
    assert made.index("<style>") < made.index("</head>")
