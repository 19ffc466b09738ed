"""Selections of hunks: by number, id, author and date, from the command line and from the review page."""

from __future__ import annotations

import json

import pytest

from report.merge.selections import selection
from report.rows.errors import UsageError

TEXT = "Another paragraph stands here, and nothing in it is a number."
RUN = f'<w:r><w:t xml:space="preserve">{TEXT}</w:t></w:r>'


def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def change(kind, author, day, text):
    tag = "delText" if kind == "del" else "t"
    return f'<w:{kind} w:id="900" w:author="{author}" w:date="{day}T10:00:00Z">{run(text, tag)}</w:{kind}>'


TRACKED = (
    run("Another ")
    + change("ins", "Smith, Ann", "2026-01-02", "short ")
    + run("paragraph stands here")
    + change("del", "Bob", "2026-01-05", ", and nothing in it is a number")
    + run(".")
)


@pytest.fixture
def copy(edited):
    """A copy with two tracked changes and one that is not tracked."""
    return edited((RUN, TRACKED), ("The second item.", "The other item."))


def by_author(found):
    return {hunk.author: hunk for hunk in found.hunks}


def test_hunks_have_the_author_and_date_of_their_tracked_changes(built, copy):
    """Each hunk is signed by those whose changes it contains; an untracked edit is not signed."""
    found = by_author(built.merge(copy))
    assert {author: hunk.date[:10] for author, hunk in found.items()} == {
        "": "",
        "Smith, Ann": "2026-01-02",
        "Bob": "2026-01-05",
    }


@pytest.mark.parametrize(
    ("terms", "short", "number"),
    [
        ('author:"Smith, Ann"', True, True),
        ("author:bob", False, False),
        ("since:2026-01-03", False, False),
        ("until:2026-01-03", True, True),
        ('author:"Smith, Ann",author:Bob', True, False),
        ("author:Bob,until:2026-01-03", False, True),
    ],
)
def test_tracked_changes_are_selected_by_author_and_date(built, copy, terms, short, number):
    """Authors are alternatives; author and date must both fit."""
    text = built.merged(copy, selection=selection(terms))
    assert ("Another short" in text, "is a number." in text) == (short, number)


def test_ids_depend_neither_on_other_hunks_nor_on_todays_template(built, copy):
    """A selection that was made earlier names the same hunks."""
    ids = {hunk.id for hunk in built.merge(copy).hunks}
    today = {
        **built.templates,
        "index.qmd.j2": built.templates["index.qmd.j2"].replace("# Results", "# Found"),
    }
    assert {hunk.id for hunk in built.merge(copy, today).hunks} == ids
    of_bob = built.merge(copy, selection=selection("author:Bob"))
    assert {hunk.id for hunk in of_bob.hunks} < ids


def test_hunks_are_selected_by_number_and_id(built, copy):
    """What is left out or rejected by name is not applied."""
    hunks = by_author(built.merge(copy))
    item, bob = hunks[""], hunks["Bob"]
    states = {
        hunk.id: hunk.state
        for hunk in built.merge(copy, selection=selection(f"{item.number},{bob.id}")).hunks
    }
    assert states == {item.id: "applied", bob.id: "applied", hunks["Smith, Ann"].id: "rejected"}
    left = built.merge(copy, selection=selection(f"{item.id}=reject"))
    assert left.counts == {"applied": 2, "rejected": 1}


def test_a_rejected_conflict_is_closed(built, edited):
    """A conflict that is rejected by name is no longer open."""
    data = edited((">7.5<", ">7.6<"))
    assert built.merge(data).counts == {"conflict": 1}
    assert built.merge(data, selection=selection("1=reject")).counts == {"rejected": 1}


def test_a_file_of_the_review_page_is_a_selection(tmp_path):
    """The downloaded file means the same as the list of terms."""
    record = {"build": "b", "accept": ["h00000a"], "reject": ["h00000b"], "rows": {"h00000c": "hours.max"}}
    (tmp_path / "selection.json").write_text(json.dumps(record), encoding="utf-8")
    found = selection(str(tmp_path / "selection.json"))
    assert found == selection("h00000a,h00000b=reject,h00000c=hours.max")


@pytest.mark.parametrize("terms", ["x", "1-", "h12", "since:monday", "author:", "hffffff-3", "3-x,y"])
def test_terms_that_cannot_be_read_are_faults(terms):
    """Every such term is named, all in one error."""
    with pytest.raises(UsageError) as caught:
        selection(terms)
    assert len(caught.value.faults) == len(terms.split(","))


@pytest.mark.parametrize("content", ["", "[]", '{"accept": 3}', '{"since": "monday"}', "\udcff"])
def test_a_file_that_is_no_selection_is_a_fault(tmp_path, content):
    """The fault names the file, regardless of its content."""
    path = tmp_path / "selection.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match="is not a selection"):
        selection(str(path))


def test_hunks_that_do_not_exist_are_faults(built, copy):
    """A selection for another copy is refused, with each unknown hunk."""
    with pytest.raises(UsageError) as caught:
        built.merge(copy, selection=selection("1,9,hffffff=reject"))
    assert [fault.what for fault in caught.value.faults] == ["no hunk 9", "no hunk hffffff"]


def test_an_author_without_a_tracked_change_is_a_fault(built, copy, edited):
    """A typing mistake would leave every tracked change out; the names in the copy are listed."""
    with pytest.raises(UsageError) as caught:
        built.merge(copy, selection=selection('author:"Smith, Anna"'))
    (fault,) = caught.value.faults
    assert fault.what == "no tracked change by smith, anna"
    assert fault.remedy == "its tracked changes are by Bob, Smith, Ann"
    with pytest.raises(UsageError) as caught:
        built.merge(edited(("The second item.", "The other item.")), selection=selection("author:Ann"))
    assert caught.value.faults[0].remedy == "the copy has no tracked changes: omit the option"


def test_an_answer_to_a_hunk_that_asks_nothing_is_a_fault(built, edited):
    """The number of another hunk was meant; nothing is applied."""
    copy = edited(("The second item.", "The other item."))
    with pytest.raises(UsageError, match="hunk 1 adds no number"):
        built.merge(copy, selection=selection("1=hours.max"))
