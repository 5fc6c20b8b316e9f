"""extract: the article's own text out of a web page, as the news regions of the acquired page give it."""

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.acquire.page import take

#: The set's article bodies hold neither headline nor captions, but the headings among their paragraphs.
ROLES = frozenset({"lede", "body", "bullet", "pull_quote", "heading"})


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The text of each page's article."""
    for item in items:
        page = take(item["html"].encode("utf-8")).page
        text = "\n".join(region.slice(page.text) for region in page.regions if region.role in ROLES)
        yield {"id": item["id"], "text": text}
