"""Whether importing or calling code changes something other than its own names."""

from __future__ import annotations

import ast

import pytest

from report.files.import_effects import ImportEffects, changes_state, inner_statements, words

OWN = frozenset({"rules", "made"})


def statement(text: str) -> ast.stmt:
    return ast.parse(text).body[0]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("LIMIT = 3", True),
        ("A, B = (1, 2)", True),
        ("NAMES = sorted(['b', 'a'])", True),
        ("TEXT = ' '.join(['a'])", True),
        ("from os import path", True),
        ("from os import *", False),
        ("rules.limit = 3", False),
        ("LIMITS['a'] = 3", False),
        ("made()", False),
        ("VALUE = made()", True),
        ("VALUE = made().append(1)", False),
        ("VALUE = made().split()", True),
        ("VALUE = random.random()", False),
        ("VALUE = (seen := 3)", False),
        ("RUN = lambda: made.append(1)", True),
        ("def f(x=made): pass", True),
        ("@made\ndef f(): pass", False),
        ("class A:\n    x = 1", True),
        ("class A(metaclass=made): pass", False),
        ("class A:\n    made.limit = 1", False),
        ("if made:\n    A = 1\nelse:\n    A = 2", True),
        ("if True:\n    rules.limit = 1", False),
        ("try:\n    import x\nexcept ImportError:\n    x = None", True),
        ("for i in range(3): pass", False),
    ],
)
def test_what_only_binds_names(text: str, plain: bool) -> None:
    """Constants, definitions and imports; calls of the project's own code only as values."""
    assert ImportEffects(OWN).is_plain(statement(text)) is plain


@pytest.mark.parametrize(("text", "calls"), [("A = made()", True), ("A = len('a')", False), ("A = 3", False)])
def test_calls_of_the_project_are_noted(text: str, calls: bool) -> None:
    """What they return depends on more than the statement."""
    effects = ImportEffects(OWN)
    effects.is_plain(statement(text))
    assert effects.calls is calls


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("def f(self):\n    self.x = 1", False),
        ("def f(other):\n    other.x = 1", True),
        ("def f():\n    global x", True),
        ("def f(items):\n    items.append(1)", True),
        ("def f(items):\n    return items + [1]", False),
        ("def f(d):\n    d['a'] = 1", True),
        ("def f(d):\n    del d", True),
        ("def f(path):\n    open(path)", True),
    ],
)
def test_what_changes_more_than_local_variables(text: str, changes: bool) -> None:
    """Attributes of other objects, global names, and methods that change their object."""
    assert changes_state(statement(text)) is changes


def test_statements_of_all_branches() -> None:
    """Those of handlers and of the end, too."""
    block = statement("try:\n    a = 1\nexcept E:\n    b = 1\nelse:\n    c = 1\nfinally:\n    d = 1")
    names = [each.targets[0].id for each in inner_statements(block) if isinstance(each, ast.Assign)]  # type: ignore[attr-defined]
    assert sorted(names) == ["a", "b", "c", "d"]


def test_words_of_lines() -> None:
    """Each once."""
    assert words("a b", "b c") == {"a", "b", "c"}
