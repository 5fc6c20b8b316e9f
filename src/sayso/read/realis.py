"""Did it happen? Read from the words around a trigger, from the inside out, never from what the world knows.

A view starts as "happened" at the trigger and changes with each word that bears on it (`lexicons/realis.tsv`): its own
modals, negation and adverbs, then whatever governs its clause or noun, clause by clause up to the sentence. Where
nothing says that it happened (bare infinitives, questions, conditions, things opposed or proposed) it is planned or
possible: a false "happened" is the worse error.
"""

from spacy.tokens import Token

from sayso.read.lexicon import word_class
from sayso.read.syntax import children, is_infinitive, lemma, surface_subjects
from sayso.read.triggers import Trigger
from sayso.read.view import Effect, View, changed, effect_of, is_in

_POSSIBLE = Effect("possible", 0)
_PURPOSE = Effect("planned", 1)
_HEADLINE_PLAN = Effect("planned", 2)
_TOLD_PLAN = Effect("planned", 1.5)
_DOUBT = Effect("unsure", 0)
_IS = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "been"})
_PERIODS = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days", "spring", "summer", "autumn"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_MORE = frozenset({"further", "additional", "new", "renewed", "more"})
_TAKING_UP = frozenset({"the", "this", "these", "those", "that", "both"})
_MAYBE = frozenset({"could", "may", "might"})
_WHOEVER = frozenset({"whoever", "anyone", "anybody"})
_RATHER = frozenset({("instead", "of"), ("far", "from"), ("short", "of"), ("lieu", "of")})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GERUND = frozenset({"VBG", "VBN"})


def judge(trigger: Trigger) -> View:
    """The realis of a trigger in its own sentence."""
    nominal = trigger.token.pos_ in ("NOUN", "PROPN")
    view = _on_noun(trigger.token, View()) if nominal else View()
    view = _on_arguments(trigger, view)
    clause = trigger.token if nominal and _is_only_meant(trigger) else trigger.clause
    view = _up_from_verb(clause, view) if clause.pos_ in ("VERB", "AUX") else _up(clause, view)
    if nominal and view.realis == "happened" and is_in("lasting", trigger.token):
        view = view._replace(realis="ongoing")
    asked = next((token for token in trigger.token.sent[-3:] if token.text.startswith("?")), None)
    return changed(view, _DOUBT, asked) if asked is not None else view


def _is_only_meant(trigger: Trigger) -> bool:
    """ "announced a raid", "called off the raid": the verb that carries the noun does not do it."""
    effect = effect_of("governor", trigger.support) if trigger.support is not None else None
    return effect is not None and effect.realis in ("planned", "possible", "denied", "if_new")


def is_anaphoric(trigger: Trigger) -> bool:
    """Does the trigger only take up what was told before ("the drills", "these talks")?"""
    noun = trigger.token
    owned = children(noun, "poss") or any(child.ent_type_ in ("NORP", "GPE") for child in noun.children)
    taken_up = any(child.dep_ == "det" and child.lower_ in _TAKING_UP for child in noun.children)
    return noun.pos_ == "NOUN" and trigger.support is None and taken_up and not owned


def _up(token: Token, view: View) -> View:
    return _up_from_adjective(token, view) if token.pos_ == "ADJ" else _up_from_noun(token, view)


# --- the trigger's own words


def _on_noun(noun: Token, view: View) -> View:
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "det", "advmod", "nmod", "neg"):
            view = _with(view, "modifier", child)
        if child.dep_ in ("amod", "compound"):
            view = _on_noun(child, view)
    for child in children(noun.head, "amod") if noun.dep_ == "compound" else ():
        view = _with(view, "modifier", child)
    for child in children(noun, "neg"):
        if child.lower_ == "not" and any(word.lower_ in ("single", "one") for word in noun.children):
            view = changed(view, Effect("denied", -3), child)
    for child in children(noun, "acl"):
        effect = effect_of("governor", child) if child.tag_ == "VBN" else None
        if effect is not None and effect.realis in ("planned", "denied"):
            view = changed(view, effect, child)
    return _in_doubt_marks(noun, view)


