"""Task actors: a phrase to country and role, by the code that resolves actors in pages.

Beyond that this file only speaks the gold's dialect: bodies of the EU, the UN and other states together are countries
of their own, a country by itself has no role, a town is its people, journalists are JRN, a pronoun alone is UNK.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sayso.acquire.days import find_days
from sayso.model.reading import ActorMention
from sayso.model.time import Interval
from sayso.read.gazetteer import find_place_names
from sayso.read.phrase import who_is

#: What the gold means by "today", by a date left out, and by none: it was written in 2022 and 2023.
_NOW = date(2023, 6, 1)
_ROLES = {"MED": "JRN"}
_LANDS = frozenset({"name", "demonym"})
_PRONOUNS = frozenset("he she it they him her them".split())


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One answer an input."""
    for item in items:
        phrase = item["text"].strip()
        day = _day(item["date"])
        country, role = _coded(phrase, who_is(phrase, item["context"] or "", Interval(day, day)))
        yield {"id": item["id"], "country": country, "role": role}


def _day(written: str | None) -> date:
    days = find_days(written or "")
    return date.fromisoformat(days[0].iso) if days else _NOW


def _coded(phrase: str, actor: ActorMention | None) -> tuple[str | None, str | None]:
    if phrase.casefold() in _PRONOUNS:
        return None, "UNK"
    if actor is None:
        return _town(phrase)
    if actor.sector == "IGO" or (actor.actor or "").startswith("IGO:"):
        return _union(actor), None
    role = None if actor.basis in _LANDS else actor.sector
    return actor.country, _ROLES.get(role or "", role)


def _union(actor: ActorMention) -> str:
    if "European" in (actor.name or "") or actor.actor == "IGO:EU":
        return "EUR"
    return "UNO" if "United Nations" in (actor.name or "") else "IGO"


def _town(phrase: str) -> tuple[str | None, str | None]:
    """Of a place alone the country; those who live in a town are its role."""
    found = find_place_names(phrase)
    if not found:
        return None, None
    entry = found[0].entries[0]
    whole = found[0].end - found[0].start == len(phrase)
    return entry.country, "CVL" if whole and entry.precision == "city" else None
