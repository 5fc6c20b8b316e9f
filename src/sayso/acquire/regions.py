"""The one door to regions: which part of a page is what, as the page itself shows it."""

from collections.abc import Sequence

from sayso.acquire.cutting import cut
from sayso.acquire.html import HtmlBlock
from sayso.acquire.html_regions import html_regions
from sayso.acquire.text_regions import text_regions
from sayso.model.page import NEWS_ROLES, Block, Region

#: Blocks of one page that are looked at: no news page comes near, and a hostile one must end.
MOST_BLOCKS = 20_000

__all__ = ["MOST_BLOCKS", "cut", "news_text", "regions_of_html", "regions_of_text"]


def regions_of_text(text: str, blocks: Sequence[Block]) -> tuple[Region, ...]:
    """Regions of a plain text cut into blocks: sorted, apart, over every visible character."""
    return (*text_regions(text, blocks[:MOST_BLOCKS]), *map(_beyond, blocks[MOST_BLOCKS:]))


def regions_of_html(text: str, blocks: Sequence[HtmlBlock], title: str | None) -> tuple[Region, ...]:
    """Regions of an HTML page's canonical text: sorted, apart, over every visible character."""
    return (*html_regions(text, blocks[:MOST_BLOCKS], title), *(_beyond(b.block) for b in blocks[MOST_BLOCKS:]))


def _beyond(block: Block) -> Region:
    return Region(block.start, block.end, "furniture", f"behind the first {MOST_BLOCKS:,} blocks")


def news_text(text: str, regions: Sequence[Region]) -> str:
    """The wording of the regions that are news, a line each."""
    return "\n".join(region.slice(text) for region in regions if region.role in NEWS_ROLES)
