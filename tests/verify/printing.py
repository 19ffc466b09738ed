"""Prints mutated pages as `report.render` prints the page itself, but for the provenance appendix and links into it."""

import re
from pathlib import Path

from report.render.document import Document
from report.render.pdf.print import render_print

ASIDE = re.compile(r'<script\b.*?</script>|<section class="provenance">.*?</section>', re.DOTALL)
LEADING_NOWHERE = re.compile(r' href="#row-[^"]*"')


class Press:
    """Prints variants of one page."""

    def __init__(self, folder):
        self.document = Document("variant", "", Path(folder), Path(folder))

    def printed(self, page):
        """The page as a PDF."""
        plain = LEADING_NOWHERE.sub("", ASIDE.sub("", page.decode("utf-8")))
        (self.document.root / "variant.html").write_text(plain, encoding="utf-8")
        return render_print(self.document, self.document.root, 0).read_bytes()
