"""Kinds of edits that co-authors make in a Word file, each as a function of the XML of a copy."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from report.text.reading.word_styles import w

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
WHEN = "2026-01-02T10:00:00Z"


class WordCopy:
    """A Word file whose document and footnotes can be edited."""

    def __init__(self, data: bytes):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.footnotes = etree.fromstring(self.parts["word/footnotes.xml"])

    def saved(self) -> bytes:
        """The file with its edits, and its footnotes numbered in the order of their calls, as Word writes them."""
        for number, call in enumerate(self.document.iter(w("footnoteReference")), 1):
            note = next(each for each in self.footnotes if each.get(w("id")) == call.get(w("id")))
            self.footnotes.append(note)
            for each in (note, call):
                each.set(w("id"), f"new {number}")
        for each in (*self.footnotes, *self.document.iter(w("footnoteReference"))):
            each.set(w("id"), each.get(w("id")).removeprefix("new "))
        self.parts["word/document.xml"] = etree.tostring(self.document)
        self.parts["word/footnotes.xml"] = etree.tostring(self.footnotes)
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def added(self, kind, content):
        """Add a part of Microsoft's extensions, with its relation and content type."""
        self.parts[f"word/{kind}.xml"] = content
        relation = (
            f'<Relationship Id="rId{kind}" Target="{kind}.xml" '
            f'Type="http://schemas.microsoft.com/office/2011/relationships/{kind}"/></Relationships>'
        )
        content_type = (
            f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-officedocument'
            f'.wordprocessingml.{kind}+xml"/></Types>'
        )
        for name, text in (("word/_rels/document.xml.rels", relation), ("[Content_Types].xml", content_type)):
            end = b"</" + text.rpartition("</")[2].encode()
            self.parts[name] = self.parts[name].replace(end, text.encode())

    def paragraph(self, start):
        """The paragraph that starts with a text."""
        everywhere = [*self.document.iter(w("p")), *self.footnotes.iter(w("p"))]
        return next(each for each in everywhere if text_of(each).strip().startswith(start))

    def run(self, words, within=None):
        """The run that contains words, in the paragraph that starts with a text, alone in a run of its own."""
        places = [self.document, self.footnotes] if within is None else [self.paragraph(within)]
        runs = [run for place in places for run in place.iter(w("r"))]
        found = next(each for each in runs if words in text_of(each))
        before, _, after = text_of(found).partition(words)
        for text, place in ((before, found.addprevious), (after, found.addnext)):
            if text:
                place(like(found, text))
        set_text(found, words)
        return found


def text_of(node) -> str:
    return "".join(each.text or "" for each in node.iter(w("t")))


def set_text(run, text):
    for each in run.findall(w("t"))[1:]:
        run.remove(each)
    letters = run.find(w("t"))
    letters.text = text
    letters.set(SPACE, "preserve")


def like(run, text):
    """A run with the same format and another text."""
    made = copy.deepcopy(run)
    set_text(made, text)
    return made


def element(name, *children, text=None, **attributes):
    made = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
    made.extend(children)
    if text is not None:
        made.text = text
        made.set(SPACE, "preserve")
    return made


def run_of(text):
    return element("r", element("t", text=text))


def paragraph_of(text, style=None):
    head = [element("pPr", element("pStyle", val=style))] if style else []
    return element("p", *head, run_of(text))


def reworded(old, new, within=None) -> Callable[[WordCopy], None]:
    """An edit that replaces words inside a run."""
    return lambda file: set_text(file.run(old, within), new)


def formatted(words, *names) -> Callable[[WordCopy], None]:
    """An edit that changes the format of words."""

    def edit(file):
        properties = element(
            "rPr", *(element(*name) if isinstance(name, tuple) else name() for name in names)
        )
        file.run(words).insert(0, properties)

    return edit


def raised(value):
    return lambda: element("vertAlign", val=value)


def switch(name, **attributes):
    return lambda: element(name, **attributes)


def unformatted(words):
    def edit(file):
        run = file.run(words)
        run.remove(run.find(w("rPr")))

    return edit


