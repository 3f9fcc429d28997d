import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pejl.search.actions import index_many
from pejl.search.queries import EXCERPT_LENGTH, MOST_CANDIDATES, Part, find
from tests.search.build import ALL, EVERYONE, GREVE, SOLROED, an_entry, indexed, search, titles

pytestmark = pytest.mark.django_db


def test_an_inflection_finds_the_word() -> None:
    indexed("Målsætning om læring", "Leverandørsamarbejde")
    assert titles("målsætningerne") == ["Målsætning om læring"]
    assert titles("LEVERANDØRSAMARBEJDET") == ["Leverandørsamarbejde"]


def test_part_of_a_compound_finds_the_compound() -> None:
    indexed("Ældreplejen", "Biblioteket")
    assert titles("ældre") == titles("plejen") == titles("pleje") == ["Ældreplejen"]


def test_the_beginning_of_a_word_finds_it() -> None:
    indexed("Kerneopgaven", "Biblioteket")
    assert titles("ker") == titles("kerneop") == ["Kerneopgaven"]


def test_a_misspelt_word_finds_the_right_one() -> None:
    indexed("Involvering", "Produktivitet", "Kerneopgaven")
    assert titles("invovlering") == ["Involvering"]
    assert titles("produktivtet") == ["Produktivitet"]


def test_words_typed_without_danish_letters_find_danish_words() -> None:
    indexed("Målsætninger", "Aarhus", "Øvrige")
    assert titles("maalsaetning") == ["Målsætninger"]
    assert titles("århus") == ["Aarhus"]


def test_the_number_of_an_objective_finds_it() -> None:
    indexed("2.3 Dokumentér leverandørens arbejde", "3.2 Plan for indfrielse", "23 ideer")
    assert titles("2.3") == ["2.3 Dokumentér leverandørens arbejde"]


def test_the_nearest_comes_first() -> None:
    index_many(
        [
            an_entry("Noget om budgetmøder"),
            an_entry("En plan", "Her følger invovleringen af borgerne."),
            an_entry("En anden plan", "Her står om involvering."),
            an_entry("Involveringen"),
            an_entry("Involvering af borgere og pårørende"),
            an_entry("Involvering"),
        ]
    )
    assert titles("involvering") == [
        "Involvering",
        "Involvering af borgere og pårørende",
        "Involveringen",
        "En anden plan",
        "En plan",
    ]


def test_who_has_all_the_words_comes_before_who_has_one() -> None:
    index_many([an_entry("Skolen"), an_entry("Centerplan", "Om skolen og de ældre.")])
    assert titles("centerplan ældre skole") == ["Centerplan"]
    assert titles("ældre skole") == ["Centerplan", "Skolen"]


def test_equal_answers_stand_in_danish_order() -> None:
    indexed("Plan Å", "Plan Z", "Plan Ø", "Plan A", "Plan Æ")
    assert titles("plan") == ["Plan A", "Plan Z", "Plan Æ", "Plan Ø", "Plan Å"]


def test_nobody_finds_what_they_may_not_read() -> None:
    index_many(
        [
            an_entry("Plan for alle"),
            an_entry("Plan for ansatte", audience="staff"),
            an_entry("Plan for ledere", audience="leaders"),
            an_entry("Plan for Solrød", municipality_id=SOLROED),
        ]
    )
    assert titles("plan") == ["Plan for alle"]
    assert titles("plan", frozenset({"public", "staff"})) == ["Plan for alle", "Plan for ansatte"]
    assert titles("plan", ALL) == ["Plan for alle", "Plan for ansatte", "Plan for ledere"]
    assert titles("plan", frozenset()) == []
    assert [hit.title for hit in find(SOLROED, ALL, "plan").hits] == ["Plan for Solrød"]


def test_a_search_can_be_narrowed_to_some_kinds() -> None:
    index_many([an_entry("Plan"), an_entry("Planafdelingen", subject="organisation.unit")])
    units = find(GREVE, EVERYONE, "plan", kinds={"organisation.unit"})
    assert [hit.title for hit in units.hits] == ["Planafdelingen"]
    assert find(GREVE, EVERYONE, "plan", kinds=[]).total == 0


def test_a_hit_says_where_it_leads_and_shows_the_words_in_their_place() -> None:
    index_many(
        [
            an_entry(
                "Nye veje",
                "Vi **inddrager** de ældre. Inddragelsen begynder tidligt.",
                key="7",
                url_args={"municipality": "greve", "number": "1.1"},
            )
        ]
    )
    (hit,) = search("inddragelse").hits
    assert (hit.subject_label, hit.key) == ("strategy.objective", "7")
    assert (hit.url_name, hit.url_args) == (
        "overview:objective",
        {"municipality": "greve", "number": "1.1"},
    )
    assert hit.excerpt == [
        Part("Vi ", False),
        Part("inddrager", True),
        Part(" de ældre. ", False),
        Part("Inddragelsen", True),
        Part(" begynder tidligt.", False),
    ]


def test_the_excerpt_of_a_long_text_is_taken_around_the_hit() -> None:
    index_many([an_entry("Lang", "fyld " * 500 + "Perimeterstien " + "mere " * 500)])
    (hit,) = search("perimeterstien").hits
    assert hit.excerpt[0] == Part("… ", False)
    assert hit.excerpt[-1] == Part(" …", False)
    assert [part.text for part in hit.excerpt if part.is_hit] == ["Perimeterstien"]
    assert sum(len(part.text) for part in hit.excerpt) <= EXCERPT_LENGTH + 4


def test_the_limit_shortens_the_list_and_not_the_count() -> None:
    indexed(*(f"Plan {number}" for number in range(30)))
    result = find(GREVE, EVERYONE, "plan", limit=10)
    assert (len(result.hits), result.total) == (10, 30)


def test_a_title_is_found_among_more_documents_than_are_ranked() -> None:
    index_many([an_entry(f"Nr {at}", "borgerne i byen") for at in range(MOST_CANDIDATES + 50)])
    indexed("Borger")
    assert titles("borgere")[0] == "Borger"
    assert search("borgere").total == MOST_CANDIDATES


HOSTILE = [
    "",
    "   ",
    '"',
    "'",
    "' OR 1=1 --",
    "plan AND",
    "NEAR(plan plan)",
    "plan*",
    "title:plan",
    "-plan",
    "^plan",
    "{stems} : plan",
    "plan & | ! <-> plan:*",
    "\x00plan\x00",
    "\ud800plan",
    "plan😀",
    "%_\\",
    "å" * 10_000,
    "plan " * 2_000,
    "(" * 10_000,
    "ˈˌː",
    "план 計画 خطة",
    "\u0301\u0302",
    "２０１４ ﬁ ½",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_breaks_the_search(words: str) -> None:
    indexed("Plan")
    assert set(titles(words)) <= {"Plan"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text())
def test_no_text_breaks_the_search(words: str, db: None) -> None:
    search(words, ALL)


@pytest.mark.parametrize("size", [1, 50])
def test_a_search_is_one_statement_whatever_the_size(
    size: int, django_assert_num_queries: type[CaptureQueriesContext]
) -> None:
    indexed(*(f"Plan for indsats {number}" for number in range(size)))
    with django_assert_num_queries(1):
        assert search("indsatser plan").total == size
    with django_assert_num_queries(0):
        search("og i på")
