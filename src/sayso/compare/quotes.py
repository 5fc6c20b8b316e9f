"""Where a text puts words between quotation marks."""

import re

from sayso.model.text import Span

#: A quotation left open runs to the end of its block: the next paragraph opens it anew.
_DOUBLE = re.compile(r'["„«][^"“”„«»\n]*(?:["”“»]|$)|“[^“”"\n]*(?:[”"]|$)', re.MULTILINE)
#: Single marks: the opening one stands behind no letter, the closing one before none ("don't" holds neither).
_SINGLE = re.compile(
    r"(?<!\w)(?:‘(?=\w)(?:[^‘’\n]|(?<=\w)’(?=\w)){6,}?(?<=\S)’|'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){6,}?(?<=\S)')(?!\w)"
)


def quotations(text: str) -> tuple[Span, ...]:
    """Spans between quotation marks, the marks included, sorted; none within another."""
    double = [Span(m.start(), m.end()) for m in _DOUBLE.finditer(text) if m.end() - m.start() > 2]
    single = [Span(m.start(), m.end()) for m in _SINGLE.finditer(text)]
    return tuple(sorted([*double, *(s for s in single if not any(s.overlaps(d) for d in double))]))