def inserted_after(start, *texts, style=None):
    def edit(file):
        place = file.paragraph(start)
        for text in reversed(texts):
            made = copy.deepcopy(place)
            for child in [each for each in made if each.tag != w("pPr")]:
                made.remove(child)
            made.append(run_of(text))
            place.addnext(paragraph_of(text, style) if style else made)

    return edit


def inserted_before(start, text):
    return lambda file: file.paragraph(start).addprevious(paragraph_of(text))


def deleted(start):
    def edit(file):
        paragraph = file.paragraph(start)
        paragraph.getparent().remove(paragraph)

    return edit


def split(start, words):
    """An edit that starts a new paragraph in front of words."""

    def edit(file):
        run, paragraph = file.run(words), file.paragraph(start)
        before = run.getprevious()
        if before is not None and text_of(before).endswith(" "):
            set_text(before, text_of(before).rstrip())
        made = element("p", *(copy.deepcopy(each) for each in paragraph.findall(w("pPr"))))
        made.extend([run, *run.itersiblings()])
        paragraph.addnext(made)

    return edit


def joined(start):
    """An edit that removes the end of a paragraph."""

    def edit(file):
        paragraph = file.paragraph(start)
        following = paragraph.getnext()
        while following.tag != w("p"):
            following = following.getnext()
        paragraph.append(run_of(" "))
        paragraph.extend(each for each in list(following) if each.tag != w("pPr"))
        following.getparent().remove(following)

    return edit


def moved(start, after):
    def edit(file):
        paragraph = file.paragraph(start)
        file.paragraph(after).addnext(paragraph)

    return edit


def swapped(start):
    """An edit that moves a paragraph behind the next one."""

    def edit(file):
        paragraph = file.paragraph(start)
        next(paragraph.itersiblings(w("p"))).addnext(paragraph)

    return edit


def row(file, words):
    """The row of a table that contains words."""
    return next(each for each in file.document.iter(w("tr")) if words in text_of(each))


def row_after(words, *cells):
    """An edit that adds a row like the one with these words."""

    def edit(file):
        place = row(file, words)
        made = copy.deepcopy(place)
        for cell, text in zip(made.findall(w("tc")), cells, strict=True):
            runs = list(cell.iter(w("r")))
            set_text(runs[0], text)
            for each in runs[1:]:
                each.getparent().remove(each)
        place.addnext(made)

    return edit


def row_deleted(words):
    def edit(file):
        found = row(file, words)
        found.getparent().remove(found)

    return edit


def emptied(words):
    """An edit that deletes the text of a cell."""

    def edit(file):
        for run in list(file.paragraph(words).findall(w("r"))):
            run.getparent().remove(run)

    return edit


def new_table(after, rows, caption="", note=""):
    """An edit that adds a table below a paragraph, with a caption above it and a note below it."""

    def edit(file):
        cells = [
            [element("tc", paragraph_of(text) if text else element("p")) for text in row] for row in rows
        ]
        made = element("tbl", element("tblPr"), *(element("tr", *row) for row in cells))
        place = file.paragraph(after)
        if note:
            place.addnext(paragraph_of(note))
        place.addnext(made)
        if caption:
            place.addnext(paragraph_of(caption, "TableCaption"))

    return edit


def column_inserted(words, place, *cells):
    """An edit that adds a column to the table with these words, in front of the column at a place."""

    def edit(file):
        for tr, text in zip(row(file, words).getparent().findall(w("tr")), cells, strict=True):
            there = tr.findall(w("tc"))
            made = element("tc", paragraph_of(text) if text else element("p"))
            there[-1].addnext(made) if place == len(there) else there[place].addprevious(made)

    return edit


def column_deleted(words, place):
    def edit(file):
        for tr in row(file, words).getparent().findall(w("tr")):
            tr.remove(tr.findall(w("tc"))[place])

    return edit


def paragraph_changed(start, kind, author="Ann"):
    """An edit that marks a whole paragraph with its end as inserted or deleted."""

    def edit(file):
        paragraph = file.paragraph(start)
        for run in list(paragraph.findall(w("r"))):
            change = element(kind, id="992", author=author, date=WHEN)
            run.addprevious(change)
            change.append(run)
            for letters in run.findall(w("t")):
                letters.tag = w("delText" if kind in ("del", "moveFrom") else "t")
        end = element("rPr", element(kind, id="993", author=author, date=WHEN))
        if paragraph.find(w("pPr")) is None:
            paragraph.insert(0, element("pPr"))
        paragraph.find(w("pPr")).append(end)

    return edit


