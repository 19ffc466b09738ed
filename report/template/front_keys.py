"""Lists the keys allowed in the front matter of a document; those of authors and affiliations are Quarto's."""

from __future__ import annotations

import re

#: Keys that are printed or control what is printed.
PRINTED = frozenset(
    (
        *("abstract", "abstract-title", "affiliation", "affiliations", "author", "authors", "banner"),
        *("bibliography", "build-id", "citation-abbreviations", "csl", "date", "date-format", "dir"),
        *("document", "float-prefix", "keywords", "lang", "language", "link-bibliography"),
        *("link-citations", "nocite", "notes-after-punctuation", "number-depth", "number-sections"),
        *("pagetitle", "reference-doc", "reference-section-title", "references", "running-title"),
        *("double-spacing", "line-numbers", "provenance"),
        *("subtitle", "suppress-bibliography", "title", "toc-title"),
    )
)
#: The keys of an author, of an author's name given as a mapping, and of an affiliation.
AUTHOR = frozenset(
    (
        *("affiliation", "affiliations", "attributes", "corresponding", "deceased", "degrees", "email"),
        *("equal-contributor", "id", "metadata", "name", "note", "orcid", "role", "roles", "url"),
    )
)
NAME = frozenset((*("dropping-particle", "family", "given", "literal", "non-dropping-particle"),))
AFFILIATION = frozenset(
    (
        *("address", "city", "country", "department", "group", "id", "isni", "name", "postal-code"),
        *("ref", "region", "ringgold", "ror", "state", "url"),
    )
)
#: Keys that control Quarto and print nothing.
QUARTO = re.compile(
    r"format|execute|jupyter|engine|knitr|params|filters|shortcodes|crossref|toc|toc-depth|toc-location|theme|css"
    r"|embed-resources|standalone|self-contained|resources|metadata-files?|editor|project|website|manuscript|draft"
    r"|cite-method|citeproc|categories|image|image-alt|description|order|listing|aliases|lightbox|author-meta"
    r"|(?:code|fig|tbl|html|pdf|docx|keep|highlight|syntax|title-block|page|grid|link|footnotes?|email)-[\w-]+"
)
