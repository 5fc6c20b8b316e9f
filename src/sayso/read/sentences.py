"""The sentences of the regions that are read."""

from sayso.model.reading import Sentence
from sayso.read.parse import Parsed


def find_sentences(parsed: tuple[Parsed, ...]) -> tuple[Sentence, ...]:
    """In text order, without the white space around them."""
    found = []
    for part in parsed:
        for sentence in part.doc.sents:
            text = sentence.text
            start = part.start_of(sentence) + len(text) - len(text.lstrip())
            if text.strip():
                found.append(Sentence(start, start + len(text.strip())))
    return tuple(sorted(found))