def together(*edits):
    """Several edits as one."""

    def edit(file):
        for each in edits:
            each(file)

    return edit


def tracked_move(start, after):
    """An edit that moves a paragraph as Word tracks it: a copy behind another, and the original marked."""

    def edit(file):
        paragraph = file.paragraph(start)
        made = copy.deepcopy(paragraph)
        paragraph_changed(start, "moveFrom")(file)
        file.paragraph(after).addnext(made)
        paragraph_changed(start, "moveTo")(file)

    return edit


def restyled(start, style):
    def edit(file):
        paragraph = file.paragraph(start)
        paragraph.find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), style)

    return edit


def inserted_words(words, text, author="Ann"):
    """An edit that adds text behind words as a tracked insertion."""

    def edit(file):
        change = element("ins", run_of(text), id="990", author=author, date=WHEN)
        file.run(words).addnext(change)

    return edit


def deleted_words(words, author="Ann", within=None):
    """An edit that marks words as deleted."""

    def edit(file):
        run = file.run(words, within)
        change = element("del", id="991", author=author, date=WHEN)
        run.addprevious(change)
        change.append(run)
        for letters in run.findall(w("t")):
            letters.tag = w("delText")

    return edit


def footnote_after(words, text):
    def edit(file):
        note = element("footnote", paragraph_of(text), id="77")
        file.footnotes.append(note)
        file.run(words).addnext(element("r", element("footnoteReference", id="77")))

    return edit


def footnote_of_two_paragraphs(file):
    footnote_after("quiet towns", "Both of them are small.")(file)
    file.footnotes[-1].append(paragraph_of("They are in a valley."))


def line_break_after(words):
    return lambda file: file.run(words).append(element("br"))


def line_break_between(before, after):
    """An edit that replaces the space between words by a line break."""

    def edit(file):
        run = file.run(f"{before} {after}")
        set_text(run, before)
        run.extend([element("br"), element("t", text=after)])

    return edit


def unlinked(words):
    """An edit that removes a link and leaves its text, as plain as the text around it."""

    def edit(file):
        link = file.run(words).getparent()
        for run in link.findall(w("r")):
            if run.find(w("rPr")) is not None:
                run.remove(run.find(w("rPr")))
            link.addprevious(run)
        link.getparent().remove(link)

    return edit


def table_deleted(words):
    def edit(file):
        found = row(file, words).getparent()
        found.getparent().remove(found)

    return edit


def nested_after(start, text):
    """An edit that adds a list item one level below another."""

    def edit(file):
        inserted_after(start, text)(file)
        file.paragraph(text).find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}").set(w("val"), "1")

    return edit


def listed(start):
    """An edit that makes a paragraph an item of a bulleted list."""
    numbering = element("numPr", element("ilvl", val="0"), element("numId", val="1001"))
    return lambda file: file.paragraph(start).find(w("pPr")).append(numbering)


def unlisted(start):
    """An edit that makes a list item a paragraph."""

    def edit(file):
        properties = file.paragraph(start).find(w("pPr"))
        properties.remove(properties.find(w("numPr")))

    return edit


def field_around(run, instruction):
    """Make a run the result of a field."""
    mark = lambda kind: element("r", element("fldChar", fldCharType=kind))  # noqa: E731
    for each in (mark("begin"), element("r", element("instrText", text=instruction)), mark("separate")):
        run.addprevious(each)
    run.addnext(mark("end"))


def linked_by_field(words, address):
    return lambda file: field_around(file.run(words), f' HYPERLINK "{address}" ')


def symbol_after(words, font, code):
    return lambda file: file.run(words).addnext(element("r", element("sym", font=font, char=code)))


MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def set_math(file, old, new):
    next(each for each in file.document.iter(f"{MATH}t") if each.text == old).text = new


def formula_after(words):
    return lambda file: file.run(words).addnext(copy.deepcopy(next(file.document.iter(f"{MATH}oMath"))))


