"""One walk over a sentence: its verbs, what governs each, and where lists of them go on."""

from __future__ import annotations

from explorer.reading.suggesting.breaks import clause_start
from explorer.reading.suggesting.governing import (
    CHAINS,
    COMMITMENTS,
    NEAR,
    QUALIFYING,
    Frame,
    governor_of,
    promised,
)
from explorer.reading.suggesting.grammar import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    Group,
    before,
    form_at,
    group_at,
    looks_like_verb,
    resumes,
    skip_adverbs,
)
from explorer.reading.suggesting.lexicon import Form, Lexicon
from explorer.reading.suggesting.openings import opening_of
from explorer.reading.suggesting.phrases import phrasal
from explorer.reading.suggesting.things import ING_NOUNS, start_of
from explorer.reading.suggesting.tokens import Token


class Scan:
    """Walks over a sentence once and keeps the verbs that make clauses."""

    def __init__(self, tokens: tuple[Token, ...], lexicon: Lexicon, *, is_item: bool) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.is_item = is_item
        self.frames: list[Frame] = []
        self.in_relative = False  # what hangs on a “which …” tells of the thing before it
        self.chain = ""  # the form in which a list of verbs goes on: base, ing or past
        self.past = False  # whether it tells of what was done
        self.purpose = -1  # the verb of the last purpose: “(a fund) to support and train”

    def run(self) -> list[Frame]:
        """The frames of the sentence, in order."""
        at = self._opening()
        while at < len(self.tokens):
            at = self._step(at)
        return self.frames

    def _opening(self) -> int:
        """An item or heading may begin with its verb: “Launching a …”, “Expand the …”."""
        opening = opening_of(self.tokens, self.lexicon, is_item=self.is_item)
        if opening is None:
            return 0
        self._keep(opening.group, 0)
        self.chain = opening.chain
        return opening.group.verb + 1

    def _keep(
        self,
        group: Group,
        cut: int,
        governor: str = "",
        word: str = "",
        subject: tuple[int, int] = (0, 0),
    ) -> None:
        group = phrasal(self.tokens, group, self.lexicon)
        self.frames.append(Frame(group, cut, governor, word, subject))

    def _step(self, at: int) -> int:
        coordinated = self._coordinated(at)
        if coordinated is not None:
            return coordinated
        if self.tokens[at].lower in ("which", "who", "whose"):
            self.chain, self.in_relative = "", not self._begins_anew(at)
            if not self.in_relative:
                return at + 1
        if self.tokens[at].lower in COMMITMENTS and self._to_a_noun(at):
            return self._commitment(at)
        group = group_at(self.tokens, at, self.lexicon) or self._unknown(at)
        if group is None:
            return at + 1
        if group.mode == "infinitive":
            return self._infinitive(group)
        previous = before(self.tokens, group.start)
        if previous >= 0 and self.tokens[previous].lower in RELATIVES:
            self.chain = ""  # “which will reduce … and …”: a list of its own
            self.in_relative = True
            return group.verb + 1
        self._finite(group)
        return max(group.verb, at) + 1

    def _begins_anew(self, at: int) -> bool:
        """“…, in which the parties plan to …”: behind a preposition who acts is told anew."""
        if at < 1 or at + 1 >= len(self.tokens) or self.tokens[at].lower != "which":
            return False
        return self.tokens[at - 1].lower in PREPOSITIONS

    def _unknown(self, at: int) -> Group | None:
        """“Intend to formalise …”: after a verb of will also one that no list knows is a verb."""
        if not self._is_to(at) or not self.frames or at + 2 >= len(self.tokens):
            return None
        last, token = self.frames[-1].group, self.tokens[at + 1]
        willed = last.form is not None and last.form.verb_class in ("intend", "decide", "pledge")
        if not willed or last.verb != at - 1 or not token.text.isalpha() or token.is_capital:
            return None
        if self.tokens[at + 2].lower not in DETERMINERS:
            return None
        form = Form(token.lower, "act", frozenset(["base"]))
        return Group(at, at + 1, "infinitive", form)

    def _to_a_noun(self, at: int) -> bool:
        following = self.tokens[at + 1 : at + 3]
        if len(following) < 2 or following[0].lower != "to" or not self.frames:
            return False
        if self.frames[-1].group.mode in ("passive", "copula"):
            return False  # “united by a commitment to …” is said of what they are
        return form_at(self.tokens, at + 2, self.lexicon, "base", "ing") is None

    def _commitment(self, at: int) -> int:
        """“A commitment to the completion of …, expanding …”: what follows is promised."""
        last = self.frames[-1] if self.frames else None
        subject = last.subject if last is not None else (0, 0)
        cut = last.cut if last is not None else 0
        if last is not None and self._replaces(last, "commitment"):
            self.frames.pop()
        else:
            cut = start_of(self.tokens, at)
        form = self.lexicon.verbs.get("pledge")
        governor = promised("pledge", last)
        self._keep(Group(at, at + 1, "infinitive", form), cut, governor, "commitment", subject)
        self.chain = "ing"
        return at + 2

    def _coordinated(self, at: int) -> int | None:
        """A further verb of a list: “…, enhance …, and simplify …”."""
        if not self.frames or at <= self.frames[-1].group.verb:
            return None
        token = self.tokens[at]
        as_well = [item.lower for item in self.tokens[at : at + 3]] == ["as", "well", "as"]
        if token.text not in (",", ";") and token.lower not in CONJUNCTIONS and not as_well:
            return None
        i = skip_adverbs(self.tokens, at + (3 if as_well else 1))
        if i < len(self.tokens) and self.tokens[i].lower in CONJUNCTIONS:
            i = skip_adverbs(self.tokens, i + 1)
        start = i
        joined = token.text != "," or start > at + 1 or self._lists_infinitives(i)
        if self._is_to(i) and self.chain in ("base", "ing") and joined:
            i = skip_adverbs(self.tokens, i + 1)
        last = self.frames[-1]
        resumed = resumes(self.tokens, i, self.lexicon, past=self.past)
        if resumed is not None and self.chain == "base" and "base" in resumed.forms:
            resumed = resumed if self._is_to(i + 1) else None
        if resumed is not None:
            self._keep(Group(start, i, "present", resumed), start, "", "", last.subject)
            self.chain, self.in_relative = "", False
            return i + 1
        form = self._listed(i, after_to=i > start)
        if form is None:
            return None
        if self._is_purpose(at, i, start, form):
            self.purpose = i
            return i + 1
        if at == last.group.verb + 1:
            # “extend and enhance the …”: one doing, told by the first verb
            self.frames[-1] = last._replace(group=last.group._replace(verb=i))
            return i + 1
        mode = last.group.mode
        self._keep(Group(start, i, mode, form), start, last.governor, last.word, last.subject)
        return i + 1

    def _is_purpose(self, at: int, verb: int, start: int, form: Form) -> bool:
        """“(Set up a fund) to train and support …, and to help”: one purpose more, no doing."""
        if self._is_to(at - 2) and at - 2 > self.frames[-1].group.verb:
            return verb == at + 1  # “to conserve and enhance”, where no list knows the first verb
        if self.purpose <= self.frames[-1].group.verb or self.chain != "base":
            return False
        return at == self.purpose + 1 or (verb > start and form.verb_class in ("soft", "act"))

    def _lists_infinitives(self, at: int) -> bool:
        """“…, to A, and to B”: a list goes on; without the last, “, to A” is a purpose."""
        if self.frames[-1].group.mode != "infinitive":
            return False
        return any(
            self.tokens[i].lower in CONJUNCTIONS and self._is_to(i + 1)
            for i in range(at, len(self.tokens))
        )

    def _is_to(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].lower == "to"

    def _listed(self, at: int, *, after_to: bool) -> Form | None:
        if not self.chain:
            return None
        if self.chain == "base":
            if after_to:
                return form_at(self.tokens, at, self.lexicon, "base")
            if looks_like_verb(self.tokens, at, self.lexicon):
                return form_at(self.tokens, at, self.lexicon, "base")
            return None
        form = form_at(self.tokens, at, self.lexicon, self.chain)
        if form is None or "base" in form.forms or form.lemma == "include":
            return None
        following = self.tokens[at + 1].lower if at + 1 < len(self.tokens) else ""
        if following in CONJUNCTIONS or following in BE:
            return None
        if self.tokens[at].lower in QUALIFYING and following not in DETERMINERS:
            return None  # “…, advanced textiles”: a thing of the list, no verb
        if self.chain != "ing" and following in PREPOSITIONS - {"to", "on"}:
            return None  # “…, held during …” explains the noun before it
        return None if self.chain == "ing" and self.tokens[at].lower in ING_NOUNS else form

    def _infinitive(self, group: Group) -> int:
        """Kept when something governs it; a purpose (“to build …”) belongs to its clause."""
        governor, word, noun = governor_of(
            self.tokens, group, tuple(self.frames), is_item=self.is_item
        )
        if self.in_relative:
            return group.verb + 1
        if not governor:
            self.purpose = group.verb
        if not self.frames and not self.is_item and self.tokens[0].lower.endswith("ing"):
            governor = ""  # “Expressing their wish to …, they …”: no clause of its own
        if governor:
            last = self.frames[-1] if self.frames else None
            subject = last.subject if last is not None else (0, group.start)
            cut = group.start
            if last is not None and (self._replaces(last, word) or self._announces(last, noun)):
                self.frames.pop()
                cut = last.cut
            elif noun >= 0:
                cut = start_of(self.tokens, noun)
            self._keep(group, cut, governor, word, subject)
            written = self.tokens[group.verb].lower
            self.chain = "ing" if written.endswith("ing") else "base"
        return group.verb + 1

    def _replaces(self, last: Frame, word: str) -> bool:
        """Whether a verb only leads to the infinitive: “agreed to”, “underlined their will to”."""
        form = last.group.form
        if form is None or form.lemma == word:
            return True
        return not last.governor and form.verb_class in ("value", "intend", "decide")

    def _announces(self, last: Frame, noun: int) -> bool:
        """“Announced their joint plan to …”: the verb only leads to the noun that governs."""
        form = last.group.form
        if noun < 0 or form is None or form.verb_class not in ("launch", "act", "hold", "sign"):
            return False
        between = self.tokens[last.group.verb + 1 : noun]
        return len(between) < NEAR and all(t.lower not in PREPOSITIONS for t in between)

    def _finite(self, group: Group) -> None:
        cut = clause_start(self.tokens, self._floor(), group)
        if cut is None:
            return
        subject = (cut, group.start)
        if self.frames and not any(token.is_word for token in self.tokens[cut : group.start]):
            subject = self.frames[-1].subject
        governor, word = "", ""
        if group.mode.startswith("modal"):
            governor, word = "will", self.tokens[group.start].lower
        nested = self._nested(cut)
        if nested is not None:
            form = nested.group.form
            willed = form is not None and form.verb_class in ("decide", "pledge", "intend")
            if form is not None and willed and word not in ("could", "may", "might", "can"):
                governor, word = form.verb_class, form.lemma
        self._keep(group, cut, governor, word, subject)
        self.past = self.past or group.mode == "past"
        self.in_relative = False
        self.chain = CHAINS.get(group.mode, "")
        if group.mode == "present" and group.form is not None:
            self.chain = "base" if self.tokens[group.verb].lower == group.form.lemma else "s"

    def _nested(self, cut: int) -> Frame | None:
        """The verb of saying whose “that …” holds this group."""
        if not self.frames or cut == 0:
            return None
        last = self.frames[-1]
        joined = self.tokens[cut - 1].lower
        return last if joined == "that" else None

    def _floor(self) -> int | None:
        """Where the words after the last verb begin; None where there was none."""
        return self.frames[-1].group.verb + 1 if self.frames else None