def _in_doubt_marks(noun: Token, view: View) -> View:
    """ "non-deployment"; a "raid" in scare quotes."""
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    if [token.lower_ for token in before] == ["non", "-"]:
        return changed(view, Effect("denied", -2), before[0])
    after = noun.doc[noun.i + 1 : noun.i + 3]
    quoted = len(before) > 0 and _opens(before[-1]) and any(token.text in "\"'”’" for token in after)
    return changed(view, _POSSIBLE, noun) if quoted else view


def _opens(mark: Token) -> bool:
    straight = [token for token in mark.sent if token.text == mark.text and token.i < mark.i]
    return mark.text in ("“", "‘") or (mark.text in ('"', "'") and len(straight) % 2 == 0)


def _with(view: View, place: str, token: Token) -> View:
    effect = effect_of(place, token)
    return changed(view, effect, token) if effect is not None else view


def _on_arguments(trigger: Trigger, view: View) -> View:
    """ "gave no aid", "nobody attacked", "no man was hurt or killed", "not one of them fled"."""
    clause = trigger.clause
    verbal = clause.pos_ in ("VERB", "AUX")
    subjects = [noun for noun in surface_subjects(clause) if noun.i < clause.i] if verbal else []
    for noun in {noun.i: noun for noun in [*children(clause, "dobj", "nsubj", "nsubjpass"), *subjects]}.values():
        for word in (noun, *children(noun, "det", "neg", "preconj", "advmod")):
            if (word.lower_ in _NOBODY or (word.lower_ == "not" and word.i < noun.i)) and noun.i != trigger.token.i:
                view = changed(view, Effect("denied", -3), word)
        if noun.lower_ in _WHOEVER:
            view = changed(view, _POSSIBLE, noun)
    return view


def _on_verb(verb: Token, view: View) -> View:
    """Its adverbs and negation, then its modals, then its tense."""
    words = children(verb, "neg", "advmod", "preconj", "cc", "npadvmod", "dep")
    for word in words:
        if word.dep_ not in ("cc", "preconj") or word.i < verb.i:
            view = _on_adverb(verb, word, view)
    for word in _apart(verb):
        view = changed(view, Effect("denied", -3), word)
    for word in children(verb, "aux"):
        told = word.lower_ in ("would", "'d", "’d") and _is_told(verb)
        view = changed(view, _TOLD_PLAN, word) if told else _with(view, "modal", word)
    return _on_tense(verb, _on_condition(verb, view))


def _apart(verb: Token) -> list[Token]:
    """The "nor" that joins it to the clause before; "yet" in "has yet to sail"."""
    nor = [word for word in children(verb.head, "cc") if word.lower_ == "nor" and verb.head.i < word.i < verb.i]
    helpers = [verb, *children(verb, "aux"), *([verb.head] if verb.dep_ == "xcomp" else [])]
    yet = [word for each in helpers for word in children(each, "advmod") if word.lower_ == "yet" and word.i < verb.i]
    return (nor if verb.dep_ == "conj" else []) + (yet if is_infinitive(verb) else [])


def _on_adverb(verb: Token, adverb: Token, view: View) -> View:
    """ "usually" and "tomorrow" say something only of the present tense."""
    effect = effect_of("adverb", adverb)
    if effect is None:
        return view
    if effect.realis in ("generic", "ahead"):
        timeless = Effect("possible" if effect.realis == "generic" else "planned", effect.factuality)
        return changed(view, timeless, adverb) if _is_present(verb) else view
    return changed(view, effect, adverb)


def _is_present(verb: Token) -> bool:
    tensed = [verb, *children(verb, "aux", "auxpass")]
    return any(word.tag_ in ("VBZ", "VBP") and word.lemma_ != "have" for word in tensed) and verb.tag_ != "VBD"