def flattened_fraction(file):
    """Replaces a fraction by the letters above and below its bar."""
    fraction = next(file.document.iter(f"{MATH}f"))
    for part in ("num", "den"):
        for each in list(fraction.find(f"{MATH}{part}")):
            fraction.addprevious(each)
    fraction.getparent().remove(fraction)


def commented(words):
    def edit(file):
        run = file.run(words)
        run.addprevious(element("commentRangeStart", id="5"))
        run.addnext(element("commentRangeEnd", id="5"))

    return edit


def thread(words, text, answer):
    """An edit that comments on words, with a reply, as Word stores both."""

    def edit(file):
        commented(words)(file)
        comments = etree.fromstring(file.parts["word/comments.xml"])
        extended = etree.Element(f"{W15}commentsEx", nsmap={"w15": W15[1:-1]})
        for id, author, said, parent in (("5", "Ann", text, None), ("6", "Ben", answer, "00000005")):
            paragraph = paragraph_of(said)
            paragraph.set(f"{W14}paraId", f"0000000{id}")
            comments.append(
                element("comment", paragraph, id=id, author=author, date=WHEN, initials=author[0])
            )
            state = {f"{W15}paraId": f"0000000{id}", f"{W15}done": "0"}
            etree.SubElement(
                extended, f"{W15}commentEx", state | ({f"{W15}paraIdParent": parent} if parent else {})
            )
        file.parts["word/comments.xml"] = etree.tostring(comments)
        file.added("commentsExtended", etree.tostring(extended))

    return edit


def shredded(file):
    """Imitates Word: runs are split, with marks of the spelling checker between them."""
    for run in list(file.document.iter(w("r"))):
        text = text_of(run)
        if len(run.findall(w("t"))) == 1 and run.find(w("br")) is None and len(text) > 3:
            run.addnext(like(run, text[2:]))
            run.addnext(element("proofErr", type="spellStart"))
            set_text(run, text[:2])


