"""HTML, Word and PDF say the same: words, notes, captions, cells and their order."""

import re
import shutil
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

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
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, run_report: Callable[..., Any]
) -> Path:
    """The published files of a study."""
    pytest.importorskip("weasyprint", exc_type=OSError)
    root = tmp_path_factory.mktemp("agreement") / "study"
    if request.param == "mini":
        shutil.copytree(request.getfixturevalue("cached_mini"), root)
    else:
        shutil.copytree(ROOT / STUDIES[request.param], root, ignore=MADE)
    done = run_report(root, "build", "--quiet")
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
