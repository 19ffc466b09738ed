"""Sets the properties of a file: title, creator, language and dates, and custom properties of the paper."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.render.word.namespaces import DOCUMENT, PROPERTIES, SETTINGS, xml
from report.render.word.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_CUSTOM, _CORE = "docProps/custom.xml", "docProps/core.xml"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_OWN = ("build-id", "running-title", "document", "banner")
_SETTINGS = """
<w:settings><w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/>{notes}
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat><w:themeFontLang w:val="{language}"/>
<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"
w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"
w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""
_NOTES = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


@dataclass(frozen=True)
class Facts:
    """The facts in the metadata of a document."""

    running_title: str
    build: str
    language: str


def facts_of(package: Package) -> Facts:
    """The facts that pandoc wrote to a file's properties, with or without Quarto."""
    custom = _custom(package)
    core = package.tree(_CORE)
    language = core.findtext(f"{{{_DC}}}language") or "en-GB"
    title = custom.get("running-title") or core.findtext(f"{{{_DC}}}title") or ""
    return Facts(title, custom.get("build-id", ""), language)


def _custom(package: Package) -> dict[str, str]:
    if _CUSTOM not in package:
        return {}
    properties = package.tree(_CUSTOM).iter(f"{{{PROPERTIES}}}property")
    return {each.get("name") or "": "".join(map(str, each.itertext())) for each in properties}


def tidy(package: Package, facts: Facts, epoch: int, *, own_settings: bool = False) -> None:
    """Remove foreign custom properties, date the file, and write the settings."""
    if _CUSTOM in package:
        _drop_foreign(package.tree(_CUSTOM))
    _date(package.tree(_CORE), epoch)
    if own_settings:
        return
    noted = _NOTES if any(package.related(DOCUMENT, "footnotes")) else ""
    package.add(SETTINGS, xml(_SETTINGS.format(notes=noted, language=facts.language)))


def _drop_foreign(root: _Element) -> None:
    for each in list(root):
        if each.get("name") not in _OWN:
            root.remove(each)
    for number, each in enumerate(root, start=2):
        each.set("pid", str(number))


def _date(core: _Element, epoch: int) -> None:
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    for name in ("created", "modified"):
        for each in core.iter(f"{{{_TERMS}}}{name}"):
            each.text = stamp
