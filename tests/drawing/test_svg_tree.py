"""Simplified SVG: names of groups become classes and rows, styles become attributes, ids become unique."""

from __future__ import annotations

import pytest
from lxml import etree

from report.drawing.svg_tree import (
    SVG,
    attributes,
    break_lines,
    local,
    made,
    marks,
    rename_ids,
    separate_opacities,
    shortened,
)

HEAD = f'xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawn(inner: str) -> etree._Element:
    """A drawing with this content."""
    return etree.fromstring(f"<svg {HEAD}>{inner}</svg>")


def text_of(element: etree._Element) -> str:
    """The XML of an element without declarations of namespaces."""
    return etree.tostring(element, encoding="unicode", with_tail=False).replace(f' xmlns="{SVG}"', "")


def simplified(inner: str) -> list[str]:
    """The XML of what remains of a drawing."""
    found = [etree.tostring(each, encoding="unicode") for each in marks(drawn(inner))]
    return [each.replace(f" {HEAD}", "").replace(f' xmlns="{SVG}"', "").replace("ns0:", "") for each in found]


def parsed(inner: str) -> etree._Element:
    """The only element that remains of a drawing."""
    (found,) = marks(drawn(inner))
    return found


def test_the_local_name_is_without_the_namespace() -> None:
    """A comment has no name."""
    assert local(etree.Element(f"{{{SVG}}}path")) == "path"
    assert local(etree.Element("path")) == "path"
    assert local(etree.Comment("x")) == ""


def test_underscores_in_the_names_of_attributes_become_hyphens() -> None:
    """Python has no hyphens in names; values stay as they are."""
    element = made("text", font_size="8_px", x="1")
    assert element.tag == f"{{{SVG}}}text"
    assert attributes(element) == [("font-size", "8_px"), ("x", "1")]


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("M 1.23456 7.0 L 2.999 4", "M 1.23 7 L 3 4"),
        ("-0.126", "-0.13"),
        ("100", "100"),
        ("1.50", "1.5"),
        ("2.5e-7", "0"),
        ("#1a2.3", "#1a2.3"),
        ("", ""),
    ],
)
def test_numbers_have_at_most_two_decimals(text: str, rounded: str) -> None:
    """Trailing zeros and points are dropped; whole numbers and everything else stay."""
    assert shortened(text) == rounded


def test_the_number_of_decimals_can_be_chosen() -> None:
    """Opacities need more than lengths."""
    assert shortened("0.123456", 4) == "0.1235"


@pytest.mark.parametrize("tag", ["metadata", "style", "title", "desc"])
def test_what_describes_matplotlib_is_dropped(tag: str) -> None:
    """Only what is drawn remains."""
    assert simplified(f"<{tag}>x</{tag}><!-- a comment -->") == []


def test_groups_that_only_name_an_artist_are_removed() -> None:
    """Their contents remain, in order."""
    found = marks(drawn('<g id="patch_1"><g><path d="M 0 0"/></g><rect x="1"/></g>'))
    assert [local(each) for each in found] == ["path", "rect"]


def test_a_group_with_attributes_remains() -> None:
    """A clip or a transformation applies to all that is in it."""
    group = parsed('<g id="axes_1" clip-path="url(#c)"><path d="M 0 0"/></g>')
    assert (local(group), dict(attributes(group))) == ("g", {"clip-path": "url(#c)"})
    assert [local(each) for each in group] == ["path"]


def test_style_declarations_become_attributes() -> None:
    """Lengths are rounded, and the declarations that descendants inherit are not repeated."""
    style = (
        "fill: #123456; stroke-width: 0.70001; stroke-linejoin: round; text-anchor: start; opacity: 0.55555"
    )
    element = parsed(f'<path d="M 1.23456 0" style="{style}"/>')
    wanted = {"d": "M 1.23 0", "fill": "#123456", "stroke-width": "0.7", "opacity": "0.55555"}
    assert dict(attributes(element)) == wanted


def test_an_empty_list_of_definitions_is_dropped() -> None:
    """One with a definition remains, with the definition's id."""
    assert simplified("<defs/>") == []
    kept = parsed('<defs><path id="m" d="M 0 0"/></defs>')
    assert kept[0].get("id") == "m"


def test_an_empty_rotation_is_dropped() -> None:
    """A rotation by minus zero, which matplotlib writes, changes nothing; any other is kept exactly."""
    found = parsed('<text transform="rotate(-0 3.33333 4)">a</text>')
    assert found.get("transform") is None
    found = parsed('<text transform="rotate(-90 3.33333 4)">a</text>')
    assert found.get("transform") == "rotate(-90 3.33333 4)"


@pytest.mark.parametrize("id", ["matplotlib.axis_1", "matplotlib.axis_12", "axis3d_2"])
def test_texts_of_an_axis_are_marked_as_such(id: str) -> None:
    """Numbers on an axis are no results; the class tells them apart."""
    found = parsed(f'<g id="{id}"><g id="xtick_1"><text>0.5</text></g></g>')
    assert found.get("class") == "axis"


def test_a_text_beside_an_axis_is_not_of_it() -> None:
    """Only the group of the axis itself counts, not one whose name is longer."""
    assert parsed('<g id="matplotlib.axis_1_label"><text>0.5</text></g>').get("class") is None