def _is_told(verb: Token) -> bool:
    """ "said it would sail": the future of the past."""
    return verb.dep_ == "ccomp" and lemma(verb.head) in word_class("reporting") and not _conditions(verb)


def _conditions(verb: Token) -> list[Token]:
    clauses = children(verb, "advcl")
    return [mark for clause in clauses for mark in children(clause, "mark") if mark.lower_ in ("if", "unless")]


def _on_condition(verb: Token, view: View) -> View:
    conditions = _conditions(verb)
    return changed(view, _POSSIBLE, conditions[0]) if conditions and verb.tag_ != "VBD" else view


def _on_tense(verb: Token, view: View) -> View:
    """ "is sailing" goes on; "sails every May" is a habit; "sails next week" is a plan."""
    helpers = {child.lower_ for child in children(verb, "aux", "auxpass")}
    going_on = verb.tag_ == "VBG" or "being" in helpers
    if going_on and helpers & _IS and not helpers & {"had", "was", "were"}:
        view = changed(view, Effect("ongoing", 3), verb)
    if not _is_present(verb):
        return view
    times = [token for token in verb.subtree if token.head.ent_type_ or token.head.lower_ in _PERIODS]
    for token in times:
        if token.lower_ in ("every", "each"):
            view = changed(view, _POSSIBLE, token)
        if token.lower_ in ("next", "coming"):
            view = changed(view, _HEADLINE_PLAN, token)
    return view


# --- upwards


def _up_from_verb(verb: Token, view: View) -> View:
    view = _with(_on_verb(verb, view), "form", verb) if verb.dep_ == "acl" else _on_verb(verb, view)
    mark = next((m for m in children(verb, "mark", "advmod") if is_in("mark", m)), None)
    if mark is not None:
        view = _on_mark(verb, mark, view)
    if verb.dep_ == "ROOT":
        return _at_root(verb, view)
    climb = _CLIMBS.get(verb.dep_)
    return climb(verb, view) if climb is not None else view


def _on_mark(verb: Token, mark: Token, view: View) -> View:
    effect = effect_of("mark", mark)
    assert effect is not None
    if effect.realis == "pending":
        return view if _is_past(verb) else changed(view, Effect("possible", effect.factuality), mark)
    return changed(view, effect, mark)


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(child.tag_ in ("VBD", "VBN") for child in children(verb, "aux", "auxpass"))


def _at_root(verb: Token, view: View) -> View:
    """ "China to send troops": an infinitive with its own subject is a headline's plan; without one, a command."""
    if is_infinitive(verb):
        return changed(view, _HEADLINE_PLAN, verb)
    if verb.tag_ == "VB" and not children(verb, "aux", "nsubj", "nsubjpass"):
        return changed(view, _POSSIBLE, verb)
    return view


def _from_clause(verb: Token, view: View) -> View:
    """xcomp and ccomp: what the governing verb does to its content."""
    head = verb.head
    finite = verb.tag_ in _FINITE or any(child.tag_ in _FINITE for child in children(verb, "aux", "auxpass"))
    if verb.dep_ == "ccomp" and finite and lemma(head) in word_class("reporting"):
        return _of_report(head, view)
    effect = effect_of("governor", head)
    untrue = _untrue(head) if finite else None
    if untrue is not None:
        return changed(view, Effect("denied", -3), untrue)
    if _is_wished(verb, head):
        return changed(view, _POSSIBLE, head)
    if is_infinitive(verb) and children(verb, "nsubj") and not finite and head.i > verb.i:
        return changed(view, _HEADLINE_PLAN, verb)
    if effect is None and verb.dep_ == "xcomp" and not finite and verb.tag_ not in _GERUND:
        return _up_any(head, changed(view, _POSSIBLE, verb))
    if finite and (effect is None or effect.realis in ("as_is", "under_way")):
        return view
    if effect is not None and not (finite and effect.realis == "planned"):
        view = _governed(view, effect, head)
    return _up_any(head, view)


