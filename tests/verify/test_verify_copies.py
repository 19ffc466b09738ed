"""Copies that came back: untouched, saved elsewhere, with changes tracked, older, moved about, reworded."""

import re
import shutil
import subprocess
from random import Random

import pytest
from places import Page
from subject import Sample
from word_places import W, Word, packed

from report.rows.ledger import Ledger
from report.rows.stat import Claim
from tests.sampling import sampled

FILES = [f"{name}.{suffix}" for name in ("index", "supplement") for suffix in ("html", "docx", "pdf")]


@pytest.fixture
def page(sample):
    return Page(sample.bytes("index.html"))


@pytest.fixture
def word(sample):
    claims = {row.id for row in sample.documents.ledger.values() if isinstance(row, Claim)}
    return Word(sample.bytes("index.docx"), claims)


def place(copy, id, block="text"):
    return next(each for each in copy.places if each.id == id and each.block == block)


@pytest.mark.parametrize("name", FILES)
def test_an_untouched_copy_stands(sample, name):
    """What was published has no finding, and each of its digits is accounted for."""
    checked = sample.check(name, sample.bytes(name))
    assert checked.findings == ()
    assert checked.balance.even
    assert "typed" not in checked.balance.parts
    assert checked.numbers > 60


@pytest.mark.parametrize("name", FILES)
def test_a_copy_is_recognised_whatever_its_name(sample, name):
    """A file's text says which document it is a copy of."""
    checked = sample.check(f"from-a-colleague{name[name.index('.') :]}", sample.bytes(name))
    assert checked.document == name.partition(".")[0]
    assert checked.findings == ()


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize("name", ["index", pytest.param("supplement", marks=pytest.mark.slow)])
def test_a_copy_saved_by_libreoffice_stands(sample, name, tmp_path):
    """Opening and saving in another program is not a finding."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / f"{name}.docx"
    source.write_bytes(sample.bytes(f"{name}.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run([*command, tmp_path / "saved", source], check=True, capture_output=True, timeout=300)
    checked = sample.check(f"{name}.docx", (tmp_path / "saved" / f"{name}.docx").read_bytes())
    assert checked.findings == ()
    assert checked.balance.even


def without_controls(data):
    """The Word file with the contents of its content controls alone."""
    word = Word(data, set())
    for tree in word.trees.values():
        for control in list(tree.iter(W + "sdt")):
            parent = control.getparent()
            for child in control.find(W + "sdtContent"):
                parent.insert(parent.index(control), child)
            parent.remove(control)
    return word._changed(lambda _: None)


def test_without_content_controls_the_text_is_enough(sample, word):
    """Where a program dropped the controls, places are found by the words around them."""
    assert sample.found("index.docx", without_controls(sample.bytes("index.docx"))) == []
    id = "path.warm.rapport_on_alliance.beta"
    changed = without_controls(word.edit(place(word, id), "0.71"))
    assert sample.found("index.docx", changed) == [("changed", id)]


def tracked(word, where, old, new):
    """A number replaced with the change tracked."""
    mark = 'w:id="9" w:author="A" w:date="2024-01-01T00:00:00Z"'
    change = (
        f'<w:del {mark}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
        f'<w:ins {mark}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
    )
    edited = Word(word.edit(where, "PLACE"), word.claims)
    name = "word/document.xml"
    text = edited.parts[name].decode("utf-8")
    run = re.search(
        r"<w:r>(?:(?!</w:r>).)*?PLACE</w:t></w:r>|<w:r [^>]*>(?:(?!</w:r>).)*?PLACE</w:t></w:r>", text
    )
    return packed({**edited.parts, name: text.replace(run[0], change).encode("utf-8")})


def test_tracked_changes_are_read_both_ways(sample, word):
    """A tracked change that makes a number wrong is reported if accepted; one that corrects it, if rejected."""
    id = "path.warm.rapport_on_alliance.beta"
    where = place(word, id)
    for old, new, note in (
        (where.text, "0.71", "tracked changes accepted"),
        ("0.71", where.text, "tracked changes rejected"),
    ):
        findings = sample.check("index.docx", tracked(word, where, old, new)).findings
        assert [(each.kind, each.stat, each.found, each.note) for each in findings] == [
            ("changed", id, "0.71", note)
        ]


@pytest.fixture(scope="session")
def older(tmp_path_factory, sample):
    """What the sample published before nearly all of its data were corrected."""
    folder = tmp_path_factory.mktemp("older")
    shutil.copytree(sample.inputs.project.root, folder / "project")
    path = folder / "project" / "data" / "trial.csv"
    first, head, *lines = path.read_text().splitlines()
    random = Random(2)
    cells = [line.split(",") for line in lines]
    other = [[*line[:2], *(f"{float(cell) + random.gauss(0, 2):.1f}" for cell in line[2:])] for line in cells]
    path.write_text("\n".join([first, head, *map(",".join, other)]) + "\n")
    return Sample(folder / "project", folder)


def shown(row):
    """What a document shows of a row: in its text, or in its card."""
    return row.printed, row.label, getattr(row, "value", None), getattr(row, "n", None)


@pytest.mark.parametrize("name", sampled(FILES[:3], 3))
def test_an_older_copy_is_stale(sample, older, name):
    """A number that was right in its own build is called stale, with the old and the new value."""
    copy = older.published_alone(name)
    findings = sample.check(name, copy.read_bytes()).findings
    assert {each.kind for each in findings} == {"stale"}
    reported = {(each.stat, each.found, each.expected) for each in findings}
    was, now = Ledger.from_json(copy.with_name("ledger.json").read_text()), sample.documents.ledger
    changed = [id for id in now if shown(was[id]) != shown(now[id])]
    assert (
        "describe.warm.age.mean",
        was["describe.warm.age.mean"].printed,
        now["describe.warm.age.mean"].printed,
    ) in reported
    assert {id for id, _, _ in reported} <= set(changed)


def test_a_number_that_was_wrong_in_its_own_build_is_changed(sample, older):
    """An older copy that was edited too shows both."""
    copy = Page(older.published_alone("index.html").read_bytes())
    id = "describe.warm.age.mean"
    findings = sample.check("index.html", copy.edit(place(copy, id), "99.9")).findings
    assert ("changed", id, "99.9") in {(each.kind, each.stat, each.found) for each in findings}


def paragraph(tree, words):
    return next(each for each in tree.iter("p") if words in each.text_content())


def test_a_statement_that_stands_elsewhere_has_moved(sample, page):
    """Numbers that were carried off with their sentence are right, but not where they stood."""

    def change(tree, _):
        moved = paragraph(tree, "Under cold hands, the effect")
        paragraph(tree, "Two limits are").addnext(moved)

    findings = sample.check("index.html", page._changed(change)).findings
    assert {each.kind for each in findings} == {"moved"}
    assert ("path.cold.rapport_on_alliance.beta", "Discussion") in {
        (each.stat, each.where.section) for each in findings
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("was not significant", "was highly significant"),
        ("was not significant", "was nonsignificant, though close,"),
        ("was not significant", "was significant"),
    ],
)
def test_wording_that_is_bound_to_a_claim_may_not_change(sample, page, old, new):
    """Any other wording of a claim is a finding."""
    where = next(each for each in page.places if each.kind == "claim" and each.text == old)
    assert sample.found("index.html", page.edit(where, new)) == [("reworded", where.id)]


def test_a_finding_says_where(sample, page):
    """A finding in a table names table, row and column; one in the text the section and the sentence."""
    cell = place(page, "describe.warm.rapport.sd", "cell")
    (finding,) = sample.check("index.html", page.edit(cell, "1.86")).findings
    where = finding.where
    assert (where.table, where.row, where.column) == ("tbl-measures", "Rapport (Warm hands)", "SD")
    assert (finding.expected, finding.found) == (cell.text, "1.86")
    text = place(page, "path.warm.rapport_on_alliance.beta")
    (finding,) = sample.check("index.html", page.edit(text, "0.71")).findings
    assert finding.where.section == "Warm hands"
    assert "Alliance was related to rapport (β = 0.71" in finding.where.context