@pytest.mark.parametrize(
    ("gid", "wanted"),
    [
        ("stat:a.b.r", {"class": "stat", "data-stat": "a.b.r"}),
        ("p:a.b.p", {"class": "stat stars", "data-stat": "a.b.p"}),
        ("literal:a year", {"class": "literal", "data-reason": "a year"}),
        ("axis", {"class": "axis"}),
        ("stat:", {}),
        ("text_1", {}),
    ],
)
def test_the_name_of_a_group_ties_its_texts_to_rows(gid: str, wanted: dict[str, str]) -> None:
    """`stat:` prints a row, `p:` its stars, `literal:` a typed number with its reason."""
    assert dict(attributes(parsed(f'<g id="{gid}"><text>0.5</text></g>'))) == wanted


def test_a_mark_that_encodes_rows_carries_their_ids() -> None:
    """A single shape carries them itself; several shapes are grouped."""
    one = parsed('<g id="mark:a.n a.m"><path d="M 0 0"/></g>')
    assert dict(attributes(one)) == {"d": "M 0 0", "class": "stat-mark", "data-encodes": "a.n a.m"}
    several = parsed('<g id="mark:a.n"><path d="M 0 0"/><path d="M 1 1"/></g>')
    assert (local(several), several.get("data-encodes"), len(several)) == ("g", "a.n", 2)
    assert all(each.get("class") is None for each in several)


def test_pictures_in_base64_lose_their_line_breaks() -> None:
    """An address is not folded."""
    found = parsed('<image xlink:href="data:image/png;base64,AAAA\nBBBB"/>')
    assert found.get("{http://www.w3.org/1999/xlink}href") == "data:image/png;base64,AAAABBBB"


def test_opacity_applies_to_face_and_edge_separately() -> None:
    """The face keeps its fill, and the edge becomes an element of its own above it, tied to no row."""
    root = drawn(
        '<path d="M 0 0" fill="#111" stroke="#222" stroke-width="2" opacity="0.5" stroke-opacity="0.5" '
        'class="stat-mark" data-encodes="a.b"/>'
    )
    separate_opacities(root)
    face, edge = root
    assert dict(attributes(face)) == {
        "d": "M 0 0",
        "fill": "#111",
        "class": "stat-mark",
        "data-encodes": "a.b",
        "fill-opacity": "0.5",
    }
    assert dict(attributes(edge)) == {
        "d": "M 0 0",
        "fill": "none",
        "stroke": "#222",
        "stroke-width": "2",
        "stroke-opacity": "0.25",
    }


def test_a_line_without_a_face_is_not_divided() -> None:
    """There is nothing that its edge could overlap."""
    root = drawn('<path d="M 0 0" fill="none" stroke="#222" opacity="0.4"/>')
    separate_opacities(root)
    assert [dict(attributes(each)) for each in root] == [
        {"d": "M 0 0", "fill": "none", "stroke": "#222", "fill-opacity": "0.4", "stroke-opacity": "0.4"}
    ]


def test_a_definition_is_not_divided() -> None:
    """A marker has one element, to which every use of it refers; strokes are set at the uses."""
    root = drawn('<defs><path id="m" d="M 0 0" stroke="#222" stroke-opacity="0.5"/></defs>')
    separate_opacities(root)
    assert text_of(root[0][0]).count("stroke") == 0
    assert len(root[0]) == 1


def test_an_opaque_shape_stays_whole() -> None:
    """Without opacity there is no need for a second element."""
    root = drawn('<path d="M 0 0" fill="#111" stroke="#222"/>')
    separate_opacities(root)
    assert len(root) == 1


def test_ids_that_are_referred_to_are_renamed_after_the_figure() -> None:
    """Several drawings share a page, so that ids must be unique; ids without a reference are dropped."""
    root = drawn(
        '<defs><path id="m7f" d="M 0 0"/><clipPath id="p1"><rect/></clipPath><path id="unused"/></defs>'
        '<use xlink:href="#m7f"/><g clip-path="url(#p1)"/><use xlink:href="#m7f"/>'
    )
    rename_ids(root, "fig-a")
    defs, use, group, again = root
    assert [each.get("id") for each in defs] == ["fig-a--1", "fig-a--2", None]
    link = "{http://www.w3.org/1999/xlink}href"
    assert (use.get(link), again.get(link), group.get("clip-path")) == (
        "#fig-a--1",
        "#fig-a--1",
        "url(#fig-a--2)",
    )


def test_a_reference_without_a_target_stays_as_it_is() -> None:
    """Renaming does not hide that a definition is missing."""
    root = drawn('<g clip-path="url(#gone)"/><use xlink:href="#lost"/>')
    rename_ids(root, "fig-a")
    assert root[0].get("clip-path") == "url(#gone)"
    assert root[1].get("{http://www.w3.org/1999/xlink}href") == "#lost"


def test_each_element_is_on_a_line_of_its_own_except_in_texts() -> None:
    """A line feed in a text would be printed as a space."""
    root = drawn('<g><path d="M 0 0"/></g><text>a<tspan>b</tspan></text><g/>')
    break_lines(root)
    lines = etree.tostring(root, encoding="unicode").split("\n")[1:]
    assert lines == ["<g>", '<path d="M 0 0"/>', "</g>", "<text>a<tspan>b</tspan></text>", "<g/>", "</svg>"]


def test_only_texts_keep_their_characters() -> None:
    """White space between the elements of matplotlib is not part of the drawing."""
    assert (parsed("<text>\n a </text>").text, parsed("<defs>\n<path/></defs>").text) == ("\n a ", None)


def test_the_name_of_a_group_does_not_tie_its_shapes() -> None:
    """A line under a number prints nothing."""
    found = marks(drawn('<g id="stat:a.b"><path d="M 0 0"/><text>1</text></g>'))
    assert [each.get("data-stat") for each in found] == [None, "a.b"]
