"""Style rules, scripts and handlers of a page that change what readers see."""

from __future__ import annotations

import pytest
from lxml import html

from report.text.reading.styles import can_change_numbers, hides, rules, script_name


def rules_of(style: str, body: str = "<p class='x' id='y'>1</p>", media: str = "") -> tuple[str, ...]:
    """The rules of a page with this style sheet."""
    sheet = f"<style media='{media}'>{style}</style>"
    return rules(html.document_fromstring(f"<html><head>{sheet}</head><body>{body}</body></html>"))


@pytest.mark.parametrize(
    "declarations",
    [
        *("display:none", "visibility:hidden", "opacity:0", "opacity:0.0", "font-size:0"),
        *("text-decoration:line-through", "filter:opacity(0)", "filter:blur(0)opacity(0%)"),
        *("text-indent:-9999px", "transform:scale(0)", "clip-path:circle(0)"),
        *("unicode-bidi:bidi-override", "left:-9999px", "clip:rect(0,0,0,0)", "clip:rect(1px,1px,1px,1px)"),
    ],
)
def test_declarations_that_hide_text_are_found(declarations: str) -> None:
    """Text may be absent, invisible, tiny, transparent, struck through, clipped or moved away."""
    assert hides(declarations)


@pytest.mark.parametrize(
    "declarations",
    [
        *(
            "display:block",
            "visibility:visible",
            "opacity:0.5",
            "opacity:0.05",
            "font-size:0.8em",
            "color:#fff1e0",
        ),
        *(
            "color:white;background:navy",
            "color:#fff;background-color:#123456",
            "clip-path:none",
            "color:black",
        ),
        "border-color:white",
    ],
)
def test_declarations_that_leave_text_visible_are_not(declarations: str) -> None:
    """White text on a ground of its own is visible, and similar properties hide nothing."""
    assert not hides(declarations)


def test_a_rule_counts_if_it_applies_to_the_page() -> None:
    """A rule for a class or an id that no element has changes nothing."""
    assert rules_of(".x { display: none }") == (".x {display:none}",)
    assert rules_of("#y { opacity: 0 }") == ("#y {opacity:0}",)
    assert rules_of(".absent { display: none }") == ()


def test_each_selector_of_a_rule_is_a_rule() -> None:
    """Rules are compared one selector at a time, without comments and regardless of spaces."""
    assert rules_of("/* note */ .x , #y{\n  display :none}") == ("#y {display:none}", ".x {display:none}")


def test_rules_for_print_do_not_concern_a_screen() -> None:
    """What a printer hides is visible to readers of the page."""
    assert rules_of(".x { display: none }", media="print") == ()


@pytest.mark.parametrize(
    ("style", "changes"),
    [
        (".x::before { content: '5' }", True),
        (".x::before { content: '\\\\35' }", True),
        (".x::before { content: 'see ' }", False),
        (".x { display: none }", False),
    ],
)
def test_added_digits_can_change_a_number(style: str, changes: bool) -> None:
    """A rule that writes a digit, or the escape of one, beside a number changes what is read."""
    (rule,) = rules_of(style)
    assert can_change_numbers(rule) is changes


@pytest.mark.parametrize("content", ["none", "normal", "''", "attr(data-pad)"])
def test_a_rule_that_adds_nothing_is_not_listed(content: str) -> None:
    """Empty content, and the padding of the engine's own tables, add no text."""
    assert rules_of(f".x::after {{ content: {content} }}") == ()


def test_scripts_and_handlers_are_listed() -> None:
    """A script is named by its hash, regardless of spaces; data is not a script."""
    body = (
        "<p class='x' onclick='go()'>1</p><script>a = 1</script><script type='application/json'>{}</script>"
    )
    assert rules_of("", body) == ("handler onclick", script_name("a=1"))
    assert all(map(can_change_numbers, rules_of("", body)))


def test_a_link_can_run_a_script() -> None:
    """An address with the scheme of scripts acts when it is followed."""
    assert rules_of("", "<a href=' java\tscript:go()'>1</a>") == ("handler href",)


def test_a_linked_style_sheet_is_listed() -> None:
    """The rules of another file cannot be read, so their presence is reported."""
    page = html.document_fromstring(
        "<html><head><link rel='stylesheet' href='a.css'></head><body>1</body></html>"
    )
    assert rules(page) == ("a linked style sheet",)


def test_a_rule_for_paper_does_not_count() -> None:
    """A block of rules for print hides nothing on a screen; a rule after it counts."""
    style = "@media print { .x { display: none } a { color: black } } #y { display: none }"
    assert rules_of(style) == ("#y {display:none}",)


def test_an_imported_style_sheet_is_named() -> None:
    """It may hide or add anything."""
    assert rules_of("@import url('other.css');") == ("an imported style sheet",)
    assert rules_of("/* @import url('other.css'); */") == ()
