"""The page on which each edit of a copy is accepted or rejected."""

from __future__ import annotations

import json
import re
import shlex
import shutil

import pytest

from report.merge.comments import comments
from report.merge.review_page import page
from report.merge.selections import selection

RUN = (
    '<w:r><w:t xml:space="preserve">Another paragraph stands here, and nothing in it is a number.</w:t></w:r>'
)
TYPED = RUN.replace("is a number.", "is a number. The longest night had 8.5 hours.")
COMMENT = (
    '<w:comment w:id="7" w:author="Ann &lt;b&gt;" w:date="2026-01-02T00:00:00Z"><w:p><w:r>'
    "<w:t>Why &lt;script&gt;?</w:t></w:r></w:p></w:comment>"
)


@pytest.fixture
def copy(edited):
    """A copy with edits that apply, a conflict, a typed number and a comment."""
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    data = edited(
        (RUN, start + TYPED + end),
        (">Results<", ">Find&lt;i&gt;ngs<"),
        (">7.5<", ">7.6<"),
        ("The second item.", "The other item."),
    )
    return edited(("/>", f">{COMMENT}</w:comments>"), part="word/comments.xml", of=data)


def test_the_page_shows_each_hunk_with_both_texts_reason_and_comments(built, copy):
    """Hunks have their ids; the template stands beside the edit; text of the copy is never markup."""
    found = built.merge(copy)
    text = page(found, comments(copy, found), "my copy.docx")
    assert re.findall(r'<article id="(\w+)"', text) == [hunk.id for hunk in found.hunks]
    assert "# <del>Results</del>" in text
    assert "# <ins>Find\\&lt;i&gt;ngs</ins>" in text
    assert "hours.mean is 7.5" in text
    assert 'value="hours.max"' in text
    assert "Why &lt;script&gt;?" in text
    assert "<b>Ann &lt;b&gt;</b>" in text


def test_the_page_needs_nothing_from_elsewhere(built, copy):
    """No address of another file is in the page, and it may load none."""
    found = built.merge(copy)
    text = page(found, (), "copy.docx")
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    assert "default-src 'none'" in text


def test_an_unedited_copy_has_a_page_that_says_so(built):
    """A page without edits has a sentence instead of a list."""
    assert "The copy has the text of its build" in page(built.merge(built.word), (), "copy.docx")


@pytest.fixture
def reviewed(built, copy, tmp_path):
    """A project with a copy and its review page, made by the command."""
    root = tmp_path / "project"
    shutil.copytree(built.root, root)
    (root / "copy.docx").write_bytes(copy)
    done = built.run("merge", "copy.docx", "--review", "review.html", "--quiet", root=root)
    assert (done.returncode, done.stderr) == (1, "")
    return root


@pytest.mark.slow
class TestBrowser:
    """The page in Chromium."""

    @pytest.fixture
    def opened(self, chromium, reviewed):
        """Open the page in a new window."""
        windows = []

        def open_page(**settings):
            windows.append(chromium.new_context(accept_downloads=True, **settings))
            window = windows[-1].new_page()
            window.faults = []
            window.on("pageerror", lambda error: window.faults.append(str(error)))
            window.goto((reviewed / "review.html").as_uri())
            return window

        yield open_page
        for window in windows:
            window.close()

    def test_keys_make_the_command_that_applies_the_selection(self, built, opened, reviewed):
        """j, k, a, r, u and digits decide on each hunk; the command that is shown does what was decided."""
        window = opened()
        states = [
            each.split()[0]
            for each in window.eval_on_selector_all("article", "all => all.map(a => a.className)")
        ]
        for state in states:
            window.keyboard.press("j")
            if state == "proposal":
                window.keyboard.press("1")
                continue
            window.keyboard.press("r" if state == "conflict" else "a")
            window.keyboard.press("k")
        assert window.inner_text("#progress") == f"{len(states) - 1} accepted, 1 rejected, 0 open"
        words = shlex.split(window.input_value("#command"))
        done = built.run(*words[1:], "--dirty", root=reviewed)
        assert done.returncode == 0, done.stdout + done.stderr
        text = (reviewed / "templates" / "index.qmd.j2").read_text(encoding="utf-8")
        assert "- The other item." in text
        assert "The longest night had << hours.max >> hours." in text
        assert window.faults == []

    def test_digits_answer_each_typed_number_in_its_order(self, built, chromium, edited, tmp_path):
        """The edit is accepted with the last answer, also one that is typed, and the command has all of them."""
        text = RUN.replace(
            "is a number.", "is a number. The longest night had 8.5 hours, another 7.5, and once 4711."
        )
        found = built.merge(edited((RUN, text)))
        (tmp_path / "review.html").write_text(page(found, (), "copy.docx"), encoding="utf-8")
        window = chromium.new_page()
        window.goto((tmp_path / "review.html").as_uri())
        for key in "j11":
            window.keyboard.press(key)
        assert window.inner_text("#progress") == "0 accepted, 0 rejected, 1 open"
        window.fill("fieldset:last-of-type [data-row]", "typed")
        window.keyboard.press("Enter")
        words = shlex.split(window.input_value("#command"))
        window.close()
        chosen = built.merge(edited((RUN, text)), selection=selection(words[words.index("--accept") + 1]))
        assert (
            "night had << hours.max >> hours, another << hours.mean >>, and once << literal("
            in chosen.merged["index.qmd.j2"]
        )

    def test_the_downloaded_selection_is_what_the_page_shows(self, opened, tmp_path):
        """The file and the list of the command are the same selection, also after the page is loaded again."""
        window = opened()
        for key in "jjarju":
            window.keyboard.press(key)
        window.reload()
        with window.expect_download() as download:
            window.click("#save")
        download.value.save_as(tmp_path / "selection.json")
        words = shlex.split(window.input_value("#command"))
        assert selection(str(tmp_path / "selection.json")) == selection(words[words.index("--accept") + 1])
        assert len(json.loads((tmp_path / "selection.json").read_text(encoding="utf-8"))["accept"]) == 1

    @pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "dark")])
    def test_the_page_fits_the_window_and_has_contrast(self, opened, width, scheme):
        """No element is wider than the window, and text has a contrast of at least 4.5 in light and dark."""
        window = opened(viewport={"width": width, "height": 800}, color_scheme=scheme)
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        assert window.evaluate(CONTRAST) >= 4.5


CONTRAST = """() => {
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const linear = (v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = (rgb) => [.2126, .7152, .0722].reduce((sum, weight, i) => sum + weight * linear(rgb[i] / 255), 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const found = numbers(getComputedStyle(node).backgroundColor);
      if (found.length === 3 || found[3]) return found;
    }
    return [255, 255, 255];
  };
  const contrast = (node) => {
    const [low, high] = [numbers(getComputedStyle(node).color), ground(node)].map(light).sort((a, b) => a - b);
    return (high + .05) / (low + .05);
  };
  const names = "p, h1, h2, h3, em, pre, ins, del, code, button, nav a, legend, label, blockquote span";
  return Math.min(...[...document.querySelectorAll(names)].filter((node) => node.offsetParent).map(contrast));
}"""
