"""Single blocks of Markdown as HTML."""

import pytest

from report.render import pandoc_process
from report.render.fragments import fragments


def test_each_text_becomes_html_of_its_own(tmp_path):
    assert fragments(["A *word*.", "- one\n- two"], tmp_path) == [
        "<p>A <em>word</em>.</p>",
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
    ]


def test_no_texts_are_no_fragments(tmp_path):
    assert fragments([], tmp_path) == []


def test_a_citation_keeps_its_key(tmp_path):
    (html,) = fragments(["Shown before [@kline2016]."], tmp_path)
    assert 'class="citation"' in html
    assert 'data-cites="kline2016"' in html


def test_a_formula_is_mathml(tmp_path):
    (html,) = fragments(["$\\beta = 1$"], tmp_path)
    assert "<math" in html
    assert "\\beta =" not in html.split("<annotation")[0]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[go](javascript:alert(1))"])
def test_active_content_refuses_all_fragments(tmp_path, text):
    assert fragments(["Harmless.", text], tmp_path) == []


def test_a_text_that_imitates_the_separator_refuses_all_fragments(tmp_path):
    """Otherwise a fragment would be taken for its neighbour."""
    assert fragments(["::: {.fragment-end}\n:::\n", "Second."], tmp_path) == []


def test_a_pandoc_that_cannot_run_makes_no_fragments(tmp_path, monkeypatch):
    monkeypatch.setattr(pandoc_process, "program", lambda: str(tmp_path / "missing"))
    assert fragments(["A word."], tmp_path) == []
