"""Finds citations, references, footnotes, pictures and labels in a Markdown text, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.template.passages import TAG, TypedText

#: Comments, code and formulas, in which references are not recognised.
_SILENT = re.compile(
    r"""<!--.*?-->
      | ^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)?[ \t]*(?P=fence)[`~]*[ \t]*$
      | (?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
      | (?<![\\$])\$\$(?:(?!\n[ \t]*\n).)+?\$\$
      | (?<![\\$])\$(?!\s)[^$\n]+(?<!\s)\$(?!\d)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_ADDRESS = r"\(\s*(?:<(?P<{0}_enclosed>[^<>\n]*)>|(?P<{0}>[^\s()<>]+))"
#: Notes, calls and keys; addresses, attributes and tags are skipped.
_NAMED = re.compile(
    rf"""\]{_ADDRESS.format("address")}
      | \{{[.#][^{{}}\n]*\}} | (?<=[\])`])\{{[^{{}}\n]*\}}
      | <(?:https?://|/?[a-zA-Z])[^<>\n]*>
      | ^\ {{0,3}}\[\^(?P<note>[^\]\s\\]+)\]:
      | (?<!\\)\[\^(?P<call>[^\]\s\\{TAG}]+)\](?!\{{)
      | (?<![\w\\@])@(?P<key>(?>\w(?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*)(?![:.#$%&+?<>~/-]*{TAG}))
      | (?<![\w\\@])@\{{(?P<braced>[^{{}}\s]+)\}}
    """,
    re.VERBOSE | re.MULTILINE,
)
_PICTURE = re.compile(
    rf"(?<!\\)!\[(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*\]{_ADDRESS.format('picture')}"
    r"""|<img\b[^<>]*?\ssrc\s*=\s*["'](?P<source>[^"'<>]+)["']""",
)
_LABEL = re.compile(
    r"""\{[^{}\n]*?\#(?P<label>[\w][\w:.-]*)|<\w[^<>]*?\sid\s*=\s*["'](?P<id>[^"'<>]+)["']"""
    r"""|^[ \t]*\(@(?P<example>[\w-]+)\)""",
    re.VERBOSE | re.MULTILINE,
)
_KINDS = {
    "braced": "key",
    "picture_enclosed": "picture",
    "source": "picture",
    "id": "label",
    "example": "label",
}


@dataclass(frozen=True)
class Mention:
    """Something that a text refers to or defines: its kind (key, call, note, picture or label), name and location.

    `certain` is False for a mention in a constant of a tag, which may never be printed.
    """

    kind: str
    name: str
    where: str
    certain: bool = True


def mentions(passage: TypedText, certain: bool = True) -> Iterator[Mention]:
    """All mentions in a passage."""
    text = _SILENT.sub(_blank, passage.text)
    for pattern in (_NAMED, _PICTURE, _LABEL):
        for match in pattern.finditer(text):
            group = match.lastgroup
            if group and not group.startswith("address") and TAG not in match[group]:
                yield Mention(
                    _KINDS.get(group, group), match[group], passage.where(match.start(group)), certain
                )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
