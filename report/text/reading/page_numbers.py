"""The words around page numbers in headers and footers, in the supported languages."""

from __future__ import annotations

#: Patterns for "page" in "page 3 of 9", and for the word or sign before the number of pages.
PAGE = r"(?:page|Seite|página|pagina|sida|side)"
OF = r"(?:of|von|sur|de|di|van|av|af|/)"
