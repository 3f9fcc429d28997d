"""Danish that reads like a strategy, made from lists of words: the same at every run, and nobody's own."""

from __future__ import annotations

from random import Random

MARK = "*Genereret tekst til måling af hastighed; den er ingens strategi.*"

_WHO = (
    "borgerne", "virksomhederne", "medarbejderne", "centrene", "foreningerne", "skolerne",
    "dagtilbuddene", "hjemmeplejen", "familierne", "de unge", "de ældre", "lederne",
    "leverandørerne", "de frivillige", "plejehjemmene", "sundhedsplejerskerne",
)  # fmt: skip
_DO = (
    "får adgang til", "udvikler sammen", "afprøver", "tager medansvar for", "bygger videre på",
    "deler erfaringer med", "møder", "prioriterer", "bidrager til", "forenkler", "følger op på",
)  # fmt: skip
_HOW = (
    "nye", "enkle", "fælles", "digitale", "målrettede", "tværgående", "lokale", "forebyggende",
    "veldokumenterede", "rummelige", "bæredygtige", "sammenhængende",
)  # fmt: skip
_WHAT = (
    "løsninger", "indsatser", "arbejdsgange", "partnerskaber", "tilbud", "velfærdsteknologier",
    "læringsforløb", "mødesteder", "netværk", "metoder", "selvbetjeningsløsninger",
    "rehabiliteringsforløb", "udbud", "brugerundersøgelser",
)  # fmt: skip
_SO_THAT = (
    "så hverdagen bliver lettere",
    "så flere klarer sig selv længere",
    "så kerneopgaven kommer først",
    "så pengene rækker til mere",
    "så ingen bliver overladt til sig selv",
    "så kvaliteten kan mærkes af den enkelte",
    "så gode idéer ikke går tabt",
    "så effekten kan følges fra år til år",
    "så ansvaret er til at få øje på",
    "så fejl bliver fundet, før de koster",
)
_WHERE = (
    "på tværs af centrene",
    "i de små fællesskaber",
    "sammen med regionen og nabokommunerne",
    "tæt på borgernes hverdag",
    "i årets budget",
    "fra den første henvendelse",
    "uden ekstra dokumentation",
)
_BEGINNINGS = (
    "skole", "pleje", "sundheds", "børne", "ungdoms", "ældre", "borger", "bolig", "bibliotek",
    "idræts", "natur", "klima", "affalds", "vej", "cykel", "trafik", "måltids", "køkken", "have",
    "kultur", "musik", "sprog", "læse", "fritids", "forenings", "familie", "hjemme", "aften",
    "nat", "uge", "sommer", "vinter", "medicin", "genoptrænings", "demens", "handicap", "job",
    "beskæftigelses", "virksomheds", "indkøbs", "udbuds", "byggesags", "miljø", "vand", "energi",
)  # fmt: skip
_ENDINGS = (
    "besøg", "samtaler", "møder", "kalender", "vagter", "hold", "værksteder", "ordninger",
    "pladser", "ture", "dage", "vejledning", "målinger", "planer", "tavler", "billeder", "film",
    "kurser", "vejvisere", "venner", "ambassadører", "aftaler", "puljer", "depoter", "rum",
    "stier", "fester", "undervisning", "tilsyn", "regnskaber", "opgaver", "skemaer", "breve",
)  # fmt: skip
_AIMS = ("Flere", "Bedre", "Færre, men", "Hurtigere vej til", "Fælles ansvar for", "Mod til")
AREAS = (
    "Innovation i den daglige opgaveløsning", "Inddragelse af borgere og virksomheder",
    "Samarbejde med leverandører", "Produktivitet og faglig kvalitet",
    "Sundhed i hele livet", "Børn og unges trivsel", "Grøn omstilling",
    "Et stærkt lokalt erhvervsliv", "Fællesskab og frivillighed",
)  # fmt: skip
_FIRST_NAMES = (
    "Anne", "Bent", "Camilla", "Dorte", "Erik", "Freja", "Gitte", "Hans", "Ida", "Jørgen",
    "Kirsten", "Lærke", "Morten", "Niels", "Oda", "Peter", "Rikke", "Søren", "Tove", "Åse",
)  # fmt: skip
_LAST_NAMES = (
    "Andersen", "Bach", "Christensen", "Dahl", "Eriksen", "Frandsen", "Hansen", "Holm",
    "Jensen", "Kjær", "Lund", "Møller", "Nielsen", "Østergaard", "Poulsen", "Sørensen",
)  # fmt: skip
_TOWN_BEGINNINGS = (
    "Nørre", "Sønder", "Øster", "Vester", "Birke", "Ege", "Bøge", "Søn", "Hede", "Mose",
    "Å", "Klint", "Sten", "Ravn",
)  # fmt: skip
_TOWN_ENDINGS = ("by", "rup", "lev", "sted", "borg", "holm", "lund")


def town_names() -> list[str]:
    """Names for 98 municipalities that do not exist."""
    return [beginning + ending for ending in _TOWN_ENDINGS for beginning in _TOWN_BEGINNINGS]


class Writer:
    """Writes titles, names and paragraphs; two writers of one seed write the same."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def name(self) -> str:
        return f"{self._one(_FIRST_NAMES)} {self._one(_LAST_NAMES)}"

    def title(self) -> str:
        return f"{self._one(_AIMS)} {self._one(_HOW)} {self._one(_WHAT)}"

    def question(self) -> str:
        return f"Hvordan kan {self._one(_WHO)} få {self._one(_HOW)} {self._one(_WHAT)}?"

    def idea(self) -> str:
        where = f" {self._one(_WHERE)}" if self._random.random() < 0.5 else ""
        what = f"{self._one(_HOW)} {self.compound()}"
        return f"Hvad nu hvis {self._one(_WHO)} {self._one(_DO)} {what}{where}?"

    def reasons(self) -> str:
        """Why an idea is had, with things in it that not everybody has."""
        return f"{self.sentence()} Det kan begynde med {self.compound()} og {self.compound()}."

    def compound(self) -> str:
        """One of some 1,500 words made from words, as Danish makes them."""
        return self._one(_BEGINNINGS) + self._one(_ENDINGS)

    def sentence(self) -> str:
        where = f" {self._one(_WHERE)}" if self._random.random() < 0.4 else ""
        start = f"{self._one(_WHO)} {self._one(_DO)} {self._one(_HOW)} {self._one(_WHAT)}"
        return f"{start.capitalize()}{where}, {self._one(_SO_THAT)}."

    def paragraphs(self, *lengths: int) -> str:
        """Paragraphs of so many sentences each; of more than one, the last is a list."""
        written = [" ".join(self.sentence() for _ in range(length)) for length in lengths]
        if len(lengths) > 1:
            written[-1] = "\n".join(f"- {self.sentence()}" for _ in range(lengths[-1]))
        return "\n\n".join(written)

    def _one(self, choices: tuple[str, ...]) -> str:
        return self._random.choice(choices)
