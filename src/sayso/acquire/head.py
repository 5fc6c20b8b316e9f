"""What an HTML page says of itself in its head: title, outlet, address, and the dates it declares."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sayso.acquire.wordings import names_outlet


class Head(NamedTuple):
    """The page's own words about itself; None where it has none."""

    title: str | None
    outlet: str | None
    uri: str | None


class Sign(NamedTuple):
    """A date outside the visible text: where it stands, and how it is written."""

    where: str
    value: str


_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "article:publisher_name")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_PUBLISHER = re.compile(r'"publisher"\s*:\s*\[?\s*\{[^{}]{0,400}?"name"\s*:\s*"([^"\\]{2,80})"')
_SEPARATED = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")


def read_head(tree: Any) -> Head:  # noqa: ANN401
    """Title, outlet and canonical address of a parsed page."""
    metas = _metas(tree)
    outlet = next((metas[name] for name in _OUTLETS if metas.get(name)), None) or _publisher(tree)
    page_title = _flat(tree.findtext(".//title"))
    title = next((metas[name] for name in _TITLES if metas.get(name)), None) or page_title
    parts = _SEPARATED.split(page_title) if page_title else []
    if outlet is None and len(parts) > 1 and names_outlet(parts[-1]):
        outlet = parts[-1]
    return Head(_without(title, outlet), outlet, _address(tree))


def _metas(tree: Any) -> dict[str, str]:  # noqa: ANN401
    """The first content of each meta name or property."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = _flat(meta.get("content"))
        if name and content:
            found.setdefault(name, content)
    return found


def _flat(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _publisher(tree: Any) -> str | None:  # noqa: ANN401
    return next((match[1] for script in _data(tree) if (match := _PUBLISHER.search(script))), None)


def _data(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """The JSON-LD of a page, as text."""
    for script in tree.iter("script"):
        if "json" in script.get("type", "") and script.text:
            yield script.text[:400_000]


def _without(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name behind it."""
    if title is None:
        return None
    parts = _SEPARATED.split(title)
    last = parts[-1].casefold()
    if len(parts) > 1 and (
        names_outlet(parts[-1]) or (outlet and last in (outlet.casefold(), f"the {outlet}".casefold()))
    ):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·»-") or title
    return title


def _address(tree: Any) -> str | None:  # noqa: ANN401
    """The canonical address, where it is a whole one."""
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower():
            href = link.get("href", "").strip()
            return href if re.match(r"https?://[^\s/]+", href) and " " not in href else None
    return None


# ------------------------------------------------------------------ dates

_DATED_META = re.compile(r"date|time|publi|pubdate|created|issued|modified|updated|release", re.IGNORECASE)
_DATED_JSON = re.compile(r'"(datePublished|dateCreated|uploadDate|dateModified)"\s*:\s*"([^"]{6,40})"')


def signs(tree: Any) -> Iterator[Sign]:  # noqa: ANN401
    """Every date a page declares outside its visible text, publication before change, in htmldate's order."""
    address = _address(tree)
    if address:
        yield Sign("address", address)
    metas = [s for meta in tree.iter("meta") if (s := _dated_meta(meta)) is not None]
    data = [Sign(f"JSON-LD {m[1]}", m[2]) for script in _data(tree) for m in _DATED_JSON.finditer(script)]
    changed = re.compile(r"modif|updat", re.IGNORECASE)
    found = sorted((*metas, *data), key=lambda sign: bool(changed.search(sign.where)))
    yield from found
    for element in tree.iter("time", "abbr"):
        value = element.get("datetime") or element.get("title")
        if value:
            yield Sign(f"{element.tag} element", value[:60])


def _dated_meta(meta: Any) -> Sign | None:  # noqa: ANN401
    name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
    value = _flat(meta.get("content") or meta.get("datetime"))
    return Sign(f"meta {name.strip()}", value[:60]) if value and _DATED_META.search(name) else None
