"""Who does what to whom in spaCy's parse: subjects and objects through passives, clauses and control."""

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.read.lexicon import mapping, word_class

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_LINKS = frozenset({"prep", "dative", "agent", "advmod", "prt"})
_CLAUSE_OF_NOUN = frozenset({"relcl", "acl"})


def lemma(token: Token) -> str:
    """Its dictionary form, in lower case, where spaCy's is known to be wrong corrected (`lemmas.tsv`)."""
    return mapping("lemmas", "form", "lemma").get(token.lower_) or token.lemma_.lower()


def children(token: Token, *deps: str) -> list[Token]:
    """Its direct dependents with one of these relations, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """The tokens and everything co-ordinated with them ("Chad and Mali")."""
    return [each for token in tokens for each in (token, *_conjuncts(token))]


def _conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
            yield child
            yield from _conjuncts(child)


def is_passive(verb: Token) -> bool:
    if children(verb, "nsubjpass", "auxpass"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "nsubj", "dobj"):
        return is_passive(verb.head)
    headline = verb.dep_ == "ROOT" and not children(verb, "aux", "dobj") and verb.sent[-1].text != "."
    return verb.tag_ == "VBN" and (verb.dep_ == "acl" or headline)


def subjects(verb: Token) -> list[Token]:
    """Those who act: the grammatical subject, in a passive the agent after "by"."""
    if is_passive(verb):
        return with_conjuncts([noun for agent in children(verb, "agent") for noun in children(agent, "pobj")])
    return surface_subjects(verb)


def objects(verb: Token) -> list[Token]:
    """Those acted upon: the direct object, in a passive the grammatical subject, in "acts it did" the noun before."""
    if is_passive(verb):
        return surface_subjects(verb)
    found = with_conjuncts([_antecedent(noun) for noun in children(verb, "dobj")])
    if not found and verb.dep_ == "relcl" and _own_subject(verb) and not _has_relative_subject(verb):
        return [verb.head]
    if not found and verb.dep_ != "conj":
        shared = [each for each in children(verb, "conj") if each.pos_ == "VERB" and not _own_subject(each)]
        return objects(shared[0]) if shared and children(verb, "cc") else []
    return found


def surface_subjects(verb: Token) -> list[Token]:
    """The grammatical subject, found through co-ordination, relative clauses, participles and control."""
    if verb.pos_ == "ADJ" and verb.head.pos_ == "AUX":
        return surface_subjects(verb.head)
    own = _own_subject(verb)
    if own:
        return with_conjuncts([_antecedent(noun) for noun in own])
    if verb.dep_ in _CLAUSE_OF_NOUN and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return _subject_of_noun_clause(verb)
    if verb.dep_ == "pcomp":
        return _subject_behind_preposition(verb.head)
    if verb.dep_ == "conj" and is_finite(verb):
        return surface_subjects(_finite_above(verb)) or _controller(verb)
    if verb.dep_ in ("xcomp", "advcl", "conj", "ccomp", "dep") and verb.head.i != verb.i:
        return _controller(verb)
    return []


def is_finite(verb: Token) -> bool:
    """ "Accused", "accuses"; not "accuse" or "to accuse"."""
    return verb.tag_ in ("VBD", "VBZ", "VBP")


def _finite_above(verb: Token) -> Token:
    """What a finite verb is joined to is finite: in "Chad urged Mali to stay and accused it" that is "urged", though
    the parser may join "accused" to "stay"."""
    above = verb.head
    while not is_finite(above) and not _own_subject(above) and above.head.i != above.i:
        above = above.head
    return above


def _own_subject(verb: Token) -> list[Token]:
    return children(verb, *_SUBJECT)


def _has_relative_subject(verb: Token) -> bool:
    return any(noun.lower_ in _RELATIVE for noun in _own_subject(verb))


def _antecedent(noun: Token) -> Token:
    """The noun a relative pronoun stands for."""
    clause = noun.head
    if noun.lower_ in _RELATIVE and clause.dep_ == "relcl":
        return clause.head
    return noun


def _subject_of_noun_clause(verb: Token) -> list[Token]:
    """ "ships entering the bay": the ships; "its decision to leave": its; "the plan was to leave": nobody."""
    noun = verb.head
    if is_infinitive(verb) and noun.pos_ != "PROPN":
        owners = children(noun, "poss", "amod", "compound")
        if owners:
            return owners
        return surface_subjects(noun.head) if noun.head.pos_ in ("VERB", "AUX") else []
    return with_conjuncts([noun])


def _subject_behind_preposition(preposition: Token) -> list[Token]:
    governor = preposition.head
    if governor.pos_ not in ("VERB", "AUX"):
        owners = children(governor, "poss")
        return owners or (surface_subjects(governor.head) if governor.head.pos_ == "VERB" else [])
    controls_object = lemma(governor) in word_class("object_control")
    about_object = controls_object or preposition.lower_ in ("of", "from", "with", "for")
    held = children(governor, "dobj", "nsubjpass") if about_object else []
    return objects(governor) if held else surface_subjects(governor)


def _controller(verb: Token) -> list[Token]:
    governor = verb.head
    if governor.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    controls_object = governor.lemma_ in word_class("object_control")
    if verb.dep_ in ("xcomp", "ccomp") and controls_object:
        return objects(governor) or surface_subjects(governor)
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
        return []
    return surface_subjects(governor)


def after(token: Token, preposition: str) -> list[Token]:
    """The nouns, not times, behind a preposition on the token or on its object ("hold talks with Mali")."""
    holders = [token, *with_conjuncts(children(token, "dobj", "nsubjpass")), *children(token, "prt", "acomp", "oprd")]
    found: list[Token] = []
    for holder in holders:
        links = [child for child in holder.children if child.dep_ in _LINKS]
        links += [inner for link in links for inner in children(link, "prep")]
        found += [noun for link in links if link.lower_ == preposition for noun in children(link, "pobj")]
    return with_conjuncts([noun for noun in found if noun.ent_type_ not in ("DATE", "TIME")])


def complements(token: Token) -> list[Token]:
    """Its clauses of content ("refused to go", "said that it went", "decision to go")."""
    deps = ("xcomp", "ccomp") if token.pos_ in ("VERB", "AUX", "ADJ") else ("acl", "relcl")
    found = children(token, *deps)
    if token.pos_ == "ADJ" and token.head.pos_ == "AUX":
        found += children(token.head, "xcomp")
    if not found and token.pos_ == "VERB":
        below = [c for noun in children(token, "dobj") for c in children(noun, "acl")]
        found = [clause for clause in (*below, *children(token, "advcl")) if is_infinitive(clause)]
    return found


def is_infinitive(verb: Token) -> bool:
    """ "to sail"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def conditions(verb: Token) -> list[Token]:
    """The if-clauses on a verb and on its content ("threatened to leave unless Chad paid")."""
    below = [verb, *complements(verb)]
    clauses = [clause for each in below for clause in children(each, "advcl")]
    return [clause for clause in clauses if any(m.lower_ in ("if", "unless") for m in children(clause, "mark"))]


_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "conj", "csubj", "parataxis"})


def clause_of(token: Token) -> Token:
    """The verb of the clause that the word stands in; the sentence's root where there is no verb."""
    while token.head.i != token.i and not (token.pos_ in ("VERB", "AUX") and token.dep_ in _CLAUSES):
        token = token.head
    return token
