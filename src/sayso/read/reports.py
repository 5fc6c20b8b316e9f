"""What a cue governs: the stretch of the sentence that is somebody's word, in spaCy's parse."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from sayso.read.cues import Cue, cue_at, sources
from sayso.read.syntax import children, is_passive, lemma, subjects, surface_subjects

_MARKS = frozenset({"that", "whether", "if", "how"})
_PLAIN = frozenset({"say", "tell", "report", "read", "write", "state"})
_HEARSAY = frozenset({"say", "report", "believe", "think", "allege", "claim", "rumour", "understand", "estimate"})
_BACK = frozenset({"this", "that", "it"})


class Report(NamedTuple):
    """Content as tokens [first, last] of a document, its cue, and the head of the speaker's words (None: unnamed)."""

    first: int
    last: int
    cue_first: int
    cue_last: int
    subject: Token | None
    stance: str | None
    sentence_before: bool = False
    """The content is the sentence before ("This was reported by ...")."""
    naming: bool = False
    """A word for something ("called it a trap")."""


def reports(cue: Cue) -> Iterator[Report]:
    """Everything the cue puts into its speaker's mouth. Nested reports come from their own cues."""
    if cue.token.pos_ == "ADV":
        yield from _hearsay(cue)
    elif cue.token.pos_ == "NOUN":
        yield from _noun(cue)
    elif is_passive(cue.token):
        yield from _passive(cue)
    else:
        subject = next((noun for noun in _subjects(cue) if _may_speak(noun, cue)), None)
        if subject is not None:
            for first, last, naming in _complements(cue):
                yield Report(first, last, cue.token.i, cue.last.i, subject, cue.stance, naming=naming)


def _subjects(cue: Cue) -> list[Token]:
    """Who speaks; for "..., adding" whoever the cue above has, in "said Lee" the noun behind the verb."""
    verb = cue.token.head if cue.token.pos_ == "ADJ" else cue.token
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "xcomp", "dep", "conj"):
        governor = next((above for above in verb.ancestors if cue_at(above) and above.pos_ == "VERB"), None)
        if governor is not None and subjects(governor):
            return subjects(governor)
    inverted = [] if children(verb, "nsubj") else [c for c in children(verb, "dobj") if c.i > verb.i]
    return surface_subjects(verb) or inverted


def _may_speak(subject: Token, cue: Cue) -> bool:
    """Only documents "show"; things do not "suggest"."""
    speaks = subject.pos_ in ("PROPN", "PRON") or lemma(subject) in (
        sources("unnamed") | sources("document") | sources("office")
    )
    if "weak" in cue.takes and "quote" not in cue.takes:
        return lemma(subject) in sources("document") | sources("unnamed")
    return speaks or lemma(cue.token) in _PLAIN or subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")


def _complements(cue: Cue) -> Iterator[tuple[int, int, bool]]:
    """(first, last, naming) of each complement, by the richest construction the cue takes."""
    clauses = _clauses(cue)
    if clauses:
        yield from ((*content(clause), False) for clause in clauses)
        return
    found = list(_phrases(cue))
    if found:
        yield from found[:1]
    elif cue.takes & {"quote", "clause"} and cue.token.pos_ == "VERB":
        fronted = _fronted(cue.token)
        if fronted is not None:
            yield (*fronted, False)


def _clauses(cue: Cue) -> list[Token]:
    holders = {cue.token, cue.last} if cue.token.pos_ != "ADJ" else {cue.token, cue.token.head}
    clauses = [clause for holder in holders for clause in children(holder, "ccomp")]
    if not cue.takes & {"clause", "quote", "weak", "infinitive"}:
        return []
    if "infinitive" in cue.takes:
        clauses += [clause for clause in children(cue.token, "xcomp") if clause.tag_ in ("VB", "VBG")]
    if not cue.takes & {"clause", "quote", "weak"} and "infinitive" in cue.takes:
        clauses = [clause for clause in clauses if any(child.lower_ == "to" for child in clause.children)]
    return [clause for clause in clauses if clause.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV")]


def _phrases(cue: Cue) -> Iterator[tuple[int, int, bool]]:
    holders = [cue.token, *children(cue.token, "dobj")]
    for word in ("of", "for", "as"):
        if word in cue.takes:
            for preposition in (p for h in holders for p in children(h, "prep") if p.lower_ == word):
                yield from ((*content(noun), word == "as") for noun in children(preposition, "pobj", "pcomp", "amod"))
    if "about" in cue.takes and 0 < cue.last.i - cue.token.i <= 2:
        yield from ((*content(noun), False) for noun in children(cue.last, "pobj", "pcomp"))
    if "naming" in cue.takes:
        yield from ((*content(noun), True) for noun in children(cue.token, "oprd"))
        yield from ((*content(c), True) for c in children(cue.token, "ccomp") if c.pos_ in ("NOUN", "ADJ"))
    if "object" in cue.takes and cue.token.tag_ != "VBG":
        yield from ((*content(noun), False) for noun in children(cue.token, "dobj") if noun.pos_ == "NOUN")


def content(head: Token) -> tuple[int, int]:
    """First and last token of the words under the head, without "that", punctuation and "..., adding that ..."."""
    tokens = sorted(head.subtree, key=lambda token: token.i)
    cut = next((token for token in tokens if _adds(token) and token.i > head.i), None)
    if cut is not None:
        tokens = [token for token in tokens if token.i < cut.i]
    while tokens and (tokens[0].is_punct or tokens[0].is_space or _is_mark(tokens[0], head)):
        tokens = tokens[1:]
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].lower_ == "and"):
        tokens = tokens[:-1]
    return (tokens[0].i, tokens[-1].i) if tokens else (head.i, head.i)


