"""Danish order and Danish letters: one list, the same answer on SQLite and PostgreSQL."""

import random

import pytest
from django.db import connection
from django.db.models.functions import Collate

from pejl.search.danish import danish_key
from pejl.search.models import Document
from tests.search.build import indexed
from tests.search.test_danish import IN_DANISH_ORDER

pytestmark = pytest.mark.django_db

LATIN = [
    chr(code) for code in range(0x20, 0x100) if chr(code).isprintable() and chr(code) not in "·Þþ"
]


def _stored(names: list[str]) -> list[str]:
    # In the database's own words, since the index would tidy the names first.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT collprovider FROM pg_collation WHERE collname = 'danish'")
            if cursor.fetchone() != ("i",):
                pytest.skip("this PostgreSQL server is built without ICU")
    Document.objects.all().delete()
    indexed(*(f"navn {number}" for number in range(len(names))))
    documents = list(Document.objects.order_by("pk"))
    for document, name in zip(documents, names, strict=True):
        document.title = name
    Document.objects.bulk_update(documents, ["title"], batch_size=200)
    in_order = Document.objects.order_by(Collate("title", "danish"), "pk")
    return list(in_order.values_list("title", flat=True))


def test_a_list_of_names_stands_in_danish_order() -> None:
    names = sorted({*IN_DANISH_ORDER.split(), "Center Nord", "center nord", "re sort", "AB C"})
    random.Random(2014).shuffle(names)
    assert _stored(names) == sorted(names, key=danish_key)


@pytest.mark.parametrize(
    "letters",
    ["aAåÅbæÆøØ -1", "aäæöøåAÄÖoyüYÜ", "abcABC-_ .,12/&()", "eéèEoeœŒOEsßS", "dđðlłhD", LATIN],
    ids=["å", "kin", "signs", "accents", "foreign", "latin"],
)
def test_any_name_of_latin_letters_stands_where_icu_puts_it(letters: str | list[str]) -> None:
    dice = random.Random(1)
    names = {"".join(dice.choices(letters, k=dice.randint(1, 6))) for _ in range(400)}
    assert _stored(sorted(names)) == sorted(names, key=danish_key)


def test_case_does_not_hide_danish_letters() -> None:
    indexed("Ældreplejen", "ØSTRE SKOLE", "Årsplan")

    def found(**condition: str) -> list[str]:
        return list(Document.objects.filter(**condition).values_list("title", flat=True))

    assert found(title__icontains="ældre") == ["Ældreplejen"]
    assert found(title__icontains="PLEJEN") == ["Ældreplejen"]
    assert found(title__icontains="østre sk") == ["ØSTRE SKOLE"]
    assert found(title__istartswith="å") == ["Årsplan"]
    assert found(title__iexact="åRSPLAN") == ["Årsplan"]
    assert found(title__iendswith="SKOLE") == ["ØSTRE SKOLE"]
    assert found(title__icontains="a%n") == found(title__icontains="_") == []
