"""Numbers in figures and words: where they stand and what they come to."""

import re
from functools import cache

from sayso.read.lexicon import rows

_DIGITS = r"\d{1,3}(?:[,\u00a0\u2009 ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"


@cache
def values(kind: str) -> dict[str, float]:
    """Word -> value, for one class of `number_words.tsv`."""
    return {row["word"]: float(row["value"]) for row in rows("number_words") if row["class"] == kind}


def any_of(words: object) -> str:
    """A pattern for one of the words, longest first."""
    return "|".join(sorted((re.escape(word) for word in words), key=lambda w: (-len(w), w)))  # type: ignore[attr-defined]


@cache
def number_pattern() -> str:
    """A pattern (for use with re.IGNORECASE) of one whole number: "1,200", "3.5 million", "twenty-three", "a dozen"."""
    small, scale = any_of([*values("unit"), *values("ten")]), any_of([*values("scale"), *values("group")])
    digits = rf"(?:{_DIGITS})(?:[{''.join(values('vulgar'))}]|(?:{any_of(values('suffix'))})\b|[ -](?:{scale})\b)*"
    words = rf"(?:{small})\b(?:(?:[ -]|,? and )(?:{small}|{scale})\b)*"
    article = rf"(?:half )?(?:a|an) (?:half[ -])?(?:{scale})\b(?: and (?:{small})\b)?"
    return rf"(?:{digits}|{words}|{article}|half (?:a|an)\b|[{''.join(values('vulgar'))}])"


def parse_number(text: str) -> float | None:
    """What the words come to; None where they are no number."""
    words = re.sub(r"[,\u00a0\u2009](?=\d{3})|(?<=\d) (?=\d{3})", "", text.lower())
    total, part, seen = 0.0, 0.0, False
    for word in re.findall(r"\d+(?:\.\d+)?|[a-z]+|[½¼¾]", words):
        value = _value(word)
        if value is None:
            continue
        seen = True
        if word in values("scale") or word in values("suffix") or word in values("group"):
            part = (part or 1.0) * value
            if value >= 1000:
                total, part = total + part, 0.0
        else:
            part += value
    return total + part if seen else None


def _value(word: str) -> float | None:
    if word[0].isdigit():
        return float(word)
    for kind in ("unit", "ten", "scale", "suffix", "group", "fraction", "vulgar"):
        if word in values(kind):
            return values(kind)[word]
    return None
