"""Everybody named in one breath: "Chad and Mali", "Chadian and Malian soldiers", each as a phrase of its own."""

from spacy.tokens import Doc, Span, Token

from sayso.read.syntax import children, with_conjuncts


def side_by_side(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """The phrases that share the role of the one at these offsets of the document, itself among them, in text order.

    A noun shared by several peoples is said with each of them: "Chadian soldiers", "Malian soldiers".
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return ()
    head = span.root
    while head.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    if head.dep_ in ("amod", "nmod") and head.head.pos_ == "NOUN":
        head = head.head
    chunks = [_chunk(noun) for noun in with_conjuncts([head])]
    return tuple(phrase for chunk in chunks for phrase in _told_apart(chunk))


def _chunk(noun: Token) -> Span:
    """The noun with what stands before it, without its conjuncts, appositions and clauses."""
    own = [token for child in noun.lefts if child.dep_ not in ("cc", "conj", "punct") for token in child.subtree]
    first = min((token.i for token in own), default=noun.i)
    return noun.doc[first : noun.i + 1]


def _told_apart(chunk: Span) -> list[str]:
    peoples = [word for word in children(chunk.root, "amod", "nmod", "compound") if children(word, "conj")]
    if not peoples:
        return [chunk.text]
    adjectives = with_conjuncts(peoples[:1])
    noun = chunk.doc[max(word.i for word in adjectives) + 1 : chunk.end].text
    return [f"{word.text} {noun}" for word in adjectives]
