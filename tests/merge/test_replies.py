"""Answered comments become threads of the next Word file."""

from __future__ import annotations

import json

import pytest

from report.merge.comments import comments, written
from report.merge.replies import replies_in, with_threads
from report.merge.word_units import read_units
from report.rows.errors import UsageError
from tests.merge.test_merge_office import needs_office, saved

RUN = (
    '<w:r><w:t xml:space="preserve">Another paragraph stands here, and nothing in it is a number.</w:t></w:r>'
)
BODY = "<w:p><w:r><w:t>Why?</w:t></w:r></w:p>"
NOTE = f'<w:comment w:id="7" w:author="Ann" w:date="2026-01-02T00:00:00Z">{BODY}</w:comment>'


@pytest.fixture
def copy(edited):
    """A copy with a comment."""
    data = edited((RUN, f'<w:commentRangeStart w:id="7"/>{RUN}<w:commentRangeEnd w:id="7"/>'))
    return edited(("/>", f">{NOTE}</w:comments>"), part="word/comments.xml", of=data)


@pytest.fixture
def answered(built, copy):
    """The build with the answered comment."""
    found = built.merge(copy)
    units = {"7": "Another paragraph stands here, and nothing in it is a number."}
    return with_threads(built.word, comments(copy, found), units, {"7": "Because."}, "Bob", 0)


def threads(built, data):
    found = comments(data, built.merge(data))
    return [(each.author, each.text, bool(each.reply_to)) for each in found], found[0].quoted


def test_an_answer_is_a_reply_to_the_comment_on_the_same_text(built, answered):
    """The next file has the comment with its reply, on the paragraph, and the text of the build."""
    listed, quoted = threads(built, answered)
    assert listed == [("Ann", "Why?", False), ("Bob", "Because.", True)]
    assert quoted.startswith("Another paragraph")
    assert [each.text for each in read_units(answered).units] == [
        each.text for each in read_units(built.word).units
    ]


def test_comments_without_an_answer_are_left_out(built, copy):
    """A thread without a reply is not repeated."""
    made = with_threads(built.word, comments(copy, built.merge(copy)), {}, {}, "Bob", 0)
    assert comments(made, built.merge(made)) == ()


@pytest.mark.parametrize("name", ["a.json", "a.csv"])
def test_replies_are_read_from_the_list_of_comments(tmp_path, name):
    """The field `reply` of each comment is its answer; empty ones are none."""
    rows = [{"id": "7", "reply": "Because."}, {"id": "8", "reply": ""}]
    text = json.dumps(rows) if name.endswith("json") else "id,reply\n7,Because.\n8,\n"
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert replies_in(tmp_path / name) == {"7": "Because."}


@pytest.mark.parametrize("text", ["", "3", "[3]", "[{}]"])
def test_a_file_that_is_no_list_of_comments_is_a_fault(tmp_path, text):
    """The fault names the file and how to make one."""
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is not a list of comments"):
        replies_in(tmp_path / "a.json")


class TestOffice:
    pytestmark = needs_office

    def test_libreoffice_reads_the_comment_and_its_answer(self, built, answered, tmp_path):
        """LibreOffice opens the file and saves both with author and text; it may not save which answers which."""
        listed = threads(built, saved(answered, tmp_path))[0]
        assert [each[:2] for each in listed] == [("Ann", "Why?"), ("Bob", "Because.")]


def test_the_list_in_markdown_takes_answers_too(built, copy, tmp_path):
    """Each open thread has a line for the answer, which may have several lines; an empty one is not an answer."""
    listed = comments(copy, built.merge(copy))
    text = written(listed, "md")
    assert "\n  Reply to 7: \n" in text
    file = tmp_path / "todo.md"
    file.write_text(text, encoding="utf-8")
    assert replies_in(file) == {}
    file.write_text(text.replace("Reply to 7: ", "Reply to 7: Because\n  it is so."), encoding="utf-8")
    assert replies_in(file) == {"7": "Because it is so."}


def test_an_answer_is_on_the_words_of_the_comment(built, edited):
    """A comment on some words is on these words alone in the next file, not on their paragraph."""
    words = "nothing in it"
    before, after = (
        RUN.replace("nothing in it is a number.", ""),
        RUN.replace("Another paragraph stands here, and ", ""),
    )
    assert words in after
    marked = f'{before}<w:commentRangeStart w:id="7"/>{after}<w:commentRangeEnd w:id="7"/>'.replace(
        " is a number.", ""
    )
    data = edited((RUN, marked + "<w:r><w:t> is a number.</w:t></w:r>"))
    copy = edited(("/>", f">{NOTE}</w:comments>"), part="word/comments.xml", of=data)
    found = comments(copy, built.merge(copy))
    units = {"7": "Another paragraph stands here, and nothing in it is a number."}
    made = with_threads(built.word, found, units, {"7": "Because."}, "Bob", 0)
    again = comments(made, built.merge(made))
    assert again[0].quoted.strip() == words
    assert [each.text for each in read_units(made).units] == [
        each.text for each in read_units(built.word).units
    ]
