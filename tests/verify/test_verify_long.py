"""Copies that are long in one way are answered in seconds: the comparison is linear in what it reads."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from subject import READERS

from report.text.blocks import Anchor, Block
from report.text.reading.guards import UnreadableError
from report.verify.check import check_copy, opened

MANY = 20_000
SECONDS = 10
TEXTS = {
    "typed numbers": " ".join(str(1000 + i) for i in range(MANY)),
    "one number": "29 " * MANY,
    "dots": "." * MANY,
    "spaces": f"a{' ' * MANY}b",
    "distinct words": " ".join(f"w{'abcdefghij'[i % 10]}{'x' * (i % 7)}y{i % 97 * 'z'}" for i in range(MANY)),
    "stars": "* " * MANY,
    "relations": "<" * MANY,
    "fractions": "½" * MANY,
    "capitals": "A" * MANY,
    "citations": "Name (2019) " * (MANY // 4),
    "files": "a.b/c-" * (MANY // 4),
    "abbreviations": "a.b " * MANY,
    "references": "Table 1, " * MANY,
    "digits": "7" * MANY,
    "soft hyphens": "a\u00ad" * MANY,
}


def seconds(sample, block):
    copy = READERS[".html"](sample.bytes("index.html"))
    sample.documents.blocks("index")
    began = time.process_time()
    check_copy(Path("index.html"), replace(copy, readings={"": (*copy.blocks, block)}), sample.documents)
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["paragraph", "reference", "provenance"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_long_block_is_answered_in_seconds(sample, name, kind):
    """Twenty thousand of anything in one block take seconds, wherever the block is."""
    assert seconds(sample, Block(kind, TEXTS[name])) < SECONDS


@pytest.mark.slow
def test_a_hundred_thousand_typed_numbers_are_answered_in_seconds(sample):
    """The commonest of long copies: numbers that no row has, each of them a finding."""
    text = " ".join(map(str, range(1000, 1000 + 5 * MANY)))
    assert seconds(sample, Block("paragraph", text)) < SECONDS


@pytest.mark.slow
def test_a_hundred_thousand_controls_are_answered_in_seconds(sample):
    """A block may be tied to rows as often as it has numbers."""
    row = "path.warm.rapport_on_alliance.beta"
    anchors = tuple(Anchor(5 * i, 5 * i + 4, "stat", row) for i in range(5 * MANY))
    assert seconds(sample, Block("paragraph", "0.50 " * 5 * MANY, anchors)) < SECONDS


@pytest.mark.parametrize(("rows", "is_read"), [(10_000, True), (0, False)])
def test_a_copy_may_be_as_long_as_its_ledger_requires(tmp_path, rows, is_read):
    """A page of two million letters is a paper only if it contains the ledger of a long paper."""
    ledger = json.dumps({"rows": {f"row.n{i}": "0.50" for i in range(rows)}})
    text = f"<p>{'A few words. ' * 1000}</p>" * 160
    path = tmp_path / "index.html"
    path.write_text(f'<html><body>{text}<script id="ledger">{ledger}</script></body></html>')
    if is_read:
        opened(path)
        return
    with pytest.raises(UnreadableError, match="far longer"):
        opened(path)
