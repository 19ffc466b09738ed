"""Pages with or without the provenance appendix, as set by the metadata `provenance`: appendix, off or separate."""

from __future__ import annotations

from typing import Any

_APPENDIX = "//section[contains(concat(' ', @class, ' '), ' provenance ')]"


def arrange_provenance(tree: Any, *, alone: bool = False) -> None:
    """Remove the appendix from a page that is to have none, or everything else if the appendix is printed `alone`."""
    sections = tree.xpath(_APPENDIX)
    if alone and sections:
        _keep(sections[0])
    elif tree.find("body").get("data-provenance") in ("off", "separate"):
        for section in sections:
            section.drop_tree()
    else:
        return
    _unlink(tree)


def _keep(section: Any) -> None:
    """Remove the text around the appendix, but not the title of the document."""
    home = section.getparent()
    for element in home.iterchildren("*"):
        if element is not section and "title-block" not in element.get("class", ""):
            element.drop_tree()
    for abstract in home.xpath(".//*[contains(@class, 'abstract') or contains(@class, 'keywords')]"):
        abstract.drop_tree()


def _unlink(tree: Any) -> None:
    """Remove links whose target is no longer on the page."""
    ids = {element.get("id") for element in tree.xpath("//*[@id]")}
    for link in tree.xpath("//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in ids:
            del link.attrib["href"]
