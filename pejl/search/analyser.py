"""How Danish text becomes something that can be looked up: words, stems and trigrams.

The same functions read what is stored and what is searched for, on every database, so that the two
always speak alike. A *word* is folded (small letters, accents off, æ, ø and å kept). A *stem* is
what the inflections of a word have in common. A *gram* is three letters in a row, so that a
misspelt word still shares most of its grams with the right one.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 40
LONGEST_QUERY = 200
MOST_TERMS = 12

# The marks are letters to every tokeniser and occur in no Danish word.
START_OF_WORD = "ˈ"
"""Stands before a word's first two letters, so that beginnings weigh more than middles."""
TITLE_MARK = "ˌ"
"""Stands before a stem that is in a title, so that the database can bring titles first."""
INSIDE_NUMBER = "ː"
"""Stands for the point in 2.3, so that the number of an objective stays one word."""

_STOP_WORDS = """
    ad af alle alt at blev blive bliver da de dem den denne der deres det dette dig din disse
    dog du efter eller en end er et for fra få får ham han hans har havde have hende hendes her hos
    hun hvad hvis hvor hvordan i ikke ind ja jeg jer jo kan kunne man mange med meget men mens mig
    min mit mod må ned nej noget nogle nu når og også om op os over på samt selv sig sin sine sit
    skal skulle som så til ud under var ved vi vil ville vor vores være været
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that are in every text and therefore find nothing."""

_IRREGULAR_FAMILIES = """
    barn barnet barns børn børnene børns børnenes
    mand manden mænd mændene
    bog bogen bøger bøgerne
    hånd hånden hænder hænderne
    by byen byer byerne byens byernes
    år året årets årene årenes
    uge ugen uger ugerne
    nat natten nætter nætterne
    far faren faderen fædre
    mor moren moderen mødre
    center centeret centret centre centrene centerets centrets centres centrenes
    god godt gode
    ny nyt nye
    stor stort store større størst største
    lang langt lange længere længst
    ung ungt unge yngre yngst yngste unges
    gammel gammelt gamle
    lille små mindre mindst
"""
_IRREGULAR = {
    word: family.split()[0]
    for family in _IRREGULAR_FAMILIES.strip().splitlines()
    for word in family.split()
}
# Nouns whose own last letter is an s, which the stemmer takes for a genitive: "indsats" must meet
# "indsatsen" and not "indsat". They count at the end of compounds too ("arbejdsplads").
_NOUNS_IN_S = ("indsats", "plads", "kreds", "sats", "praksis", "proces", "pris", "hus")
_NOUN_IN_S = re.compile(rf"(.*(?:{'|'.join(_NOUNS_IN_S)}))s?(?:e|en|et|er|ene|erne)?s?")

_KEPT = str.maketrans({"å": "\ue000", "ä": "æ", "ö": "ø"})
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_ACCENT = re.compile(r"[\u0300-\u036f]+")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\ud800-\udfff\ufffe\uffff]")

_stemmer = snowballstemmer.stemmer("danish")
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Place:
    """A word and where in the text it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """One word that somebody searches for."""

    word: str
    stem: str
    grams: frozenset[str]
    otherwise: str
    """The word as spelt on a keyboard without æ, ø and å, or the other way round."""


def readable(text: str) -> str:
    """Text without the characters that no database and no reader can use."""
    return _UNREADABLE.sub("", text)


_MARKDOWN = (
    (re.compile(r"<[^<>]{0,500}>"), " "),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)"), r"\1"),
    (re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-=*_|:][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"\*+|~~|`+|(?<!\w)_+|_+(?!\w)|\|"), ""),
    (re.compile(r"\s+"), " "),
)


def plain(markdown: str) -> str:
    """Markdown as one line of plain text. Crude on purpose: nobody publishes what it returns."""
    text = readable(markdown)
    for found, replacement in _MARKDOWN:
        text = found.sub(replacement, text)
    return text.strip()


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without capitals and accents, but with its æ, ø and å."""
    composed = unicodedata.normalize("NFKC", word).casefold().translate(_KEPT)
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", composed)).replace("\ue000", "å")
    if bare[:1].isdigit():
        bare = re.sub(r"[.,]", INSIDE_NUMBER, bare)
    return bare[:LONGEST_WORD]


def places(text: str) -> Iterator[Place]:
    """Every word of a text that is worth looking up, where it stands."""
    for found in _WORD.finditer(text):
        word = fold(found.group())
        if (len(word) > 1 or word.isdigit()) and word not in STOP_WORDS:
            yield Place(word, found.start(), found.end())


def words(text: str) -> list[str]:
    """The folded words of a text, each once, in the order in which they come."""
    return list(dict.fromkeys(place.word for place in places(text)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What all inflections of a folded word have in common.

    The stemmer is asked again until its answer holds still: asked once it gives "produktivitet" for
    "produktiviteten" but "produktivit" for "produktivitet", and the two would not meet.
    """
    if irregular := _IRREGULAR.get(word):
        return irregular
    if noun := _NOUN_IN_S.fullmatch(word):
        return noun.group(1)
    with _one_at_a_time:  # the stemmer keeps the word it works on in itself
        shorter = _stemmer.stemWord(word)
    return word if shorter == word else stem(shorter)


@lru_cache(maxsize=50_000)
def grams(word: str) -> frozenset[str]:
    """The trigrams of a folded word; none for a number, whose misspelling is another number."""
    if word[:1].isdigit():
        return frozenset()
    marked = START_OF_WORD + word
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))


def stems_of(text_words: list[str]) -> list[str]:
    """The stems of some folded words, each once."""
    return list(dict.fromkeys(map(stem, text_words)))


def grams_of(text_words: list[str]) -> list[str]:
    """The trigrams of some folded words, each once, in a fixed order."""
    return sorted(frozenset().union(*map(grams, text_words)))


def _respelt(word: str) -> str:
    danish = word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
    return danish if danish != word else word.replace("å", "aa")


def terms(query: str) -> list[Term]:
    """What somebody searches for, word by word; what is too long is cut, never refused."""
    asked = words(readable(query)[:LONGEST_QUERY])[:MOST_TERMS]
    return [Term(word, stem(word), grams(word), _respelt(word)) for word in asked]