#: Edits that become edits of the templates, after which the rebuilt document has the text of the copy.
APPLIED = {
    "replace a word": reworded("recruited", "enrolled"),
    "insert a word": reworded("in quiet towns", "in quiet small towns"),
    "delete a word": reworded("were recruited in quiet towns", "were recruited in towns"),
    "delete the first word": reworded("Another paragraph", "Paragraph"),
    "delete the last word": reworded(
        "stands here, and nothing in it is a number.", "stands here, and nothing in it is."
    ),
    "swap two words": reworded("it was returned", "it returned was"),
    "change the case": reworded("The diary was kept", "The Diary Was Kept"),
    "correct a typing error": reworded("recruited", "recuited"),
    "change a punctuation mark": reworded("stands here, and", "stands here; and"),
    "delete a comma": reworded("stands here, and", "stands here and"),
    "add a sentence at the end": reworded("in quiet towns.", "in quiet towns. All of them agreed."),
    "add a sentence at the start": reworded("Participants were", "All agreed. Participants were"),
    "delete a sentence": reworded(", and it was returned by post.", "."),
    "replace a sentence": reworded(
        "Participants were recruited in quiet towns.", "We asked the people of a valley."
    ),
    "split a sentence": reworded("here, and nothing", "here. Nothing"),
    "quotation marks": reworded("quiet towns", "quiet “towns”"),
    "an apostrophe": reworded("of them kept", "of them didn’t lose"),
    "an en dash": reworded("by post", "by post – or not –"),
    "an em dash": reworded("by post", "by post—or not"),
    "an ellipsis": reworded("by post", "by post… or not"),
    "characters of Markdown": reworded("quiet towns", "quiet *towns* [of] #any_kind_ ~ `x` $y$ @z"),
    "characters of templates": reworded("quiet towns", "quiet {towns} % of & kind"),
    "letters of other scripts": reworded("quiet towns", "quiet villages à côté, Straße, 漢字, Ω"),
    "an emoji": reworded("quiet towns", "quiet towns 🙂"),
    "brackets": reworded("quiet towns", "quiet towns (both small)"),
    "an address": reworded("quiet towns", "quiet towns (see https://example.org/a_b_c)"),
    "bold": formatted("quiet towns", switch("b")),
    "italic": formatted("quiet towns", switch("i")),
    "bold and italic": formatted("quiet towns", switch("b"), switch("i")),
    "superscript": formatted("towns", raised("superscript")),
    "subscript": formatted("towns", raised("subscript")),
    "remove italic": unformatted("emphasis"),
    "remove bold": unformatted("every morning"),
    "remove a link": unlinked("a site"),
    "edit italic text": reworded("emphasis", "great emphasis"),
    "edit the text of a link": reworded("a site", "a page"),
    "a line break": line_break_after("quiet towns"),
    "a line break in place of a space": line_break_between("recruited", "in quiet towns"),
    "a line break in front of a number": line_break_after("kept a diary for "),
    "insert a paragraph": inserted_after("Another paragraph", "A paragraph that is new."),
    "insert a paragraph below a table": inserted_after(
        "Note. Visits", "A paragraph below the table.", style="BodyText"
    ),
    "insert two paragraphs": inserted_after(
        "Another paragraph", "The first of the new ones.", "Another of the new ones."
    ),
    "insert a paragraph in front": inserted_before("Participants were", "A paragraph that is new."),
    "insert a paragraph like a list": inserted_after("Another paragraph", "a. This is no list."),
    "insert a paragraph like a heading": inserted_after("Another paragraph", "# This is no heading"),
    "delete a paragraph": deleted("Another paragraph"),
    "delete the last paragraph": deleted("The last paragraph"),
    "split a paragraph": split("Participants were", "The diary was kept "),
    "split an item": split("The first", "item."),
    "split a numbered item": split("A step with pens", "with pens"),
    "split a footnote": split("A note at", "at the end"),
    "split a quotation": split("A quotation", "from a"),
    "join two paragraphs": joined("Participants were"),
    "join two items": joined("The first item"),
    "move a paragraph": moved("Another paragraph", "The last paragraph"),
    "insert a heading": inserted_after("Another paragraph", "Design", style="Heading2"),
    "edit a heading": reworded("A part", "A new part"),
    "change the level of a heading": restyled("A part", "Heading3"),
    "insert a list item": inserted_after("The first item", "An item between."),
    "insert a last list item": inserted_after("The second item", "An item at the end."),
    "delete a list item": deleted("The first item"),
    "delete the last list item": deleted("The second item"),
    "edit a list item": reworded("The second item", "The other item"),
    "edit a numbered item": reworded("A step with paper", "Another step"),
    "insert a nested item": nested_after("The first item", "An item below."),
    "make a paragraph an item": listed("The measure has"),
    "make an item a paragraph": unlisted("The second item"),
    "link words by a field": linked_by_field("quiet towns", "https://example.org/towns"),
    "an arrow that Word makes of typed letters": symbol_after("quiet towns", "Wingdings", "F0E0"),
    "edit a quotation": reworded("A quotation from", "A sentence of"),
    "edit a footnote": reworded("A note at the end", "A short note at the end"),
    "insert a footnote": footnote_after("quiet towns", "Both of them are small."),
    "insert a footnote of two paragraphs": footnote_of_two_paragraphs,
    "edit the title": reworded("Sleep in ", "Rest in "),
    "edit the abstract": reworded(" Mean sleep was ", " The mean of sleep was "),
    "edit the wording of a claim": reworded("enough", "plentiful"),
    "a remark at the end of a claim": reworded("enough", "enough, they said, "),
    "letters behind a cross-reference": reworded("Table\u00a02", "Table\u00a02a", "The visits are"),
    "dots in front of a cross-reference": reworded("The visits are in ", "The visits are in ..."),
    "a hyphen in front of a cross-reference": reworded("The visits are in ", "The visits are in -"),
    "a sign in front of a number": reworded(" kept a diary for ", " kept a diary for <"),
    "an exclamation mark in front of a link": reworded(", a link to ", ", a link!"),
    "a dash at the start": reworded("Another paragraph", "- paragraph"),
    "a sign of a quotation at the start": reworded("Another paragraph", ">Another paragraph"),
    "a dash at the start of an item": reworded("The first item", "- first item"),
    "a plus at the start of a note": reworded("A note at", "+ note at"),
    "a tag": reworded("quiet towns", "quiet <% if %> towns <<a>> <# #>"),
    "a single quotation mark": together(
        reworded("quiet towns", "quiet “towns"), reworded("by post", "by “post”")
    ),
    "edit next to a number": reworded(" nights, sleep was ", " long nights, sleep was "),
    "edit next to a citation": reworded("The measure has been used before", "Others have used the measure"),
    "swap two paragraphs": swapped("Participants were"),
    "swap the last paragraphs": swapped("The visits are"),
    "swap two items": swapped("The first item"),
    "swap two numbered items": swapped("A step with pens"),
    "delete the first numbered item": deleted("A step with pens"),
    "delete a numbered item": deleted("A step with paper"),
    "delete two numbered items": together(deleted("A step with pens"), deleted("A step with paper")),
    "insert a numbered item": inserted_after("A step with paper", "A step between."),
    "insert and delete numbered items": together(
        inserted_after("A step with paper", "A step between."), deleted("A step with pens")
    ),
    "edit a caption": reworded("Visits of all participants", "Both visits by all of the people"),
    "format a caption": together(
        reworded("Visits of all participants", "Both visits of all people"), formatted("visits", switch("i"))
    ),
    "edit a table note": reworded("Visits took place at home", "All visits were at home"),
    "edit a cell": reworded("A diary was handed out", "A paper diary was given"),
    "insert a row": row_after("Second", "Third", "The diary | was read"),
    "insert a row below the head": row_after("What was done", "Before", "A call was made"),
    "insert two rows": together(
        row_after("Second", "Last", "A call was made"), row_after("Second", "Third", "The diary was read")
    ),
    "delete a row": row_deleted("Second"),
    "delete the first row": row_deleted("A diary was"),
    "empty a cell": emptied("A diary was"),
    "insert a row with an empty cell": row_after("Second", "Third", " "),
    "insert a column": column_inserted("Second", 1, "Place", "Home", ""),
    "insert a first column": column_inserted("Second", 0, "Place", "Home", "Office"),
    "insert a last column": column_inserted("Second", 2, "Place", "Home", "Office"),
    "delete a column": column_deleted("Second", 1),
    "insert a column and empty a cell": together(
        column_inserted("Second", 1, "Place", "Home", ""), emptied("A diary was")
    ),
    "insert a column and a row": together(
        column_inserted("Second", 1, "Place", "Home", "Home"), row_after("Second", "Third", "Home", "A call")
    ),
    "insert a column and delete a row": together(
        column_inserted("Second", 1, "Place", "Home", "Home"), row_deleted("A diary was")
    ),
    "replace a column": together(
        column_inserted("Second", 1, "Place", "Home", "Office"), column_deleted("Second", 2)
    ),
    "insert a table": new_table("Another paragraph", [["Place", "People"], ["Valley", "many"], ["Hill", ""]]),
    "insert a table with a caption": new_table(
        "The visits are",
        [["Place", "People"], ["Valley", "many"]],
        "Table 3 Places of the study",
        "Note. None moved.",
    ),
    "tracked insertion of a paragraph": together(
        inserted_after("Another paragraph", "A paragraph that is new."),
        paragraph_changed("A paragraph that is new.", "ins"),
    ),
    "tracked deletion of a paragraph": paragraph_changed("Another paragraph", "del"),
    "tracked move of a paragraph": tracked_move("Another paragraph", "The last paragraph"),
    "tracked insertion": inserted_words("quiet towns", " and elsewhere"),
    "tracked deletion": deleted_words("in quiet towns"),
}
#: What is no edit of the text.
NOTHING = {
    "a comment": commented("quiet towns"),
    "runs that Word split": shredded,
    "a highlight": formatted("quiet towns", switch("highlight", val="yellow")),
    "a colour": formatted("quiet towns", switch("color", val="FF0000")),
    "a size": formatted("quiet towns", switch("sz", val="40")),
    "a no-break space": reworded("quiet towns", "quiet\u00a0towns"),
    "a space at the end of a claim": reworded("enough", "enough "),
    "a double space": reworded("in quiet", "in  quiet"),
    "an empty paragraph": lambda file: file.paragraph("Another").addnext(element("p")),
}
#: What the author of the templates has to decide.
OPEN = {
    "a number": reworded("7.5", "7.6"),
    "a typed number": reworded("quiet towns", "quiet towns of 4711 people"),
    "a citation": reworded("2020", "2021"),
    "a paragraph joined to a list": joined("The measure has"),
    "a cell": reworded("Participants", "People"),
    "a caption that a product makes": reworded("Mean hours of sleep", "Average hours that they slept"),
    "a row that a product makes": row_deleted("Participants"),
    "a new row of a product": row_after("Participants", "Children", "none"),
    "a formula": lambda file: set_math(file, "b", "c"),
    "a formula in another structure": flattened_fraction,
    "a new formula": formula_after("quiet towns"),
    "a displayed formula": lambda file: set_math(file, "s", "t"),
    "an entry of the reference list": reworded("Journal of Sleep", "Journal of Dreams"),
    "the author": reworded("The Mini Project", "Ann Smith"),
    "a whole table": table_deleted("A diary was"),
    "a new table with numbers": new_table("Another paragraph", [["Group", "Mean"], ["Adults", "7.5"]]),
    "a new column of a product": column_inserted("Participants", 1, "Most", "9.0", ""),
    "a column of a product": column_deleted("Participants", 1),
    "a sign in front of a number that a product prints": reworded("7.5", "† 7.5", "7.5*"),
    "a sign behind a number that a product prints": reworded("6.8", "6.8 †", "Note. From"),
    "letters behind the only number of a cell": reworded("3", "3 in all", "3"),
    "a divided title": split("Sleep in", "participants"),
    "a divided caption": split("Table\u00a02", "of all"),
    "a line break in the title": line_break_after("Sleep in"),
    "a line break in a cell": line_break_between("A diary", "was handed out"),
    "a divided cell": inserted_after("A diary was", "It was blue."),
    "the head of a table": row_deleted("What was done"),
    "two branches": reworded("synthetic data. The last sentence has", "this and that, which has"),
}
KINDS = {**APPLIED, **NOTHING, **OPEN}


