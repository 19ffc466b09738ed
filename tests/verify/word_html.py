"""Writes a page as Word does when it opens it and saves it as a web page: with the habits that readers must know."""

import re
import textwrap

from lxml import etree, html

HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml>
 <o:DocumentProperties><o:Pages>29</o:Pages><o:Words>2900</o:Words></o:DocumentProperties>
</xml><![endif]-->
<style>
<!--
 @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-unhide:no; margin:0in; font-size:12.0pt;}
 span.SpellE {mso-style-name:""; mso-spl-e:yes;}
-->
</style>
</head>

<body lang=EN-US link=blue vlink=purple style='tab-interval:.5in;word-wrap:break-word'>

<div class=WordSection1>
"""
#: Containers that Word does not keep.
LOOSE = ("section", "header", "main", "figure", "nav", "details", "summary", "footer", "article", "aside")
DRAWING = (
    '<span style="mso-no-proof:yes"><!--[if gte vml 1]><v:shape id="Picture_x0020_1" type="#_x0000_t75" '
    'style=\'width:400pt;height:290pt\'><v:imagedata src="index_files/image00{n}.png" o:title=""/></v:shape>'
    '<![endif]--><![if !vml]><img width=533 height=387 src="index_files/image00{n}.gif" '
    'v:shapes="Picture_x0020_1"><![endif]></span>'
)
MARKER = (
    "<![if !supportLists]><span style='mso-list:Ignore'>{n}<span style='font:7.0pt \"Times New Roman\"'>"
    "&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
)
RULE = '<![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>'
STYLE = "mso-margin-top-alt:auto;mso-fareast-font-family:'Times New Roman'"


def saved_by_word(data):
    """The bytes of a page as Word saves it."""
    tree = html.document_fromstring(data.decode("utf-8"))
    body = tree.find("body")
    islands = []
    for element in list(body.iter("script", "style", "button", "dialog", "template")):
        element.drop_tree()
    for step in (_figures, _notes, _captions, _lists, _paragraphs, _names, _loose):
        step(body, islands)
    text = html.tostring(body, encoding="unicode").partition(">")[2].rpartition("</body>")[0]
    for number, island in enumerate(islands):
        text = text.replace(f"@island{number}@", island)
    whole = f"{HEAD}{_wrapped(text)}</div>\n\n</body>\n\n</html>\n"
    return whole.encode("cp1252", "xmlcharrefreplace")


def _island(islands, text):
    """A placeholder for markup that no parser would write."""
    islands.append(text)
    return f"@island{len(islands) - 1}@"


def _figures(body, islands):
    """A drawing is a picture, once in VML and once for browsers."""
    for number, drawing in enumerate(list(body.iter("svg", "{http://www.w3.org/2000/svg}svg"))):
        paragraph = etree.Element("p")
        paragraph.text = _island(islands, DRAWING.format(n=number))
        paragraph.tail = drawing.tail
        drawing.getparent().replace(drawing, paragraph)


def _notes(body, islands):
    """Footnotes have marks in brackets, and are listed at the end."""
    for link in body.xpath(".//a[contains(@class, 'footnote-ref')]"):
        number = link.get("href").rpartition("fn")[2]
        _set_link(link, f"#_ftn{number}", f"_ftnref{number}", f"[{number}]")
    notes = body.xpath(".//section[contains(@class, 'footnotes')]//li")
    for back in body.xpath(".//a[contains(@class, 'footnote-back')]"):
        back.drop_tree()
    whole = etree.SubElement(body, "div", style="mso-element:footnote-list")
    whole.text = _island(islands, RULE)
    for number, item in enumerate(notes, start=1):
        note = etree.SubElement(whole, "div", style="mso-element:footnote", id=f"ftn{number}")
        for paragraph in item:
            note.append(paragraph)
            paragraph.set("class", "MsoFootnoteText")
        mark = etree.Element("a")
        _set_link(mark, f"#_ftnref{number}", f"_ftn{number}", f"[{number}]")
        mark.tail, note[0].text = f" {note[0].text or ''}", ""
        note[0].insert(0, mark)
        item.getparent().remove(item)


def _set_link(link, target, name, text):
    for each in list(link):
        link.remove(each)
    tail = link.tail
    link.attrib.clear()
    link.set("style", f"mso-footnote-id:{name.strip('_')}")
    link.set("href", target)
    link.set("name", name)
    mark = etree.SubElement(link, "span")
    mark.set("class", "MsoFootnoteReference")
    mark.text, link.tail = text, tail


def _captions(body, _):
    """The caption of a table is a paragraph before it."""
    for caption in list(body.iter("caption", "figcaption")):
        place = caption.getparent() if caption.tag == "caption" else caption
        caption.drop_tag() if caption.find("p") is not None else None
        if caption.getparent() is None:
            continue
        caption.tag = "p"
        caption.attrib.clear()
        caption.set("class", "MsoCaption")
        if place is not caption:
            tail, caption.tail = caption.tail, None
            place.addprevious(caption)
            assert not (tail or "").strip()


def _lists(body, islands):
    """An item of a list is a paragraph that begins with its marker."""
    for whole in list(body.iter("ol", "ul")):
        for number, item in enumerate([each for each in whole if each.tag == "li"], start=1):
            marker = f"{number}." if whole.tag == "ol" else "&#183;"
            inner = item.find("p")
            holder = item if inner is None else inner
            holder.text = f"{_island(islands, MARKER.format(n=marker))}{holder.text or ''}"
            holder.set("style", "margin-left:.5in;text-indent:-.25in;mso-list:l0 level1 lfo1")
            if inner is None:
                item.tag = "p"
            else:
                item.drop_tag()
    for whole in list(body.iter("ol", "ul")):
        whole.drop_tag()


def _paragraphs(body, islands):
    for cell in body.iter("td", "th"):
        paragraph = etree.Element("p")
        paragraph.text, cell.text = cell.text, None
        for each in list(cell):
            paragraph.append(each)
        cell.append(paragraph)
    for paragraph in body.iter("p", "h1", "h2", "h3"):
        if paragraph.tag == "p" and paragraph.get("class") not in ("MsoFootnoteText", "MsoCaption"):
            paragraph.set("class", "MsoNormal")
        paragraph.set("style", f"{paragraph.get('style') or ''};{STYLE}".strip(";"))
        end = _island(islands, "<o:p></o:p>")
        if len(paragraph):
            paragraph[-1].tail = f"{paragraph[-1].tail or ''}{end}"
        else:
            paragraph.text = f"{paragraph.text or ''}{end}"


def _names(body, _):
    """Ids become names, and the data of the page's own script are removed."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            continue
        id = element.get("id")
        named = element.tag == "a" and element.get("name")
        keep = ("href", "name", "style", "colspan", "rowspan", "width")
        for name in set(element.attrib) - set(keep):
            value = element.get(name)
            if not (name == "class" and value.startswith("Mso")) and not re.fullmatch(r"ftn\d+", value):
                del element.attrib[name]
        if element.tag == "a" and id and not named:
            element.set("name", id)


def _loose(body, _):
    for element in list(body.iter(*LOOSE)):
        element.drop_tag()


def _wrapped(text):
    """Lines of some eighty letters, broken at plain spaces within texts."""
    empty = "\n\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n\n"
    lines = text.replace("\u00a0", "&nbsp;").split("\n")
    short = "\n".join(
        "\n".join(textwrap.wrap(line, 80, break_long_words=False, break_on_hyphens=False)) for line in lines
    )
    return empty + short + empty
