"""compare.cutting and hashes: all words at once are the words one by one."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.cutting import Words, function_words
from sayso.compare.hashes import Stretches, grams, is_among, word_hash
from sayso.model.characters import PerCharacter, code_points, text_of
from sayso.model.text import NormalisedView

UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:'[^\W_{UNSPACED}]+)*")
PIECES = [*"abS's’ “”.,-_9½ﬁ港\n\u200b\u00a0Éß\ud800", "ships ", "NATO's ", "the ", "us ", "US "]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
NUMBERS = st.lists(st.integers(0, 3), max_size=40)


def one_by_one(text: str) -> list[tuple[str, int, int]]:
    """(word in the view, canonical start and end), by a search through the view."""
    view = NormalisedView(text)
    spans = ((m.group(), view.back(m.start(), m.end())) for m in WORD.finditer(view.text))
    return [(word, span.start, span.end) for word, span in spans]


def singular(word: str) -> str:
    word = word.removesuffix("'s") if len(word) > 2 else word
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def names_something(word: str, first: str) -> bool:
    stem = word.partition("'")[0]
    return stem not in function_words() and (len(stem) > 2 or not first.islower())


@given(TEXTS)
def test_words_stand_where_a_search_finds_them(text: str) -> None:
    words, wanted = Words.of(text), one_by_one(text)
    every = np.ones(len(words), dtype=np.bool_)
    assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == [w[1:] for w in wanted]
    assert words.hashes.tolist() == [word_hash(word) for word, *_ in wanted]
    assert words.normals(every) == [singular(word) for word, *_ in wanted]
    assert words.singulars.tolist() == [word_hash(singular(word)) for word, *_ in wanted]
    assert [words.normal(k) for k in range(len(words))] == [word for word, *_ in wanted]
    assert words.content.tolist() == [names_something(word, text[start]) for word, start, _ in wanted]
    assert words.large.tolist() == [text[start].isupper() for _, start, _ in wanted]


def test_a_title_and_its_text_meet_in_the_singular() -> None:
    words = Words.of("The ministry's tugs, a tug and the ministries")
    every = np.ones(len(words), dtype=np.bool_)
    assert words.normals(every) == ["the", "ministry", "tug", "a", "tug", "and", "the", "ministrie"]


@given(NUMBERS, NUMBERS, st.integers(1, 4))
def test_equal_stretches_have_equal_hashes_wherever_they_stand(before: list[int], part: list[int], length: int) -> None:
    def hashed(numbers: list[int]) -> Stretches:
        return Stretches(np.array([word_hash(str(n)) for n in numbers], dtype=np.uint64))

    ends = np.array([len(before) + len(part)])
    moved = hashed([*before, *part])(np.array([len(before)]), ends)
    assert moved.tolist() == hashed(part)(np.array([0]), np.array([len(part)])).tolist()
    hashes = np.array([word_hash(str(n)) for n in part], dtype=np.uint64)
    runs = [tuple(part[k : k + length]) for k in range(len(part) - length + 1)]
    assert len(set(grams(hashes, length).tolist())) == len(set(runs))


@given(st.lists(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_which_are_among_the_known(values: list[int], known: set[int]) -> None:
    found = is_among(np.array(values, dtype=np.uint64), np.array(sorted(known), dtype=np.uint64))
    assert found.tolist() == [value in known for value in values]


@given(st.text(max_size=20))
def test_code_points_there_and_back(text: str) -> None:
    assert text_of(code_points(text)) == text
    met: list[str] = []
    per = PerCharacter(lambda character: met.append(character) or len(met))  # type: ignore[func-returns-value]
    numbers = per(code_points(text)).tolist()
    assert per(code_points(text)).tolist() == numbers and sorted(met) == sorted(set(text))
