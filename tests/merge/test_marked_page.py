"""The page with marked changes: with its insertions it is the new text, with its deletions the old one."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from lxml import html

from report.merge.cause_comments import with_causes
from report.merge.causes import Cause, ExplainedChange
from report.merge.marked_page import marked_page
from report.merge.tracked import tracked
from report.merge.word_units import read_units
from report.rows.ledger_diff import Change, Weight
from tests.merge.test_tracked import EDITS

ALL = tuple(
    dict.fromkeys(
        edit for name in ("number", "cell", "caption", "paragraph", "format") for edit in EDITS[name]
    )
)
CAUSE = ExplainedChange(
    Change(Weight.PRINTED, "hours.mean", "mean hours", "7.5", "7.9"), (Cause("data", "one row"),)
)
ADDED = (
    "//p[@class='legend'] | //sup[@class='cause'] | //section[@class='comments']"
    " | //a[@role='doc-noteref' or @role='doc-backlink'] | //annotation | //svg"
)


def letters(page: str, dropped: str) -> str:
    """The letters of a page without what was inserted or deleted, and without what the page adds."""
    main = html.document_fromstring(page).find(".//main")
    for element in main.xpath(f"{ADDED} | //{dropped}"):
        element.drop_tree()
    return re.sub(r"\s", "", main.text_content())


def expected(data: bytes) -> str:
    """The letters of a Word file."""
    return re.sub(r"[\s\uFFFC]", "", "".join(unit.text for unit in read_units(data).units))


@pytest.fixture(scope="module")
def pages(built):
    """The marked pages of several edits, in both directions, made once."""
    from tests.merge.conftest import with_edits

    new = with_edits(built.word, *ALL)
    return new, *(
        marked_page(tracked(*pair, 0), "index", "v1") for pair in ((built.word, new), (new, built.word))
    )


def test_accepting_gives_the_new_text_and_rejecting_the_old(built, pages):
    """Every letter of both versions is on the page, in prose, numbers, cells, captions and notes."""
    new, forward, backward = pages
    assert letters(forward, "del") == letters(backward, "ins") == expected(new)
    assert letters(forward, "ins") == letters(backward, "del") == expected(built.word)
    assert expected(new) != expected(built.word)


def test_changes_are_marked_in_numbers_cells_and_captions(pages):
    """An edited word is inserted and deleted where it is, and a new paragraph shows its end."""
    tree = html.document_fromstring(pages[1])
    assert {"7.9", "People"} <= {each.text_content() for each in tree.xpath("//ins")}
    assert {"7.5", "Participants"} <= {each.text_content() for each in tree.xpath("//del")}
    assert tree.xpath("//td//ins[.='People']")
    assert tree.xpath("//caption//ins[.='Rest']")
    assert tree.xpath("//ins[@class='end']")


def test_the_page_is_self_contained_and_names_the_older_build(pages):
    """The legend names the older build; links lead to marked pages or to places that the page has."""
    tree = html.document_fromstring(pages[1])
    assert tree.xpath("string(//p[@class='legend'])").startswith(
        "Changes since v1: inserted text, deleted text"
    )
    targets, links = {*tree.xpath("//@id")}, tree.xpath("//a/@href")
    assert any(link.startswith("supplement.marked.html#") for link in links)
    assert {link[1:] for link in links if link.startswith("#")} <= targets
    assert tree.get("lang") == "en-GB"
    assert not tree.xpath("//@src[not(starts-with(., 'data:'))]")


def test_equal_causes_are_one_numbered_comment(built, edited):
    """Each changed number refers to its cause, which is listed once."""
    new = edited((">7.5<", ">7.9<"), (">7.5<", ">7.9<"))
    made = with_causes(tracked(built.word, new, 0), [CAUSE], 0)
    tree = html.document_fromstring(marked_page(made, "index", "v1"))
    assert tree.xpath("//sup[@class='cause']/a/text()") == ["C1", "C1"]
    (comment,) = tree.xpath("//section[@class='comments']/p")
    assert comment.text_content() == "C1  mean hours (hours.mean): 7.5 → 7.9. data: one row"
    assert tree.xpath("//ins/@title") == ["mean hours (hours.mean): 7.5 → 7.9. data: one row"] * 2


def test_a_changed_figure_is_shown_old_beside_new(built):
    """Both pictures are on the page, in frames that are labelled by the style sheet."""
    from report.render.word.package import Package

    package = Package.read(built.word)
    (name,) = [each for each in package.parts if each.endswith(".png")]
    package.parts[name] = package.parts[name] + b"\0"
    tree = html.document_fromstring(marked_page(tracked(built.word, package.written(0), 0), "index", "v1"))
    for kind in ("del", "ins"):
        assert len(tree.xpath(f"//{kind}[@class='figure']//*[self::img or self::svg]")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_each_kind_of_edit_is_marked_in_both_directions(built, edited, name):
    """Each edit alone."""
    new = edited(*EDITS[name])
    page = marked_page(tracked(built.word, new, 0), "index", "v1")
    assert (letters(page, "del"), letters(page, "ins")) == (expected(new), expected(built.word))


@pytest.mark.slow
def test_the_build_writes_the_marked_page_and_its_pdf(built, tmp_path):
    """`--tracked-against` writes what `--to` asks for, and a second run the same bytes; the PDF has both texts."""
    root = tmp_path / "project"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns(".tracepaper", "__pycache__"))
    assert built.run("stamp", "sent", root=root).returncode == 0
    path = root / "templates" / "index.qmd.j2"
    path.write_text(path.read_text("utf-8").replace("quiet towns", "noisy towns"), encoding="utf-8")
    done = built.run("build", "--tracked-against", "sent", "--json", root=root)
    assert done.returncode == 0, done.stderr
    written = [root / "_output" / f"index.{each}" for each in ("tracked.docx", "marked.html", "marked.pdf")]
    before = [each.read_bytes() for each in written]
    assert built.run("build", "--tracked-against", "sent", root=root).returncode == 0
    assert [each.read_bytes() for each in written] == before
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=before[2], capture_output=True, check=True
    ).stdout.decode()
    assert re.search(r"recruited in\s+quiet\s+noisy\s+towns", text)
    assert "Changes since sent" in text


def test_the_legend_is_in_the_language_of_the_document(built):
    """All words that the page adds follow `lang`, in the title, the legend, the labels of figures and the comments."""
    from tests.merge.conftest import with_edits

    german = [
        with_edits(data, ('"en-GB"', '"de-CH"'), part="word/styles.xml")
        for data in (built.word, with_edits(built.word, *EDITS["number"]))
    ]
    page = marked_page(with_causes(tracked(*german, 0), [CAUSE], 0), "index", "v1")
    assert "<title>Änderungen in index seit v1</title>" in page
    assert "Änderungen seit v1: <ins>eingefügter Text</ins>, <del>gelöschter Text</del>." in page
    assert "<h1>Kommentare</h1>" in page