def _adds(token: Token) -> bool:
    """ "..., adding that": words of the same speaker, reported by a cue of their own."""
    comma = token.i > 0 and token.nbor(-1).text == ","
    return token.tag_ == "VBG" and token.dep_ == "advcl" and comma and cue_at(token) is not None


def _is_mark(token: Token, head: Token) -> bool:
    return token.lower_ in _MARKS and token.dep_ in ("mark", "advmod", "det", "nsubj") and token.head.i == head.i


def _fronted(verb: Token) -> tuple[int, int] | None:
    """ "..., the navy said": what stands before the comma; "..., it said, ...": the sentence around it."""
    if children(verb, "dobj") or not children(verb, "nsubj"):
        return None
    if verb.dep_ == "advcl" and verb.head.i > verb.i and _own_start(verb.head, verb) == verb.i + 1:
        # "While Chad has claimed it has won ..., ..." is parsed upside down.
        words = [token for token in verb.head.subtree if token.i > verb.i]
        return words[0].i, words[-1].i
    if children(verb, "mark"):
        return None
    if (
        verb.dep_ in ("parataxis", "ccomp", "advcl", "dep")
        and verb.head.pos_ in ("VERB", "AUX")
        and not cue_at(verb.head)
    ):
        own = {token.i for token in verb.subtree}
        around = [token for token in verb.head.subtree if token.i not in own and not token.is_punct]
        return (around[0].i, around[-1].i) if around else None
    start, first = verb.sent.start, _clause_start(verb)
    if verb.dep_ != "ROOT" or first - 1 <= start or verb.doc[first - 1].text != ",":
        return None
    before = [token for token in verb.doc[start : first - 1] if not token.is_punct and not token.is_space]
    return (before[0].i, before[-1].i) if any(t.pos_ in ("VERB", "AUX") for t in before) else None


def _own_start(clause: Token, but: Token) -> int:
    """The first token of a clause apart from another clause within it."""
    inside = {token.i for token in but.subtree}
    return min(int(token.i) for token in clause.subtree if token.i not in inside)


def _clause_start(verb: Token) -> int:
    """Where the cue's own words begin: its subject's first word, or the verb in "said the navy"."""
    own = [int(token.i) for subject in children(verb, "nsubj") for token in subject.subtree]
    return min([int(verb.i), *own])


def _noun(cue: Cue) -> Iterator[Report]:
    """ "their claim that ...": with the owner of the noun, or whoever is said to make it."""
    noun = cue.token
    clauses = [
        c for c in children(noun, "acl", "ccomp") if any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
    ]
    for clause in clauses[:1]:
        owners = children(noun, "poss", "amod", "compound")
        owners += [o for p in children(noun, "prep") if p.lower_ in ("by", "from", "of") for o in children(p, "pobj")]
        owners += (
            surface_subjects(noun.head)
            if noun.dep_ == "dobj" and lemma(noun.head) in ("make", "issue", "release")
            else []
        )
        owner = next((token for token in owners if token.pos_ in ("PROPN", "NOUN", "PRON")), None)
        yield Report(*content(clause), noun.i, noun.i, owner, cue.stance)


def _passive(cue: Cue) -> Iterator[Report]:
    verb = cue.token
    agents = [noun for agent in children(verb, "agent") for noun in children(agent, "pobj")]
    agent = agents[0] if agents else None
    subject = next(iter(children(verb, "nsubjpass")), None)
    if subject is not None and subject.lower_ in _BACK and agent is not None and not children(verb, "ccomp"):
        yield Report(0, 0, verb.i, cue.last.i, agent, cue.stance, sentence_before=True)
    elif subject is not None and lemma(verb) in _HEARSAY and children(verb, "xcomp"):
        first = min(token.i for token in subject.subtree)
        yield Report(first, content(children(verb, "xcomp")[0])[1], verb.i, cue.last.i, agent, cue.stance)
    elif "of" in cue.takes or (agent is not None and cue.takes & {"as", "naming"}):
        yield from (Report(a, b, verb.i, cue.last.i, agent, cue.stance, naming=n) for a, b, n in _phrases(cue))
    elif subject is not None and subject.lower_ == "it" and children(verb, "ccomp"):
        yield Report(*content(children(verb, "ccomp")[0]), verb.i, cue.last.i, agent, cue.stance)
    elif verb.dep_ == "acl" and agent is None and verb.tag_ == "VBG":
        yield from (Report(*content(clause), verb.i, cue.last.i, verb.head, cue.stance) for clause in _clauses(cue))


def _hearsay(cue: Cue) -> Iterator[Report]:
    """ "reportedly": the clause of its verb, on nobody's word in particular."""
    verb = cue.token.head
    if verb.pos_ in ("VERB", "AUX"):
        first, last = content(verb)
        yield Report(first, last, cue.token.i, cue.token.i, None, cue.stance)


def according_to(token: Token) -> Iterator[Report]:
    """ "according to X, ..." and "..., according to X": the rest of the clause it stands in."""
    if token.lower_ != "according" or token.i + 1 >= len(token.doc) or token.nbor().lower_ != "to":
        return
    nouns = [noun for to in (token, *children(token, "prep")) for noun in children(to, "pobj")]
    if not nouns:
        return
    own = {t.i for t in token.subtree}
    sides = [[], []]  # type: list[list[Token]]
    for each in token.head.subtree if token.head.i != token.i else token.sent:
        if each.i not in own:
            sides[each.i > token.i].append(each)
    words = [[t for t in side if not t.is_punct and not t.is_space] for side in sides]
    longer = max(words, key=len)
    if longer:
        yield Report(longer[0].i, longer[-1].i, token.i, token.nbor().i, nouns[0], None)
