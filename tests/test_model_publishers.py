"""model.publishers: the table of outlets, and who publishes what stands where under which name."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.model.publishers import Publishers, declared, host_of, publishers, squeezed
from sayso.model.tables import Outlet, outlets

#: Below these anybody can have a domain: none of them is an outlet's.
ENDINGS = frozenset("ac.uk co.il co.jp co.ke co.kr co.nz co.th co.uk co.za co.zw com.au com.br com.cn com.tr".split())


@pytest.fixture(scope="module")
def shipped() -> Publishers:
    return Publishers()


# ------------------------------------------------------------------ the table


def test_no_domain_stands_twice_and_each_is_one() -> None:
    domains = [row.domain for row in outlets()]
    assert len(domains) == len(set(domains))
    assert [domain for domain in domains if host_of(domain) != domain or domain in ENDINGS] == []


def test_only_a_host_of_many_has_no_publisher() -> None:
    assert [row.domain for row in outlets() if (row.publisher is None) != (row.kind == "host")] == []
    assert [row.domain for row in outlets() if row.kind == "host" and row.first_year] == []


def test_a_publisher_is_written_one_way() -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for row in outlets():
        spellings[squeezed(row.publisher or "")].add(row.publisher or "")
    assert [names for names in spellings.values() if len(names) > 1] == []


def test_an_outlet_at_several_domains_has_one_publisher_or_a_name_that_needs_care() -> None:
    owners: dict[str, set[tuple[str | None, bool]]] = defaultdict(set)
    for row in outlets():
        for name in (row.outlet, *row.aliases):
            owners[squeezed(name)].add((row.publisher, name in row.caution))
    clashes = {name: found for name, found in owners.items() if len(found) > 1 and not all(care for _, care in found)}
    assert clashes == {}


def test_every_row_opens_by_its_address_and_by_a_name_that_needs_no_care(shipped: Publishers) -> None:
    for row in outlets():
        assert f".{host_of(row.address)}".endswith(f".{row.domain}"), row
        assert shipped.of(None, row.address) == row.publisher, row
        for name in (row.outlet, *row.aliases):
            if name not in row.caution:
                assert shipped.of(name, None) == row.publisher, row


@pytest.mark.parametrize(
    "publisher", ["China Media Group", "Rossiya Segodnya", "News Corp", "Reach", "DMG Media", "Gannett", "Prisa"]
)
def test_groups_have_several_outlets(publisher: str) -> None:
    assert len({row.outlet for row in outlets() if row.publisher == publisher}) > 2


# ------------------------------------------------------------------ looking up


@pytest.mark.parametrize(
    ("outlet", "uri", "publisher"),
    [
        ("CGTN", None, "China Media Group"),
        ("cctv news", None, "China Media Group"),
        (None, "https://edition.cnn.com/2020/harbour", "CNN"),
        (None, "HTTPS://WWW.BBC.CO.UK/news", "BBC"),
        ("news.cgtn.com", None, "China Media Group"),
        # The address says more than the name.
        ("The Guardian", "https://www.theguardian.com/a", "Guardian Media Group"),
        # Several outlets are called so: without an address nothing is said, with one the host is.
        ("The Guardian", None, None),
        ("The Guardian", "https://guardian.example/a", "guardian.example"),
        # The nearest domain: Folha is not just UOL, nor the Ukrainian agency the Russian one.
        ("Folha", "https://www1.folha.uol.com.br/mundo", "Grupo Folha"),
        (None, "https://en.interfax.com.ua/news", "Interfax-Ukraine"),
        # Who hosts a page does not publish it.
        ("Reuters", "https://news.yahoo.com/a", "Thomson Reuters"),
        ("Yahoo News", "https://news.yahoo.com/a", None),
        (None, "https://issuu.com/larkfieldecho/docs/1", None),
        # An archive's copy of a page says where it was taken.
        (None, "https://web.archive.org/web/20200105010101id_/https://www.dawn.com:80/a", "Dawn Media Group"),
        (None, "https://archive.ph/newest/https://www.echo.example/a", "echo.example"),
        (None, "https://archive.ph/AbCdE", None),
        ("Larkfield Echo", "https://larkfield.substack.com/p/a", "Larkfield Echo"),
        ("The Guardian", "https://web.archive.org/web/a", None),
        # An outlet that is not declared is its own publisher, and another one at another host.
        ("Larkfield Echo", None, "Larkfield Echo"),
        ("Larkfield Echo", "https://www.echo.example/a", "Larkfield Echo at echo.example"),
        (None, "https://www.echo.example/a", "echo.example"),
        # Nothing is known.
        (None, None, None),
        ("", "", None),
        (None, "javascript:alert(1)", None),
        (None, "http://[half", None),
        (None, "pages/a.txt", None),
    ],
)
def test_who_publishes(shipped: Publishers, outlet: str | None, uri: str | None, publisher: str | None) -> None:
    assert shipped.of(outlet, uri) == publisher


def test_before_it_came_to_its_publisher_an_outlet_is_its_own(shipped: Publishers) -> None:
    given = ("Financial Times", "https://www.ft.com/a")
    assert shipped.of(*given, 2012) == "Financial Times at ft.com"
    assert shipped.of(*given, 2016) == shipped.of(*given) == "Nikkei"


def test_names_are_told_apart_by_what_they_say() -> None:
    assert squeezed("The Larkfield-Echo") == squeezed("LARKFIELD ECHO")
    assert squeezed("AJ+") != squeezed("AJ") and squeezed("Ведомости") and squeezed("朝日新聞")


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_name_and_no_address_stops_it(outlet: str, uri: str) -> None:
    found = Publishers().of(outlet, uri)
    assert found is None or found


# ------------------------------------------------------------------ what a user declares


def test_a_user_s_rows_come_first(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(
        "publisher\tdomain\toutlet\tnote\n# by hand\n"
        "Fjord Group\thttps://www.fjordpost.example\tFjord Post\tweekly\n"
        "Fjord Group\t\tSkerry Times\t\nFjord Group\tft.com\t\t\nGuardian of Lagos\t\tThe Guardian\t\n",
        encoding="utf-8",
    )
    mine = publishers(file)
    assert mine.of(None, "https://en.fjordpost.example/a") == mine.of("FJORD POST", None) == "Fjord Group"
    assert mine.of("Skerry Times", "https://skerry.example/a") == "Fjord Group"
    assert mine.of("Financial Times", "https://ft.com/a") == "Fjord Group"
    assert mine.of("The Guardian", None) == "Guardian of Lagos"
    assert mine.of("CGTN", None) == publishers(None).of("CGTN", None) == "China Media Group"


def test_the_nearest_domain_of_a_user_counts() -> None:
    rows = [
        Outlet(domain="fjord.example", outlet="", kind="declared", publisher="Fjord Group"),
        Outlet(domain="skerry.fjord.example", outlet="", kind="declared", publisher="Skerry Trust"),
    ]
    assert Publishers(rows).of(None, "https://m.skerry.fjord.example/a") == "Skerry Trust"
    assert Publishers(rows).of(None, "https://old.fjord.example/a") == "Fjord Group"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no column 'domain'"),
        ("domain\toutlet\nfjord.example\tFjord Post\n", "no column 'publisher'"),
        ("domain\toutlet\tpublisher\nfjord.example\tFjord Post\t\n", "'fjord.example; Fjord Post'"),
        ("domain\toutlet\tpublisher\nfjord.example\n", "'fjord.example'"),
        ("domain\toutlet\tpublisher\nno domain\t\tFjord Group\n", "needs a publisher, and a domain or an outlet"),
    ],
)
def test_a_file_that_says_too_little_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=sentence):
        declared(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.tsv cannot be read \(No such file"):
        declared(tmp_path / "none.tsv")
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        declared(tmp_path / "bytes.tsv")
