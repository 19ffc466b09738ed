"""Tracked changes at the end of a paragraph and of the paragraphs behind it."""

from __future__ import annotations

from report.merge.adjacent_changes import SUFFIX, keep_apart
from report.merge.tracked import tracked
from report.merge.word_units import read_units
from report.render.word.namespaces import w, xml
from tests.merge.edit_kinds import WordCopy, footnote_after, inserted_after
from tests.merge.office_changes import decided
from tests.merge.test_merge_office import needs_office

OLD = "<w:p><w:r><w:t>Old.</w:t></w:r></w:p>"
CHANGE = 'w:id="1" w:author="A" w:date="2026-01-02T00:00:00Z"'
NEW = f"<w:ins {CHANGE}><w:r><w:t> and new.</w:t></w:r></w:ins>"
END = f"<w:p><w:r><w:t>Old</w:t></w:r>{NEW}<w:bookmarkEnd w:id='3'/></w:p>"
WHOLE = f"<w:p><w:pPr><w:rPr><w:ins {CHANGE}/></w:rPr></w:pPr><w:ins {CHANGE}><w:r><w:t>New.</w:t></w:r></w:ins></w:p>"


def authors(*paragraphs):
    """The authors of the changes of each paragraph."""
    root = xml(f"<w:body>{''.join(paragraphs)}</w:body>")
    keep_apart(root)
    return ["".join(sorted({each.get(w("author")) for each in p.iter(w("ins"))})) for p in root.iter(w("p"))]


def test_new_paragraphs_behind_a_new_end_have_another_author():
    """As many as follow each other; others keep the author."""
    apart = f"A{SUFFIX}"
    assert authors(END, WHOLE, WHOLE, OLD, WHOLE) == ["A", apart, apart, "", "A"]
    assert authors(OLD, WHOLE, END) == ["", "A", "A"]


class TestOffice:
    pytestmark = needs_office

    def test_libreoffice_rejects_a_new_end_and_the_new_paragraphs_behind_it(self, built, tmp_path):
        """The paragraph keeps its end, and the next one its own place."""
        file = WordCopy(built.word)
        for start, words in (("The last paragraph", "after it."), ("Participants were", "by post.")):
            inserted_after(start, "One more paragraph.", "Another one.")(file)
            file.paragraph(start).append(xml(f"<w:r><w:t xml:space='preserve'> More {words}</w:t></w:r>"))
        footnote_after("nothing in it is a number.", "A note.")(file)
        inserted_after("Another paragraph", "One more.")(file)
        new = file.saved()
        for verb, whole in (("Accept", new), ("Reject", built.word)):
            found = [
                unit.text for unit in read_units(decided(tracked(built.word, new, 0), verb, tmp_path)).units
            ]
            assert found == [unit.text for unit in read_units(whole).units]
