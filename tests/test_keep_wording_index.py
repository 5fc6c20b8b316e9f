"""keep.wording_index and pairs: an index that grew, shrank and was merged gives what all pages at once give."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare import postings
from sayso.compare.candidates import candidate_pairs, page_number
from sayso.compare.postings import Postings, gained, merged, without
from sayso.compare.sketch import sketch_page
from sayso.keep import pairs, wording_index
from sayso.keep.record import Record
from sayso.model.page import Page
from tests.copies_pages import FOREST, HARBOUR, LIBRARY, article

FEW, MOST, HUBS = 2, 4, 2
Row = tuple[int, int]
ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12)), unique=True, max_size=60)


def rows_of(rows: Sequence[Row]) -> Postings:
    columns = np.array(sorted(rows), dtype=np.uint64).reshape(-1, 2)
    return Postings(columns[:, 0], columns[:, 1])


def counted(rows: Sequence[Row]) -> Counter[tuple[int, int, bool]]:
    """What every pair shares, by the rule itself."""
    groups: dict[int, list[int]] = defaultdict(list)
    for key, page in sorted(rows):
        groups[key].append(page)
    counts: Counter[tuple[int, int, bool]] = Counter()
    for group in groups.values():
        met = [(a, b) for a, b in combinations(group, 2) if len(group) <= MOST or a in group[:HUBS]]
        counts.update((a, b, len(group) <= FEW) for a, b in met)
    return counts


@pytest.fixture
def small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "FEW_PAGES", FEW)
        patch.setattr(postings, "MOST_PAGES", MOST)
        patch.setattr(postings, "HUBS", HUBS)
        yield


# ------------------------------------------------------------------ counts


@pytest.mark.usefixtures("small")
@given(ROWS, st.integers(0, 60), st.sampled_from([1, 9, 1_000]))
def test_what_is_gained_is_the_difference(rows: list[Row], cut: int, step: int) -> None:
    held, new = rows[:cut], rows[cut:]
    keys = {key for key, _ in new}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_ROWS_A_STEP", step)
        found = gained(rows_of([row for row in held if row[0] in keys]), rows_of(new))
    before, after = counted(held), counted(rows)
    wanted = {key: after[key] - before[key] for key in before | after if after[key] != before[key]}
    told = list(zip(*(column.tolist() for column in found), strict=True))
    assert {(a, b, True): few for a, b, few, _ in told if few} == {k: n for k, n in wanted.items() if k[2]}
    assert {(a, b, False): many for a, b, _, many in told if many} == {k: n for k, n in wanted.items() if not k[2]}
    assert [pair[:2] for pair in told] == sorted({pair[:2] for pair in told})


@given(ROWS, st.integers(0, 60))
def test_rows_taken_out_leave_the_rest(rows: list[Row], cut: int) -> None:
    left = without(rows_of(rows), rows_of(rows[cut:]))
    assert [column.tolist() for column in left] == [column.tolist() for column in rows_of(rows[:cut])]


# ------------------------------------------------------------------ the index on disk


def listed(rows: Postings) -> list[Row]:
    return list(zip(rows.keys.tolist(), rows.pages.tolist(), strict=True))


def some_rows(page: int, count: int = 300) -> Postings:
    keys = np.unique(np.random.default_rng(page).integers(0, 1 << 64, count, dtype=np.uint64, endpoint=False))
    return Postings(np.append(keys, ~np.uint64(0)), np.full(len(keys) + 1, page, dtype=np.uint64))


def test_segments_are_merged_and_lose_nothing(tmp_path: Path) -> None:
    given_rows = [some_rows(page) for page in range(70)]
    with Record.write(tmp_path / "r.duckdb") as record:
        for rows in given_rows:
            with record.transaction():
                wording_index.add(record, rows)
        sizes = record.query("SELECT bits, rows FROM segments ORDER BY segment")
        assert max(Counter(size["bits"] // 2 for size in sizes).values()) < 4
        assert sum(size["rows"] for size in sizes) == sum(len(rows.keys) for rows in given_rows)
        every = merged(given_rows)
        assert listed(wording_index.held(record, np.unique(every.keys))) == listed(every)
        assert listed(wording_index.held(record, given_rows[5].keys[:1])) == listed(given_rows[5])[:1]
        last = wording_index.held(record, np.array([~np.uint64(0)]))
        assert last.pages.tolist() == list(range(70))
        assert listed(wording_index.held(record, np.array([123], dtype=np.uint64))) == []


def test_large_segments_are_merged_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording_index, "_ROWS_A_STEP", 500)
    monkeypatch.setattr(wording_index, "_RANGES_A_STEP", 3)
    given_rows = [some_rows(page, 2_000) for page in range(8)]
    with Record.write(tmp_path / "r.duckdb") as record:
        for rows in given_rows:
            wording_index.add(record, rows)
        assert len(record.query("SELECT segment FROM segments")) < 8
        every = merged(given_rows)
        assert listed(wording_index.held(record, np.unique(every.keys))) == listed(every)


def test_rows_are_taken_out(tmp_path: Path) -> None:
    given_rows = [some_rows(page) for page in range(9)]
    with Record.write(tmp_path / "r.duckdb") as record:
        for rows in given_rows:
            wording_index.add(record, rows)
        wording_index.remove(record, merged(given_rows[2:7]))
        left = merged(given_rows[:2] + given_rows[7:])
        assert listed(wording_index.held(record, np.unique(merged(given_rows).keys))) == listed(left)


# ------------------------------------------------------------------ the pairs of a record


def pages() -> list[Page]:
    texts = [HARBOUR, FOREST, LIBRARY, (*HARBOUR, *FOREST), (*FOREST, *LIBRARY), FOREST[:2], LIBRARY[1:]]
    return [article(f"Report {k} of {n}", *text) for n, text in enumerate(texts) for k in range(3)]


def found(record: Record, some: Sequence[Page]) -> set[tuple[str, ...]]:
    for page in some:
        record.put("pages", (page.id, "key", b""))
    pairs.sketches(record, {page.id: page for page in some})
    names = {page_number(page.id): page.id for page in some}
    return {tuple(sorted((names[a], names[b]))) for a, b in pairs.candidates(record)}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(6))
def test_a_record_that_grew_and_shrank_has_the_pairs_of_its_pages(tmp_path: Path, seed: int) -> None:
    rng, every = np.random.default_rng(seed), pages()
    with Record.write(tmp_path / "r.duckdb") as record:
        for size in (4, 11, 21, 17, 12, 21):
            some = [every[k] for k in sorted(rng.permutation(len(every))[:size])]
            wanted = candidate_pairs([sketch_page(page) for page in some])
            assert found(record, some) == set(wanted)
            assert {row["page"] for row in record.query("SELECT page FROM indexed")} == {page.id for page in some}


@pytest.mark.usefixtures("small")
def test_counts_are_added_up_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_FEWEST_ROWS", 10)
    every = pages()
    with Record.write(tmp_path / "r.duckdb") as record:
        for size in range(11, len(every)):
            wanted = found(record, every[:size])
        rows = record.query("SELECT count(*) AS rows, count(DISTINCT (a, b)) AS pairs FROM kin")[0]
        assert rows["rows"] <= 3 * rows["pairs"]
        assert wanted == set(candidate_pairs([sketch_page(page) for page in every[: len(every) - 1]]))
