"""Pages lose metadata in Markdown and links that lead nowhere, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.quarto.page_repairs import without_dead_links, without_raw_metadata

RAW = '**Aim.** Mean [7.5]{#o1 .stat data-stat="hours.mean"}, [enough]{#o2 .claim data-claim="c"}.'


@pytest.mark.parametrize(
    ("meta", "stays"),
    [
        (f"<meta name=\"citation_abstract\" content='{RAW}'>", False),
        ('<meta name="description" content="Sleep of [three]{#o12 .stat}">', False),
        ('<meta name="description" content="Sleep [in towns] {#here}">', True),
        ('<meta name="viewport" content="width=device-width">', True),
    ],
)
def test_metadata_of_woven_text_are_removed(meta: str, stays: bool) -> None:
    """Those of the author stay."""
    page = f"<head>{meta}<title>Sleep</title></head>"
    assert without_raw_metadata(page) == (page if stays else "<head><title>Sleep</title></head>")


def test_links_to_pages_that_do_not_exist_are_text(tmp_path: Path) -> None:
    """Of the links that the engine makes between documents; those in the page and of the author stay."""
    (tmp_path / "other.html").touch()
    links = [
        '<a class="see" href="supplement.html#tbl-a">Table <b>S1</b></a>',
        '<a href="other.html#tbl-a" class="see">Table 2</a>',
        '<a href="gone.html#x">theirs</a>',
        '<a class="see" href="#tbl-a">Table 3</a>',
    ]
    page = "<p>" + " and ".join(links) + "</p>"
    assert without_dead_links(page, tmp_path) == page.replace(links[0], "Table <b>S1</b>")
