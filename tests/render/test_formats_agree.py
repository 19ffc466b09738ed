"""HTML, Word and PDF say the same: words, notes, captions, cells and their order."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from agreement import numbers, page_texts, print_text, word_texts, words

ROOT = Path(__file__).parents[2]
STUDIES = {
    "mini": "tests/engine/mini",
    "check": "tests/verify/sample",
    "democracy": "examples/political_democracy",
    "paper": ".",
}
MADE = shutil.ignore_patterns(
    ".git", ".venv", ".tracepaper", "_output", "exports", "__pycache__", ".*_cache", "node_modules"
)


def marked(name: str) -> object:
    """The large studies are slow."""
    return name if name == "mini" else pytest.param(name, marks=pytest.mark.slow)


@pytest.fixture(scope="module", params=[marked(name) for name in STUDIES])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published files of a study."""
    pytest.importorskip("weasyprint", exc_type=OSError)
    root = tmp_path_factory.mktemp("agreement") / "study"
    shutil.copytree(ROOT / STUDIES[request.param], root, ignore=MADE)
    command = [sys.executable, "-c", "from report.cli import main; main()", "build", "--quiet"]
    done = subprocess.run(
        command, cwd=root, env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return root / "_output"


def documents(out: Path) -> Iterator[Path]:
    """The documents of a folder, without suffix."""
    found = [path.with_suffix("") for path in sorted(out.rglob("*.html"))]
    assert found
    return iter(found)


def differences(one: list[str], other: list[str]) -> list[str]:
    """Where two sequences of words differ, as text."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        f"{' '.join(one[i:j])!r} is {' '.join(other[k:l])!r}"
        for kind, i, j, k, l in matcher.get_opcodes()  # noqa: E741
        if kind != "equal"
    ]


def test_word_says_what_the_page_says(published: Path) -> None:
    """The same words and numbers in the same order, in the text and in the notes."""
    for path in documents(published):
        page, word = page_texts(path.with_suffix(".html")), word_texts(path.with_suffix(".docx"))
        assert differences(words(page[0]), words(word[0])) == []
        assert differences(words(page[1]), words(word[1])) == []


def test_the_print_says_what_the_page_says(published: Path) -> None:
    """Each number of the page is in the PDF at least as often; labels, running heads and the appendix add more."""
    for path in documents(published):
        lacking = numbers("\n".join(page_texts(path.with_suffix(".html"))))
        printed = print_text(path.with_suffix(".pdf"))
        unbroken = re.sub(r"[\r\n]+", "", printed)  # addresses are broken at the ends of lines
        lacking -= numbers(printed) | numbers(unbroken)
        assert lacking == {}
