"""What is behind the heading of the provenance appendix: true entries are checked, everything else is text."""

import io

import pypdfium2
import pytest
from printing import Press

from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.text.blocks import Block
from report.verify.appendix import Reader


def bound(*files):
    """One PDF of the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        whole.import_pages(pypdfium2.PdfDocument(data))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


@pytest.fixture
def extra(tmp_path):
    """A page of results that no row has."""
    page = "<p>Further results: 57 participants improved by 12.7 points, <i>p</i> = .04.</p>"
    return Press(tmp_path).printed(f'<html lang="en"><head></head><body>{page}</body></html>'.encode())


@pytest.mark.slow
def test_paper_and_supplement_bound_together_are_right(sample):
    """A file that holds both documents is compared with both."""
    whole = bound(sample.bytes("index.pdf"), sample.bytes("supplement.pdf"))
    checked = sample.check("index.pdf", whole)
    assert checked.findings == ()
    assert checked.document == "index and supplement"
    assert checked.balance.even


def test_a_page_behind_the_appendix_is_read(sample, extra):
    """Results behind the appendix are typed like any other."""
    found = sample.check("index.pdf", bound(sample.bytes("index.pdf"), extra)).findings
    assert [(each.kind, each.found) for each in found] == [
        ("typed", "57"),
        ("typed", "12.7"),
        ("typed", ".04"),
    ]


def replaced(sample, old, new):
    head, mark, tail = sample.bytes("index.html").decode("utf-8").partition('<section class="provenance"')
    assert mark
    assert old in tail
    return (head + mark + tail.replace(old, new, 1)).encode("utf-8")


@pytest.mark.parametrize(
    "added", ["29", "(12.7%)", "p = .04", "***", "Further results: 57 participants, p = .04.", "½", "n = 57"]
)
def test_what_is_written_into_the_appendix_is_found(sample, added):
    """A number behind an entry, and a paragraph between entries, are findings."""
    for old, new in (
        ('</span> <span class="entry"', f'</span> {added} <span class="entry"'),
        ('<p class="maker">', f'<p>{added}</p><p class="maker">'),
    ):
        assert sample.check("index.html", replaced(sample, old, new)).findings


LEDGER = Ledger.of([Claim("claim.a", True, "a claim"), Stat("path.a", 0.5, "fixed2", "effect of a", n=29)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("claim.a a claim holds", []),
        ("claim.a holds path.a 0.50; n = 29", []),
        ("claim.a a claim does not hold", [("changed", "claim.a")]),
        ("claim.a does not hold path.a effect of a 0.50", [("changed", "claim.a")]),
        ("claim.a nearly holds", [("changed", "claim.a")]),
        ("path.a 0.50; n = 57", [("changed", "path.a")]),
        ("path.a 0.50 (0.6); n = 29", [("changed", "path.a")]),
        ("path.a effect of a 0.50 (0.5); n = 29", []),
    ],
)
def test_an_entry_says_what_its_row_says(text, found):
    """A claim holds or not, a value and its number of cases are those of the row."""
    read = Reader(LEDGER, {}).read([Block("provenance", text)])
    assert [(each.kind, each.stat) for each in read.findings] == found
    assert read.others == ()


@pytest.mark.parametrize("typed", ["29", ".03", "p = .03", "12.7%", "3 29"])
def test_a_number_before_the_file_of_a_function_is_text(typed):
    """Line ends may break the path of a file, but no part of it is a number."""
    line = f"describe {typed} trial/products.py:51, from trial [data/trial.csv 5b21e7f1]"
    read = Reader(Ledger.of([]), {}).read([Block("paragraph", line)])
    assert [other.text for other in read.others] == [f"describe {typed}"]
    broken = "describe trial/pro ducts.py: 51, from trial [data/trial.csv 5b21e7f1]"
    assert Reader(Ledger.of([]), {}).read([Block("paragraph", broken)]).others == ()


SWEEP = "power: 20 universes, 30 replications each, 4 failed; run data/power.csv (sha256 16a6b4e94e17…)"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (SWEEP, []),
        (SWEEP.replace("data/power", "data/ power").replace("16a6b4e94e17", "27b7c5fa5f28"), []),
        (SWEEP.replace("power:", "simulated_power:"), []),
        (SWEEP.replace("20 uni", "21 uni"), ["21"]),
        (SWEEP.replace("4 failed", "0 failed"), ["0"]),
        (SWEEP.replace("30 rep", "300 rep"), ["300"]),
    ],
)
def test_the_size_of_a_sweep_is_what_the_study_says(line, text):
    """Its name and hash may be those of another run with the same results; paths break at line ends."""
    maker = f"powers analysis/power.py:51, from trial [data/power.csv 5b21e7f1]; sweep {line}"
    read = Reader(LEDGER, {}, (SWEEP,)).read([Block("paragraph", maker)])
    assert [number for number in text if not any(number in each.text for each in read.others)] == []
    assert bool(read.others) == bool(text)


def test_a_sweep_of_an_older_build_may_have_another_size():
    """The copy's own rows differ from today's."""
    maker = f"powers analysis/power.py:51; sweep {SWEEP.replace('20 uni', '10 uni')}"
    assert Reader(LEDGER, {"path.a": "0.40"}, (SWEEP,)).read([Block("paragraph", maker)]).others == ()
