"""The formats that rows can name: the engine's own, and those that a study registers."""

from __future__ import annotations

from collections.abc import Mapping

from report.rows.number_formats import Count, Degrees, Fixed, Format, Percent, Share, Text
from report.rows.p_value_format import PValue
from report.rows.quantity_formats import (
    Clock,
    Currency,
    Duration,
    FinePercent,
    LargeCount,
    Scientific,
    Significant,
)

#: The engine's formats by the names that a ledger stores, in the order of the documentation.
BUILT_IN: Mapping[str, Format] = {
    "count": Count(),
    "large_count": LargeCount(),
    "percent": Percent(),
    "percent1": Percent(1),
    "percent_fine": FinePercent(),
    "mean": Fixed(1),
    "fixed0": Fixed(0),
    "fixed1": Fixed(1),
    "fixed2": Fixed(2),
    "fixed3": Fixed(3),
    "fixed4": Fixed(4),
    "fixed6": Fixed(6),
    "significant2": Significant(2),
    "significant3": Significant(3),
    "significant4": Significant(4),
    "scientific": Scientific(),
    "scientific2": Scientific(2),
    "unit": Share(),
    "unit3": Share(3),
    "index": Fixed(2, leading_zero=False),
    "index3": Fixed(3, leading_zero=False),
    "df": Degrees(),
    "p": PValue(),
    "p2": PValue(2),
    "usd": Currency("$"),
    "usd0": Currency("$", 0),
    "eur": Currency("€"),
    "eur0": Currency("€", 0),
    "gbp": Currency("£"),
    "gbp0": Currency("£", 0),
    "duration": Duration(),
    "clock": Clock(),
    "text": Text(),
}
#: All formats by name. A study's own are added when the study is loaded.
FORMATS: dict[str, Format] = dict(BUILT_IN)


def use_formats(own: Mapping[str, Format]) -> None:
    """Make the formats of one study available in addition to the engine's, and forget those of any other."""
    FORMATS.clear()
    FORMATS.update({**BUILT_IN, **own})


def is_share(format: str) -> bool:
    """Whether a format prints a proportion as a percentage."""
    return isinstance(FORMATS.get(format), Percent | FinePercent)