def edited_by(data: bytes, *names: str) -> bytes:
    """A copy with edits of these kinds."""
    file = WordCopy(data)
    for name in names:
        KINDS[name](file)
    return file.saved()


def saved_by_google_docs(data: bytes) -> bytes:
    """A copy without the parts, controls, bookmarks and styles that Google Docs drops."""
    file = WordCopy(data)
    file.parts = {name: each for name, each in file.parts.items() if not name.startswith("customXml/")}
    relations = file.parts["word/_rels/document.xml.rels"].decode()
    file.parts["word/_rels/document.xml.rels"] = re.sub(
        r"<Relationship [^>]*customXml[^>]*/>", "", relations
    ).encode()
    for root in (file.document, file.footnotes):
        _unwrapped(root, "sdt", "sdtContent")
        _without(root, "bookmarkStart", "bookmarkEnd")
        for run in root.iter(w("r")):
            properties = run.find(w("rPr"))
            if properties is None:
                properties = element("rPr")
                run.insert(0, properties)
            properties.append(element("rtl", val="0"))
        for style in root.iter(w("pStyle")):
            if not re.match(r"Heading|Title|Subtitle", style.get(w("val"))):
                style.set(w("val"), "Normal")
    return file.saved()


def saved_by_pages(data: bytes) -> bytes:
    """A copy as Pages exports it: styles of its own, no controls, links without anchors, empty paragraphs."""
    file = WordCopy(saved_by_google_docs(data))
    for root in (file.document, file.footnotes):
        for style in root.iter(w("pStyle")):
            if style.get(w("val")) == "Normal":
                style.set(w("val"), "Body")
        for link in root.iter(w("hyperlink")):
            link.attrib.pop(w("anchor"), None)
    for paragraph in list(file.document.find(w("body")).findall(w("p")))[::3]:
        paragraph.addnext(element("p", element("pPr", element("pStyle", val="Body"))))
    shredded(file)
    return file.saved()


def _unwrapped(root, name, content):
    for node in list(root.iter(w(name))):
        for child in list(node.find(w(content))):
            node.addprevious(child)
        node.getparent().remove(node)


def _without(root, *names):
    for node in list(root.iter(*map(w, names))):
        node.getparent().remove(node)


SAVES = {
    "Word": lambda data: edited_by(data, "runs that Word split"),
    "Google Docs": saved_by_google_docs,
    "Pages": saved_by_pages,
}
