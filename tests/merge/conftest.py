"""A built mini study, and copies of its Word file with edits."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from report.lint import Conventions, lint
from report.merge.embedded_base import base_in
from report.merge.merging import Merge, merge
from report.rows.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parent))

MINI = Path(__file__).parents[1] / "engine" / "mini"
EXTRA = """
The second paragraph has *emphasis*, a link to [a site](https://example.org) and "quotation marks".
It has a second sentence, which says that the mean was << hours.mean >> hours.
<% if synthetic %>
This sentence is printed for synthetic data.
<% endif %>
The last sentence has H~2~O and x^2^.

- The first item.
- The second item.

## A part

Another paragraph stands here, and nothing in it is a number.

## Methods

Participants were recruited in quiet towns.
Each of them kept a diary for << protocol.nights >> nights.
The diary was kept **every morning**, and it was returned by post.

The measure has been used before [@author2020].
It is described in @tbl-sleep-table.

1. A step with pens.
2. A step with paper.
3. A last step.

The slope follows $y = a + bx$ closely.

$$
z = \\frac{x}{s}
$$

> A quotation from a diary.

::: {#tbl-visits}
| Visit | What was done |
|:------|:--------------|
| First | A diary was handed out |
| Second | The *diary* was returned |

::: {.table-note}
*Note.* Visits took place at home.
:::

Visits of all participants
:::

The visits are in @tbl-visits.

The last paragraph closes the text, with nothing after it.[^last]

[^last]: A note at the end.
"""


def with_edits(data: bytes, *edits: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """A Word file in which each text of a part is replaced once."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text = content.decode()
                for before, after in edits:
                    assert before in text, before
                    text = text.replace(before, after, 1)
                content = text.encode()
            new.writestr(name, content)
    return stream.getvalue()


class Built:
    """A built project: its templates, rows and Word file."""

    def __init__(self, root: Path, run_report: Callable[..., Any]):
        self.root, self._run_report = root, run_report
        self.word = (root / "_output" / "index.docx").read_bytes()
        self.base = base_in(self.word, "index.docx")
        self.templates = {
            path.name: path.read_text(encoding="utf-8") for path in (root / "templates").glob("*.j2")
        }
        self.ledger = Ledger.from_json((root / "_output" / "ledger.json").read_text(encoding="utf-8"))

    def lint(self, name, text):
        found = lint({name: text}, {}, {}, self.ledger, Conventions.from_settings({}))
        return [(each.text, each.rows) for each in found]

    def merge(self, data: bytes, today=None, **options) -> Merge:
        """The merge of a copy into the templates."""
        assert self.base is not None
        return merge(data, self.base, today or self.templates, self.ledger, self.lint, **options)

    def merged(self, data: bytes, today=None, **options) -> str:
        """The main template after a merge."""
        return self.merge(data, today, **options).merged["index.qmd.j2"]

    def run(self, *arguments: str, root: Path | None = None) -> Any:
        """Run the command line in the project, or in a copy of it."""
        return self._run_report(root or self.root, *arguments)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, run_report: Callable[..., Any]) -> Built:
    """The mini study with some more prose, built as Word."""
    root = tmp_path_factory.mktemp("merge") / "mini"
    shutil.copytree(MINI, root)
    path = root / "templates" / "index.qmd.j2"
    path.write_text(path.read_text(encoding="utf-8") + EXTRA, encoding="utf-8")
    done = run_report(root, "build", "--to", "docx", "--quiet")
    assert done.returncode == 0, done.stderr
    return Built(root, run_report)


@pytest.fixture
def edited(built: Built) -> Callable[..., bytes]:
    """The built Word file with edits of its XML."""
    return lambda *edits, part="word/document.xml", of=built.word: with_edits(of, *edits, part=part)
