"""Alternative texts of pictures and the cards of a page are compared with those of today."""

import json
import re

import pytest
from editable import Word, zipped

TEXT = re.compile(r"Arrows between six measures of 24 people, of mean age [\d.]+")
EDITS = {
    "24 people": ("29 people", ("changed", "24", "29")),
    "of mean age": ("(29%) of mean age", ("typed", "", "29%")),
    "of 24 people": ("of people", ("deleted", "24", "")),
    "people, of": ("people**, of", ("typed", "", "**")),
}


def edited(data, old, new):
    """A page or a part of a Word file with another alternative text."""
    text = data.decode("utf-8")
    assert TEXT.search(text)
    return TEXT.sub(lambda match: match[0].replace(old, new), text).encode("utf-8")


def found(sample, name, data):
    listed = sample.check(name, data).findings
    assert {each.where.block for each in listed} == {"alternative text"}
    return {(each.kind, each.expected, each.found) for each in listed}


@pytest.mark.parametrize("old", EDITS)
def test_numbers_in_alternative_texts_of_a_page(sample, old):
    """A number or mark that was changed, added or removed in the description of a drawing is a finding."""
    new, expected = EDITS[old]
    assert found(sample, "index.html", edited(sample.bytes("index.html"), old, new)) == {expected}


@pytest.mark.parametrize("old", EDITS)
@pytest.mark.parametrize("kind", ["document", "svg"])
def test_numbers_in_alternative_texts_of_a_word_file(sample, kind, old):
    """They are compared where Word shows them and inside the vector picture."""
    new, expected = EDITS[old]
    parts = Word(sample.bytes("index.docx")).parts
    name = next(
        name
        for name, data in parts.items()
        if name.endswith(f"{kind}.xml" if kind == "document" else ".svg") and TEXT.search(data.decode())
    )
    data = zipped({**parts, name: edited(parts[name], old, new)})
    assert found(sample, "index.docx", data) == {expected}


def test_an_added_picture_is_described_without_numbers(sample):
    """No row accounts for a number in the alternative text of a picture that an author added."""
    picture = '<img src="data:image/png;base64," width="300" alt="{}"/></body>'
    page = sample.bytes("index.html").decode()
    data = page.replace("</body>", picture.format("Calm rose by 29%")).encode()
    assert found(sample, "index.html", data) == {("typed", "", "29%")}
    data = page.replace("</body>", picture.format("Hands of a sitter")).encode()
    assert sample.check("index.html", data).findings == ()


DATA = re.compile(r'(<script[^>]*id="provenance"[^>]*>)(.*?)(?=</script>)', re.DOTALL)


def with_card(sample, id, part, value):
    """The published page in which one part of a row's card is another."""
    page = sample.bytes("index.html").decode()
    content = json.loads(DATA.search(page)[2])
    content["rows"][id][part] = value
    return DATA.sub(lambda match: match[1] + json.dumps(content), page, count=1).encode()


@pytest.mark.parametrize(
    ("part", "value", "kind"),
    [
        ("printed", "999", "changed"),
        ("value", 999, "changed"),
        ("n", 999, "changed"),
        ("label", "x", "reworded"),
    ],
)
def test_a_card_that_was_edited_is_found(sample, part, value, kind):
    """What a card says of a row is what the row says: its printed text, value, n and label."""
    data = with_card(sample, "flow.randomised", part, value)
    (finding,) = sample.check("index.html", data).findings
    assert (finding.kind, finding.stat, finding.found) == (kind, "flow.randomised", str(value))
    assert finding.where.block.startswith("card of flow.randomised")
