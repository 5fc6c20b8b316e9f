"""Who publishes an outlet: the table `tables/outlets.tsv`, what a user declares further, or else the outlet itself.

Outlets of one publisher are no independent voices, and still write texts of their own: this is shown, never counted in.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from sayso.errors import UsageError
from sayso.model.tables import Outlet, outlets

#: In front of a host these name no other outlet.
_VIEWS = ("www.", "m.", "mobile.", "amp.")
#: An archive's copy of a page: web.archive.org/web/20200105/https://echo.example/a
_ARCHIVED = re.compile(r"(?:https?://)?(?:web\.archive\.org/web|archive\.(?:is|ph|today))/\w+/(https?://.+)")
_NEEDED = ("domain", "outlet", "publisher")


class _Layer(NamedTuple):
    """Rows by domain, and by name; a name that means several outlets has None."""

    domains: dict[str, Outlet]
    names: dict[str, Outlet | None]


class Publishers:
    """Looks up who publishes what stands at an address, in an outlet of a name."""

    def __init__(self, further: Iterable[Outlet] = ()) -> None:
        """`further` rows are asked before the shipped ones."""
        self._layers = (_layer(further), _shipped())

    def of(self, outlet: str | None, uri: str | None, year: int | None = None) -> str | None:
        """The publisher's name; None where the outlet is not known.

        A declared domain says more than a name, and a name that several outlets bear says nothing. An outlet that is
        not declared, or in a year before it came to its publisher, is its own publisher.
        """
        host, name = host_of(uri), squeezed(outlet or "")
        for layer in self._layers:
            row = _by_domain(layer, host or host_of(outlet))
            if row is not None and row.kind == "host":
                row, host = None, ""
            if row is None and name in layer.names:
                row = layer.names[name]
                if row is None:
                    return host or None
            if row is not None:
                return _publisher(row, year)
        return _own(outlet, host)


def _publisher(row: Outlet, year: int | None) -> str | None:
    if row.first_year and year and year < row.first_year:
        return _own(row.outlet, row.domain)
    return row.publisher


def _own(outlet: str | None, host: str) -> str | None:
    """An outlet as its own publisher. The host tells apart outlets of one name ("Daily Times")."""
    return f"{outlet} at {host}" if outlet and host else outlet or host or None


def _by_domain(layer: _Layer, host: str) -> Outlet | None:
    """The row of the host, or of the nearest domain above it."""
    labels = host.split(".")
    return next((row for k in range(len(labels)) if (row := layer.domains.get(".".join(labels[k:])))), None)


def host_of(uri: str | None) -> str:
    """The host of an address, or of a bare "news.example.org/a", without "www."; empty where there is none.

    Of a page in a web archive it is the host that the page was taken from.
    """
    words = (uri or "").strip().lower()
    if archived := _ARCHIVED.match(words):
        words = archived[1]
    try:
        host = (urlsplit(words if "://" in words else f"//{words}").hostname or "").rstrip(".")
    except ValueError:  # "http://[half"
        return ""
    for view in _VIEWS:
        host = host.removeprefix(view)
    return host if "." in host and " " not in host else ""


def squeezed(name: str) -> str:
    """A name as letters, digits and plus signs alone: "The Kenton-Times" is kentontimes, "AJ+" is no "AJ"."""
    plain = unicodedata.normalize("NFKC", name).casefold().removeprefix("the ")
    return "".join(c for c in plain if c.isalnum() or c == "+")


def _layer(rows: Iterable[Outlet]) -> _Layer:
    layer = _Layer({}, {})
    for row in rows:
        if row.domain:
            layer.domains.setdefault(row.domain, row)
        for name in (row.outlet, *row.aliases):
            if name:
                layer.names.setdefault(squeezed(name), None if name in row.caution else row)
    return layer


@cache
def _shipped() -> _Layer:
    return _layer(outlets())


# ------------------------------------------------------------------ what a user declares


def publishers(path: Path | None) -> Publishers:
    """Those that are shipped, after those of a user's file where there is one. Raises UsageError."""
    return Publishers(declared(path) if path else ())


def declared(path: Path) -> tuple[Outlet, ...]:
    """The rows of a user's file: tab-separated, its first line names the columns domain, outlet and publisher.

    Of domain and outlet one may be empty; further columns are left alone. Raises UsageError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UsageError(f"The publishers in {path} cannot be read ({why}): name another file.") from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if missing := [name for name in _NEEDED if name not in (table.fieldnames or ())]:
        raise UsageError(f"{path} has no column {missing[0]!r}: its first line must name {', '.join(_NEEDED)}.")
    return tuple(_rows(path, table))


def _rows(path: Path, table: Iterable[dict[str, str | None]]) -> Iterator[Outlet]:
    for cells in table:
        domain, outlet, publisher = ((cells[name] or "").strip() for name in _NEEDED)
        if not publisher or not (outlet or host_of(domain)):
            given = "; ".join(cell for cell in (domain, outlet, publisher) if cell)
            raise UsageError(
                f"A line of {path} ({given!r}) needs a publisher, and a domain or an outlet: write it out."
            )
        yield msgspec.convert(
            {"domain": host_of(domain), "outlet": outlet, "publisher": publisher, "kind": "declared"}, Outlet
        )