def _untrue(head: Token) -> Token | None:
    """ "It is not true that they sailed", "it is false that ..."."""
    said = [head, *children(head, "acomp", "attr")]
    word = next((each for each in said if each.lower_ in ("true", "false", "untrue")), None)
    if word is None or word.lower_ != "true":
        return word
    return next((neg for each in (*said, word.head) for neg in children(each, "neg")), None)


def _is_wished(verb: Token, head: Token) -> bool:
    """ "insisted that the fleet sail": the base form behind "the fleet" says that it is only wished."""
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    bare = verb.tag_ in ("VB", "VBP") and not children(verb, "aux") and verb.lower_ == lemma(verb)
    return (
        verb.dep_ == "ccomp" and bare and subject is not None and subject.tag_ in ("NN", "NNP") and is_in("wish", head)
    )


def _of_report(head: Token, view: View) -> View:
    """Saying does not touch what is said, unless nobody said it."""
    denied = next((child for child in children(head, "neg")), None)
    return changed(view, _DOUBT, denied) if denied is not None and view.done else view


def _governed(view: View, effect: Effect, head: Token) -> View:
    if effect.realis == "as_is":
        return view
    if effect.realis == "under_way":
        return changed(view, Effect("ongoing", 3), head) if head.lower_.startswith(("continu", "keep", "go")) else view
    if effect.realis == "if_new":
        return changed(view, _POSSIBLE, head)
    return changed(view, effect, head)


def _up_any(head: Token, view: View) -> View:
    if head.pos_ in ("VERB", "AUX"):
        return _up_from_verb(head, view)
    return _up_from_adjective(head, view) if head.pos_ == "ADJ" else view


def _up_from_adjective(adjective: Token, view: View) -> View:
    """ "is ready to sail": the verb "is" carries the tense."""
    if adjective.dep_ in ("acomp", "oprd", "attr") and adjective.head.pos_ in ("VERB", "AUX"):
        return _up_from_verb(adjective.head, view)
    return view


def _from_adverbial(verb: Token, view: View) -> View:
    if is_infinitive(verb):
        meant = lemma(verb.head) in word_class("motion") or _up_any(verb.head, View()).realis == "planned"
        return changed(view, _PURPOSE if meant else _POSSIBLE, verb)
    if verb.tag_ in _GERUND and not children(verb, "mark", "nsubj", "aux"):
        return _up_any(_clause_of(verb), view)
    return view


def _clause_of(verb: Token) -> Token:
    """In "refused to say so, blaming them" the blaming belongs to the refusal."""
    head = verb.head
    while head.dep_ == "xcomp" and verb.i > head.i and any(token.text == "," for token in verb.doc[head.i : verb.i]):
        head = head.head
    return head


def _from_noun_clause(verb: Token, view: View) -> View:
    """ "the decision to sail", "the fleet to sail", "ships sailing in"."""
    if not is_infinitive(verb):
        told = effect_of("noun", verb.head) if any(m.lower_ == "that" for m in children(verb, "mark")) else None
        if told is not None and told.realis in ("possible", "planned", "denied"):
            return _governed(view, told, verb.head)
        finite = verb.dep_ == "relcl" or children(verb, "nsubj")
        return view if finite else _only_doubts(_up_from_noun(verb.head, View()), view)
    if verb.head.pos_ == "PROPN":
        return changed(view, _HEADLINE_PLAN, verb)
    effect = effect_of("noun", verb.head)
    if effect is None or effect.realis == "as_is":
        return changed(view, _POSSIBLE, verb)
    return _governed(view, effect, verb.head)


def _from_gerund(verb: Token, view: View) -> View:
    """ "prevented it from sailing", "left without sailing", "the threat of sailing"."""
    return _behind_preposition(verb.head, view, new=True)


