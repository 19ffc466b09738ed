"""Which definitions of a project a function depends on."""

from __future__ import annotations

import pytest

from report.merge.project_code import Code, Definition

FILES = {
    "study/rows.py": (
        "from study import limits\n"
        "from study.helpers import scaled as made\n"
        "from .models import PATHS\n"
        "import study.names as n\n\n\n"
        "@stats\n"
        "def means(sample):\n"
        '    """Yield the means."""\n'
        "    yield made(sample, limits.LOW, PATHS, n.LABEL, WEIGHT)\n\n\n"
        "WEIGHT: float = 2.0\n"
        "UNUSED = 1\n"
    ),
    "study/helpers.py": "def scaled(value, sample):\n    return twice(value)\n\n\ndef twice(x):\n    return 2 * x\n",
    "study/limits.py": "LOW = 1\nHIGH = 2\n",
    "study/models.py": "from study.syntax import PATHS\n",
    "study/syntax.py": 'PATHS = "y ~ x"\n',
    "study/names.py": 'LABEL = "mean"\n',
    "study/data.py": "@value\ndef sample(file):\n    return file\n",
    "tests/test_rows.py": "@fixture\ndef sample(file):\n    return 1\n",
    "study/broken.py": "def sample(:\n",
}


def test_a_function_depends_on_what_its_names_stand_for_and_on_the_products_it_takes():
    """Helpers, constants, names that a module passes on, and attributes of modules; arguments of helpers are local."""
    assert set(Code(lambda: FILES).behind("study/rows.py", "means")) == {
        ("study/rows.py", "means"),
        ("study/rows.py", "WEIGHT"),
        ("study/helpers.py", "scaled"),
        ("study/helpers.py", "twice"),
        ("study/limits.py", "LOW"),
        ("study/syntax.py", "PATHS"),
        ("study/names.py", "LABEL"),
        ("study/data.py", "sample"),
    }


def test_the_nearest_come_first():
    """A function comes before its helpers, and they before theirs."""
    names = [name for _, name in Code(lambda: FILES).behind("study/rows.py", "means")]
    assert names[0] == "means"
    assert names.index("scaled") < names.index("twice")


@pytest.mark.parametrize(
    "place", [("study/rows.py", "none"), ("none.py", "means"), ("study/broken.py", "sample")]
)
def test_what_is_not_defined_depends_on_nothing(place):
    """Neither an unknown file, an unknown name nor a file that cannot be parsed ends the search."""
    assert Code(lambda: FILES).behind(*place) == []


def of(text: str) -> Definition:
    """The definition of `a` in a file."""
    found = Code(lambda: {"a.py": text}).definition(("a.py", "a"))
    assert found is not None
    return found


def test_comments_docstrings_and_layout_do_nothing():
    """Only what runs can be a cause."""
    plain = of("def a(x):\n    return x + 1\n")
    assert plain.does_the_same(of('def a(x):\n    """Add one."""\n    # why\n    return (x +\n        1)\n'))
    assert not plain.does_the_same(of("def a(x):\n    return x + 2\n"))


def test_constants_have_their_text():
    """A text may be the syntax of a model."""
    assert of('a = "y ~ x"\n').text == "y ~ x"
    assert of("a = 3\n").text is None
    assert (of("a = 3\n").is_constant, of("def a(): ...\n").is_constant) == (True, False)
