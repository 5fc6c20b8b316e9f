"""pagedate: the day a web page was published, as the acquired page declares it."""

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.acquire.page import take


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The declared day of each page, null where it declares none."""
    for item in items:
        declared = take(item["html"].encode("utf-8")).declared
        yield {"id": item["id"], "date": declared.day if declared else None}
