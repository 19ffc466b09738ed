"""The scripts that builds put into pages, so that the script of an earlier build does not count as added."""

from __future__ import annotations

#: The names (`styles.script_name`) of all versions of `page.js` and `provenance.js`. Add a name when a script changes.
PUBLISHED_SCRIPTS = frozenset(
    f"script {name}"
    for name in (
        *("40e08abb", "86543e5a", "6be774c8"),
        *("9a42a734", "55c8aad4", "8b2abf80", "dadc59f6", "64009248", "5315fc22", "5a1e01b6"),
        "dd202773",
    )
)