def _from_subject_clause(verb: Token, view: View) -> View:
    """ "Attacking ports would be unwise": an act under discussion."""
    return changed(view, _POSSIBLE, verb) if not children(verb, "poss", "nsubj") else view


def _from_conjunct(verb: Token, view: View) -> View:
    first = verb.head
    if first.pos_ not in ("VERB", "AUX"):
        return _up_from_adjective(first, view) if first.pos_ == "ADJ" else view
    own = [child for child in children(verb, "aux", "nsubj", "nsubjpass") if child.lower_ != "to"]
    # "The aim is to deepen trust, enhance cooperation ...": the parser joins a later infinitive to "is".
    infinitive = next((c for c in children(first, "xcomp", "advcl") if is_infinitive(c) and c.i < verb.i), None)
    if infinitive is not None and verb.tag_ == "VB" and not own:
        return _up_from_verb(infinitive, view)
    if own or verb.tag_ in ("VBD", "VBZ", "VBP"):
        shares = first.dep_ in ("ccomp", "advcl", "conj") and not own
        return _CLIMBS[first.dep_](first, view) if shares else view
    return _up_from_verb(first, view)


_CLIMBS = {
    "xcomp": _from_clause,
    "ccomp": _from_clause,
    "advcl": _from_adverbial,
    "acl": _from_noun_clause,
    "relcl": _from_noun_clause,
    "pcomp": _from_gerund,
    "csubj": _from_subject_clause,
    "conj": _from_conjunct,
    "dep": _from_conjunct,
}


# --- nouns


def _up_from_noun(noun: Token, view: View, *, part_of_new: bool = False) -> View:
    """What the sentence does with a noun that names a happening; "the level of cooperation" is as new as its part."""
    new = part_of_new or not _is_known(noun)
    head = noun.head
    if noun.dep_ in ("conj", "appos") and head.pos_ in ("NOUN", "PROPN"):
        return _up_from_noun(head, view)
    if noun.dep_ == "pobj":
        return _behind_preposition(head, view, new)
    if noun.dep_ in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return _as_subject(noun, head, view, new)
    if noun.dep_ in ("dobj", "attr", "oprd", "dative") and head.pos_ in ("VERB", "AUX"):
        return _as_object(head, view, new)
    if noun.dep_ == "compound" or noun.dep_ == "nmod":
        return _with(view, "noun", head)
    return view


def _is_known(noun: Token) -> bool:
    """Is it spoken of as known to have been ("the raid", "Chad's raid") rather than as new ("a raid", "raids")?"""
    articles = {child.lower_ for child in children(noun, "det")}
    if articles & {"a", "an", "any", "no", "another"} or any(c.lower_ in _MORE for c in children(noun, "amod")):
        return False
    named = [c for c in children(noun, "amod", "compound") if c.pos_ == "PROPN" or c.ent_type_ in ("NORP", "GPE")]
    return bool(articles & _TAKING_UP or named or children(noun, "poss"))


def _behind_preposition(preposition: Token, view: View, new: bool) -> View:
    view = _with_preposition(view, preposition, new)
    head = preposition.head
    rather = next(
        (w for w in (head, *children(preposition, "advmod")) if (w.lower_, preposition.lower_) in _RATHER), None
    )
    if rather is not None:
        return changed(view, Effect("denied", -2), rather)
    if head.dep_ == "prep" or preposition.dep_ == "pcomp":
        return _behind_preposition(head, view, new) if head.pos_ == "ADP" else view
    if head.pos_ in ("NOUN", "PROPN"):
        return _behind_noun(preposition, head, view, new)
    return _behind_verb(preposition, head, view, new)


