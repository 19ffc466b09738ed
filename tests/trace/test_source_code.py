"""The source of the function that computed a row."""

import pytest

from report.rows.stat import Source
from report.trace.source_code import source_text

STUDY = '''\
"""A study."""

LEVEL = 0.05


@stats
@background
def rows(frame):
    """The rows."""

    def inner():
        return 1

    yield inner()


other = 2
'''


@pytest.fixture
def root(tmp_path):
    (tmp_path / "study.py").write_text(STUDY, encoding="utf-8")
    (tmp_path / "protocol.yaml").write_text("doses: 2\n  active: 25  \n", encoding="utf-8")
    return tmp_path


def text(root, file, line):
    return source_text(Source("rows", file, line), root)


def test_a_function_is_shown_with_its_decorators_to_its_last_line(root):
    shown = text(root, "study.py", 8)
    assert shown.startswith("@stats\n@background\ndef rows(frame):")
    assert shown.endswith("    yield inner()")


def test_an_inner_function_is_shown_alone(root):
    assert text(root, "study.py", 11) == "    def inner():\n        return 1"


def test_a_line_outside_functions_is_shown_alone(root):
    assert text(root, "study.py", 3) == "LEVEL = 0.05"


def test_a_constant_of_a_data_file_is_its_line_without_indentation(root):
    assert text(root, "protocol.yaml", 2) == "active: 25"


@pytest.mark.parametrize(("file", "line"), [("missing.py", 1), ("protocol.yaml", 9), ("study.py", 99)])
def test_what_is_not_there_is_empty(root, file, line):
    assert text(root, file, line) == ""
