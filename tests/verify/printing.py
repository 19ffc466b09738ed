"""Prints mutated pages fast: styles and typefaces are read once, the provenance appendix is left out."""

import re
from pathlib import Path

STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
ASIDE = re.compile(r'<script\b.*?</script>|<section class="provenance">.*?</section>', re.DOTALL)
LEADING_NOWHERE = re.compile(r' href="#row-[^"]*"')


class Press:
    """Prints variants of one page, as `report.render` prints the page itself."""

    def __init__(self, page, folder):
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self.folder = str(Path(folder))
        self.fonts = FontConfiguration()
        styles = "\n".join(STYLE.findall(page.decode("utf-8")))
        self.style = CSS(string=styles, base_url=self.folder, font_config=self.fonts)

    def printed(self, page):
        """The page as a PDF."""
        from weasyprint import HTML

        plain = LEADING_NOWHERE.sub("", ASIDE.sub("", STYLE.sub("", page.decode("utf-8"))))
        html = HTML(string=plain, base_url=self.folder)
        return html.write_pdf(stylesheets=[self.style], font_config=self.fonts)
