from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pejl.search import token_index
from pejl.search.actions import forget, index, index_many
from pejl.search.models import Document
from tests.search.build import GREVE, SOLROED, an_entry, indexed, titles

pytestmark = pytest.mark.django_db

KEY = UUID("11111111-1111-4111-8111-111111111111")


def _index(title: str, text: str = "", audience: str = "public") -> None:
    index(
        municipality_id=GREVE,
        subject="strategy.objective",
        key=KEY,
        audience=audience,
        title=title,
        text=text,
        url_name="overview:objective",
        url_args={"municipality": "greve", "objective": KEY},
    )


def test_a_changed_text_is_found_by_its_new_words_only() -> None:
    _index("Rehabilitering")
    _index("Selvbetjening")
    assert titles("rehabilitering") == []
    assert titles("selvbetjening") == ["Selvbetjening"]
    document = Document.objects.get()
    assert document.url_args == {"municipality": "greve", "objective": str(KEY)}


def test_a_changed_audience_takes_effect_at_once() -> None:
    _index("Kladde", audience="leaders")
    assert titles("kladde") == []
    _index("Kladde", audience="public")
    assert titles("kladde") == ["Kladde"]


def test_what_is_forgotten_is_not_found() -> None:
    _index("Perimeterstien")
    forget(subject="strategy.objective", key=KEY)
    assert titles("perimeterstien") == []
    forget(subject="strategy.objective", key=KEY)


def test_an_import_may_name_a_thing_twice_and_the_last_word_counts() -> None:
    index_many([an_entry("Før", key=KEY), an_entry("Efter", key=KEY)])
    index_many([])
    assert [document.title for document in Document.objects.all()] == ["Efter"]


def test_a_thing_that_moves_to_another_municipality_is_found_there_alone() -> None:
    index_many([an_entry("Flyttet", key=KEY)])
    index_many([an_entry("Flyttet", key=KEY, municipality_id=SOLROED)])
    assert titles("flyttet") == []


def test_text_that_no_database_can_hold_is_cleaned_first() -> None:
    _index("Plan\x00 \ud800" + "x" * 1_000, "tekst\x00 \udfff")
    document = Document.objects.get()
    assert len(document.title) == 300
    assert document.text == "tekst"


def test_an_unknown_audience_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _index("Plan", audience="anyone")


def test_indexing_and_forgetting_are_one_statement_each(
    django_assert_num_queries: type[CaptureQueriesContext],
) -> None:
    with django_assert_num_queries(1):
        _index("Plan", "en tekst " * 500)
    with django_assert_num_queries(1):
        _index("En anden plan")
    with django_assert_num_queries(1):
        index_many([an_entry(f"Plan {number}") for number in range(50)])
    with django_assert_num_queries(1):
        forget(subject="strategy.objective", key=KEY)


def _schema_objects() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search%'")
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'search_document'")
        return {name for (name,) in cursor.fetchall()}


def _expected() -> set[str]:
    if connection.vendor == "sqlite":
        return {*token_index.TRIGGERS, token_index.FULL_TEXT_TABLE}
    return {token_index.INVERTED_INDEX}


def test_the_index_and_its_triggers_exist() -> None:
    assert _expected() <= _schema_objects()


def test_the_index_can_be_made_anew_over_what_is_there() -> None:
    indexed("Plan")
    token_index.remove(connection)
    assert not _expected() & _schema_objects()
    token_index.create(connection)
    token_index.create(connection)
    assert _expected() <= _schema_objects()
    assert titles("plan") == ["Plan"]


@pytest.mark.sqlite
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite makes tables anew")
@pytest.mark.django_db(transaction=True)
def test_triggers_lost_when_a_table_is_made_anew_come_back_with_create() -> None:
    indexed("Plan")
    try:
        with connection.schema_editor() as editor:
            editor._remake_table(Document)
        assert not set(token_index.TRIGGERS) & _schema_objects()
    finally:
        token_index.create(connection)
    indexed("Planen")
    assert titles("plan") == ["Plan", "Planen"]


@pytest.mark.sqlite
@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite's full-text table itself")
def test_the_full_text_table_agrees_with_the_documents() -> None:
    indexed("Plan", "Ældreplejen")
    _index("Før")
    _index("Efter")
    forget(subject="strategy.objective", key=KEY)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_tokens (search_tokens, rank) VALUES ('integrity-check', 1)"
        )