def _behind_noun(preposition: Token, head: Token, view: View, new: bool) -> View:
    """ "the plan for a raid", "difficulties in raiding", "a trip for talks"."""
    effect = effect_of("noun", head)
    if effect is not None:
        view = _on_noun(head, _governed(view, effect, head))
        return _up_from_noun(head, view) if effect.realis == "as_is" else view
    if new and children(preposition, "pcomp") and preposition.lower_ in ("for", "in", "of", "about"):
        return changed(view, _POSSIBLE, preposition)
    arranged = any(is_in("arranged", noun) for noun in children(preposition, "pobj"))
    if (new or arranged) and preposition.lower_ == "of":
        return _up_from_noun(head, view, part_of_new=True)
    return changed(view, _PURPOSE, preposition) if new and preposition.lower_ == "for" else view


def _behind_verb(preposition: Token, head: Token, view: View, new: bool) -> View:
    """ "sent them for drills", "prevented it from sailing", "left after the raid"."""
    forward = next((word for word in head.children if word.lower_ == "forward" and lemma(head) == "look"), None)
    if forward is not None and preposition.lower_ == "to":
        return changed(view, _PURPOSE, forward)
    aimed = preposition.lower_ == "for" and lemma(head) in word_class("motion")
    effect = None if aimed else effect_of("governor", head)
    if effect is not None and preposition.lower_ in ("for", "from", "to", "of", "on", "against", "about", "at", "with"):
        governs = new or effect.realis in ("denied", "planned") or preposition.lower_ == "for"
        return _up_any(head, _governed(view, effect, head) if governs else view)
    if preposition.lower_ in word_class("background"):
        return view
    clause = _up_any(head, View())
    if aimed:
        return _merged(clause, changed(view, _PURPOSE, preposition))
    # "may send fewer ships to the drills this year": what is arranged is no more certain than who will come to it.
    arranged = any(is_in("arranged", noun) and not children(noun, "acl") for noun in children(preposition, "pobj"))
    return _only_doubts(clause, view) if new or arranged else view


def _with_preposition(view: View, preposition: Token, new: bool) -> View:
    effect = effect_of("preposition", preposition)
    if effect is None:
        return view
    if effect.realis == "if_new":
        return changed(view, _POSSIBLE, preposition) if new else view
    return changed(view, effect, preposition)


def _only_doubts(clause: View, view: View) -> View:
    """A new thing in a clause that did not happen did not happen either ("would respond to a raid")."""
    return changed(view, _POSSIBLE, clause.word) if not clause.done and clause.word is not None else view


def _as_subject(noun: Token, verb: Token, view: View, new: bool) -> View:
    effect = effect_of("governor", verb)
    passive = noun.dep_ == "nsubjpass"
    if passive and effect is not None and effect.realis != "as_is" and not is_in("occur", verb):
        return _up_from_verb(verb, _governed(view, effect, verb))
    clause = _up_from_verb(verb, View())
    if is_in("occur", verb) and passive | (lemma(verb) in word_class("happen")):
        return _merged(clause, view)
    owned = bool(children(noun, "poss")) or any(child.ent_type_ in ("NORP", "GPE") for child in noun.children)
    if new or not owned:
        return _merged(clause, view) if not clause.negative else view
    return view


def _merged(clause: View, view: View) -> View:
    if clause.word is None or clause.realis == "happened":
        return view
    if clause.word.lower_ == "would":
        return changed(view, _POSSIBLE, clause.word)
    return changed(view, Effect(clause.realis, clause.factuality), clause.word)


def _as_object(verb: Token, view: View, new: bool) -> View:
    effect = effect_of("governor", verb)
    if effect is None:
        return _only_doubts(_up_from_verb(verb, View()), view) if new or is_in("occur", verb) else view
    if effect.realis == "if_new" and not new:
        return view
    if is_in("unmet", verb):
        return changed(view, _POSSIBLE, verb)
    modal = next((child for child in children(verb, "aux") if child.lower_ in _MAYBE), None)
    if effect.realis == "possible" and modal is not None:
        return changed(view, _POSSIBLE, modal)
    if effect.realis in ("possible", "planned", "if_new") and not new and not is_in("planner", verb):
        return view
    return _up_any(verb, _governed(view, effect, verb))
