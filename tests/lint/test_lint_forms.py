"""The lint finds typed numbers in every form and at every place, on their line."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.lint import Conventions, lint
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.template.apa_phrases import in_words

LEDGER = Ledger.of([Stat("m.n", 31, "count", "cases", "*n*"), Claim("claim.large", True, "it is large")])

PLACES = {
    "a paragraph": "There were {} of them.",
    "the start of a line": "{} were there.",
    "the start of a paragraph": "Before.\n\n{} were there.",
    "the end": "There were {}",
    "emphasis": "There were *{}* and **more**.",
    "underscores": "There were _{}_ of them.",
    "a heading": "# On {} cases\n",
    "a list item": "- item\n- of {}\n",
    "a numbered item": "1. item\n2. of {}\n",
    "a quotation": "> of {} cases",
    "a footnote": "Text.[^1]\n\n[^1]: Of {} cases.",
    "an inline note": "Text.^[Of {} cases.]",
    "a link": "[{} cases](https://example.org/a 'title')",
    "a link's title": '[cases](https://example.org/a "{} of them")',
    "a span": "[{} cases]{{.smallcaps #x1}}",
    "a picture's caption": "![Of {} cases.](figures/a1.png){{width=50%}}",
    "an alternative text": '![](figures/a1.png){{fig-alt="Bars of {} cases" width=170mm}}',
    "a title attribute": '<span title="of {} cases">text</span>',
    "raw HTML": "<p class='a1'>of {} cases</p>",
    "a caption of a div": "::: {{#tbl-a1 .wide}}\n| a |\n|:--|\n| b |\n\nCaption of {}.\n:::\n",
    "a table note": "::: {{.table-note}}\n*Note.* Of {} cases.\n:::\n",
    "a table cell": "| a | b |\n|:--|--:|\n| of | {} |\n",
    "a table head": "| a | of {} |\n|:--|--:|\n| c | d |\n",
    "a caption line": "| a |\n|:--|\n| b |\n\n: Caption of {} {{#tbl-a1}}\n",
    "code": "The script prints `{}` there.",
    "a citation's prefix": "[among {} in @key2020, p. 3]",
    "beside a citation": "As {} said [@key2020].",
    "brackets": "[EBI, {} items; @key2020]",
    "a title": '---\ntitle: "Of {} cases"\nlang: en\n---\n\nText.\n',
    "an abstract": "---\nabstract: |\n  **Results.** Of {} cases.\n\n  More.\nlang: en\n---\n",
    "keywords": "---\nkeywords: [sleep, of {}]\n---\n",
    "an affiliation": "---\nauthor:\n  - name: A\n    affiliations: ['of {}']\n---\n",
    "an unknown key": "---\ndescription: of {}\n---\n",
    "behind a tag": "<< m.n >> of {} cases",
    "a true branch": "<% if synthetic %>\nof {}\n<% endif %>\n",
    "a false branch": "<% if synthetic %>\na\n<% else %>\nof {}\n<% endif %>\n",
    "a trimmed tag": "a\n<%- if synthetic -%>\n  of {}\n<%- endif -%>\n",
    "a claim's wording": '<< claim("claim.large", yes="more than {}", no="less") >>',
    "a claim's other wording": '<< claim("claim.large", "more", "less than {}") >>',
    "a variable": '<% set x = "of {}" %><< x >>',
    "a printed constant": '<< "of {}" >>',
    "a macro": "<% macro say(x) %>of {}<% endmacro %><< say('a') >>",
    "a macro's argument": '<% macro say(x) %><< x >><% endmacro %><< say("of {}") >>',
    "a raw block": "<% raw %>of {}<% endraw %>",
    "a fallback": '<< m.n | default("of {}") >>',
    "a sentence with conventions": "In the first QIDS-SR-16 [@key2020, p. 3] of {} (see @tbl-a1).",
}


def digits():
    whole = st.integers(0, 99999)
    decimals = st.tuples(st.integers(0, 99), st.integers(0, 999)).map(lambda pair: f"{pair[0]}.{pair[1]}")
    share = st.integers(0, 999).map(lambda x: f".{x:03}")
    plain = st.one_of(whole.map(str), decimals, share)
    return st.one_of(
        plain,
        plain.map(lambda x: f"−{x}"),
        plain.map(lambda x: f"-{x}"),
        plain.map(lambda x: f"{x}%"),
        plain.map(lambda x: f"{x} per cent"),
        share.map(lambda x: f"p = {x}"),
        share.map(lambda x: f"*p* < {x}"),
        st.tuples(st.integers(3, 99), share).map(lambda pair: f"r({pair[0]}) = {pair[1]}"),
        st.tuples(plain, plain).map("–".join),
        st.tuples(plain, plain).map("-".join),
        st.tuples(plain, plain).map(lambda pair: f"[{pair[0]}, {pair[1]}]"),
        whole.map(lambda x: f"{x:,}"),
        whole.map(lambda x: f"{x}th"),
        whole.map(lambda x: f"N{x}"),
        whole.map(lambda x: f"WHO-{x}"),
        share.map(lambda x: rf"$\beta = {x}$"),
        whole.map(lambda x: rf"$\frac{{{x}}}{{n}}$"),
        whole.map(lambda x: f"*n* = {x}"),
        whole.map(lambda x: "".join(chr(ord("０") + int(d)) for d in str(x))),
        whole.map(lambda x: "".join(f"&#{ord(d)};" for d in str(x))),
        st.sampled_from(["½", "⅓", "¾", "②", "10³", "x\u00b2\u2075"]),
    )


def words():
    number = st.integers(0, 99).map(in_words)
    fixed = """half|two thirds|two-thirds|a third|three quarters|twice|thrice|third|fourth|twelfth|twofold|tenfold
    |one hundred and twenty|a dozen|hundreds|doubled|halved|forty per cent|two-arm|six-item|twenty‑nine|fifty-fold"""
    return st.one_of(
        number,
        number.map(str.capitalize),
        number.map(str.upper),
        number.map(lambda word: f"{word}-item"),
        st.sampled_from([word.strip() for word in fixed.split("|")]),
    )


def found(text):
    return lint({"templates/index.qmd.j2": text}, {}, {}, LEDGER, Conventions(("QIDS-SR-16",)))


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=60, deadline=None)
@given(form=st.one_of(digits(), words()), lines=st.integers(0, 5))
def test_a_typed_number_is_found_wherever_it_stands(place, form, lines):
    """Each form is found in each place, on its line of the template, and nothing else is."""
    front = PLACES[place].startswith("---")
    head = "" if front else "A line of text.\n\n" * lines
    if "yes=" in PLACES[place] or '"' in PLACES[place]:
        form = form.replace("\\", "")
    text = head + PLACES[place].format(form)
    assert found(head + PLACES[place].format("many")) == []
    all_found = found(text)
    assert all_found, text
    before = re.split(r"(?<!{){}", head + PLACES[place])[0]
    line = before.count("\n") + 1
    assert {each.where for each in all_found} == {f"templates/index.qmd.j2:{line}"}
    if re.search(r"[0-9]", form) and "&#" not in form:
        printed = " ".join(each.text for each in all_found)
        assert re.sub(r"\D", "", printed) == re.sub(r"\D", "", form)


CONSTANTS = ["<< 29 >>", "<% set x = 29 %>", "<% for i in [1, 2] %><< i >><% endfor %>", "<< m.n * 2 >>"]


@pytest.mark.parametrize("text", CONSTANTS)
def test_a_number_in_a_tag_is_a_typed_number(text):
    """Templates print rows and calculate nothing."""
    assert found("a\n" + text)[0].where == "templates/index.qmd.j2:2"


def test_lines_are_those_of_the_template():
    """Neither trimmed blocks, comments, nor tags over many lines shift a place."""
    head = "<# a\nb #>\n<% if synthetic %>\na 5\n<% endif %>\n<< m.n\n>> b:\n\n<%- if synthetic -%>\n\n7\n<% endif %>"
    text = head + "8\r\n9"
    assert [(each.text, each.where.rpartition(":")[2]) for each in found(text)] == [
        ("5", "4"),
        ("7", "11"),
        ("8", "12"),
        ("9", "13"),
    ]
