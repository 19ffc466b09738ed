"""The texts of a sheet outside its cells: headers and footers, the prompts of cells, and the hints of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

_PAGES = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_SIDES = ("left", "center", "right")
#: Codes of fonts, sizes, colours and fields in a header: `&"Arial,Bold"`, `&12`, `&KFF0000`, `&P`.
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Z])')
#: The most prompts and links of a sheet that are read.
_MOST = 2_000


def texts_outside_cells(sheet: Any) -> Iterator[tuple[str, str]]:
    """Each text with its place; fields such as page numbers and dates are left out."""
    for page in _PAGES:
        part = getattr(sheet, page)
        texts = (getattr(part, side).text for side in _SIDES)
        shown = " ".join(_CODE.sub(" ", text) for text in texts if text)
        if shown.strip():
            yield ("header" if page.endswith("Header") else "footer"), " ".join(shown.split())
    for each in sheet.data_validations.dataValidation[:_MOST]:
        if prompt := " ".join(filter(None, (each.promptTitle, each.prompt))):
            yield f"prompt of {each.sqref}", prompt
    linked = (cell for line in sheet.iter_rows() for cell in line if cell.hyperlink)
    for cell in islice(linked, _MOST):
        if cell.hyperlink.tooltip:
            yield f"link of {cell.coordinate}", cell.hyperlink.tooltip
