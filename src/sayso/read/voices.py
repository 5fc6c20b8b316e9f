"""Whose "we" it is: in a transcript the speaker's before the colon, in a statement its author's."""

import msgspec
from spacy.tokens import Doc

from sayso.read.drafts import Draft, Memory
from sayso.read.lexicon import word_class

_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_STANDING = frozenset({"nsubj", "nsubjpass", "poss", "pobj", "dobj", "dative"})
_LABEL_TOKENS = 14


def find_first_persons(doc: Doc, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """First-person words that stand for a resolved speaker; the speaker is remembered for the regions that follow."""
    _hear(doc, drafts, memory)
    speaker = memory.speaker
    if speaker is None or speaker.country is None:
        return []
    said = [token for token in doc if token.lower_ in _FIRST_PERSON and token.dep_ in _STANDING]
    return [
        msgspec.structs.replace(speaker, first=token.i, last=token.i + 1, basis="pronoun", confidence=0.5)
        for token in said
    ]


def _hear(doc: Doc, drafts: list[Draft], memory: Memory) -> None:
    colon = next((token.i for token in doc[:_LABEL_TOKENS] if token.text == ":"), None)
    if colon is not None:
        label = doc[:colon]
        if all(token.text[:1].isupper() or token.pos_ in ("ADP", "DET", "CCONJ") for token in label):
            named = [draft for draft in drafts if draft.last <= colon]
            memory.speaker = named[-1] if named else None
    elif len(doc) > 2 and doc[0].lower_ in word_class("own_words") and doc[1].lower_ == "by":
        memory.speaker = next((draft for draft in drafts if draft.first >= 2), None)
