"""Finds the text of tables and figures in the Python code of their products: the file and the line of a string."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

#: The fewest letters around the words that a string and the printed text must share, unless the text is shorter.
_FEWEST = 6
#: A placeholder of a string, or the number printed in its place.
_INSERTED = re.compile(r"\{[^{}]*\}|[−-]?\d[\d.,]*(?<=\d)|[−-]?\.\d+")
_MARKUP = re.compile(r"[*_^~\\]")


@dataclass(frozen=True)
class EditedText:
    """A printed text with an edit: the text before it, the words that were replaced, and the text after it."""

    before: str
    words: str
    after: str

    @property
    def wanted(self) -> int:
        """How many letters a string must have in common with the text."""
        whole = len(_plain(self.before + self.words + self.after).strip())
        return min(len(self.words) + _FEWEST, whole)


@dataclass(frozen=True)
class _String:
    file: Path
    line: int
    text: str


class CodeTexts:
    """The strings of a project's code, by the label of the table or figure that a product makes."""

    def __init__(self, products: Callable[[], Mapping[str, tuple[str, int]]], root: Path):
        """`products` returns the file and the line of each product's function by its name, if they are needed."""
        self._products, self.root = products, root

    @cached_property
    def products(self) -> Mapping[str, tuple[str, int]]:
        """The file and the line of each product's function."""
        return self._products()

    def maker(self, home: str) -> str:
        """The function that makes a table or figure, with its file and line; nothing if it is not known."""
        name = home.partition("-")[2].replace("-", "_")
        product = self.products.get(name)
        return f"{name}, {self._shown(Path(product[0]))}:{product[1]}" if product else ""

    def places(self, home: str, text: EditedText) -> list[str]:
        """The files and lines of the strings that print a text: the most similar ones in the nearest code."""
        product = self.products.get(home.partition("-")[2].replace("-", "_"))
        if product is None:
            return []
        file, line = Path(product[0]), product[1]
        for strings in (_in_function(file, line), _strings(file), self._elsewhere(file)):
            scored = [(_score(each.text, text), each) for each in strings]
            best = max((score for score, _ in scored), default=0)
            if best >= max(1, text.wanted):
                found = [each for score, each in scored if score == best]
                return list(dict.fromkeys(f"{self._shown(each.file)}:{each.line}" for each in found))
        return []

    def _elsewhere(self, file: Path) -> Iterator[_String]:
        """The strings of the other modules in a module's folder."""
        for other in sorted(file.parent.rglob("*.py")):
            if other != file:
                yield from _strings(other)

    def _shown(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else str(file)


@lru_cache(maxsize=64)
def _tree(file: Path) -> ast.Module:
    try:
        return ast.parse(file.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError):
        return ast.Module([], [])


def _strings(file: Path, node: ast.AST | None = None) -> Iterator[_String]:
    """The strings below a node of a file, or of the whole file; what is inserted into one is between braces."""
    for each in ast.walk(node or _tree(file)):
        if isinstance(each, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in each.values)
            yield _String(file, each.lineno, "".join(map(str, parts)))
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield _String(file, each.lineno, each.value)


def _in_function(file: Path, line: int) -> Iterator[_String]:
    """The string constants of the function that is defined at a line, or decorated there."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if first <= line <= (node.body[0].lineno):
                yield from _strings(file, node)


def _plain(text: str) -> str:
    """A text without marks of Markdown, with the same sign for each number and each inserted value."""
    return _INSERTED.sub("0", _MARKUP.sub("", text))


def _score(string: str, text: EditedText) -> int:
    """How many letters a string and a printed text have in common around the words; 0 without the words."""
    plain, words = _plain(string), _plain(text.words)
    before, after = _plain(text.before), _plain(text.after)
    best, at = 0, plain.find(words)
    while at >= 0:
        end = at + len(words)
        common = _alike(plain[:at][::-1], before[::-1]) + _alike(plain[end:], after)
        best = max(best, len(words) + common)
        at = plain.find(words, at + 1) if words or at + 1 <= len(plain) else -1
    return best


def _alike(one: str, other: str) -> int:
    """How many letters two texts have in common from their beginning."""
    count = 0
    for letter, same in zip(one, other, strict=False):
        if letter != same:
            break
        count += 1
    return count
