"""The encoder: what it says of a text depends on nothing but the text and files that are checked."""

from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.errors import ModelError
from sayso.model.identity import sha256
from sayso.model.text import Span
from sayso.read import encoder, locked
from sayso.read.encoder import MOST_WORDS, encoded, parts
from sayso.read.heads import REALIS, TAGS, TYPES
from sayso.read.locked import model_lock
from sayso.read.pieces import case_of

TEXTS = [
    "Chad's army shelled two border villages in Niger on Monday, the defence ministry in Niamey said.",
    "Will Peru send ships? “We have not decided,” its foreign minister told reporters in Lima.",
    "Kenya and Uganda plan joint naval exercises next month.",
    "No shots were fired.",
    "",
    "Ünïcödé ☃ 部隊 1,200 soldiers’ tents",
]


def _bytes(text: str) -> bytes:
    seen = encoded(text)
    numbers = [*seen.said.heads.values(), seen.said.factuality, seen.said.as_trigger, seen.said.as_mention]
    return b"".join(np.ascontiguousarray(part).tobytes() for part in numbers)


def test_a_text_is_read_the_same_alone_after_others_and_in_other_processes() -> None:
    alone = []
    for text in TEXTS:
        encoded.cache_clear()
        alone.append(_bytes(text))
    encoded.cache_clear()
    assert [_bytes(text) for text in reversed(TEXTS)] == alone[::-1]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_bytes, TEXTS)) == alone


def test_a_text_met_again_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = encoded("Togo opened an embassy in Quito.")

    def fail(words: object) -> None:
        raise AssertionError(words)

    monkeypatch.setattr(encoder, "read_words", fail)
    assert encoded("Togo opened an embassy in Quito.") is first


@pytest.mark.parametrize("text", TEXTS)
def test_each_word_has_a_row_in_every_head_and_chances_add_up(text: str) -> None:
    seen = encoded(text)
    for name, size in TAGS.items():
        assert seen.said.heads[name].shape == (len(seen.starts), size)
        assert np.allclose(seen.said.heads[name].sum(axis=1), 1, atol=1e-5)
    for head in ("source", "cue", "content"):
        spans = seen.spans(head)
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_words_are_found_by_their_offsets() -> None:
    seen = encoded("Chad shelled Niger.")
    assert [seen.word_at(at) for at in (0, 3, 4, 5, 18, 19)] == [0, 0, None, 1, 3, None]
    assert list(seen.words_in(Span(5, 19))) == [1, 2, 3]


@given(st.lists(st.sampled_from(["ship", ".", "?", "sails", ","]), max_size=700))
def test_parts_hold_every_word_once_and_are_short(words: list[str]) -> None:
    found = list(parts(words))
    assert [k for part in found for k in part] == list(range(len(words)))
    assert all(len(part) <= MOST_WORDS for part in found)


def test_a_long_text_is_cut_behind_a_sentence() -> None:
    words = [*["ship"] * 120, ".", *["sails"] * 80, "."]
    assert list(parts(words)) == [range(121), range(121, 202)]


def test_files_are_those_of_the_lock_and_small() -> None:
    root = Path(sayso.__file__).parent
    lock = model_lock("sayso")
    assert sorted(lock) == [f"read/weights/{name}" for name in ("reader.onnx", "roles.npz", "tokenizer.json")]
    for name, expected in lock.items():
        assert sha256((root / name).read_bytes()) == expected
        assert (root / name).stat().st_size < 30_000_000


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "model_lock", lambda package: {"read/weights/reader.onnx": "0" * 64})
    encoder._network.cache_clear()
    with pytest.raises(ModelError, match=r"read/weights/reader\.onnx is not the file"):
        encoder._network()


@pytest.mark.parametrize(("word", "case"), [("ship", 0), ("Ship", 1), ("SHIP", 2), ("I", 1), ("T-72", 3), ("5", 3)])
def test_case_of_a_word(word: str, case: int) -> None:
    assert case_of(word) == case


def test_heads_name_the_sixteen_types_and_five_classes() -> None:
    assert len(TYPES) == 16
    assert list(REALIS) == sorted(REALIS)
