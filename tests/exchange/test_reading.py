"""Every slip in a folder is told with file, line and what was expected, and none stops the telling."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.utils import translation

from pejl.exchange.faults import Fault
from pejl.exchange.reading import read_folder
from tests.exchange.build import SOENDERAA, a_folder, changed, faults_in, the_fault_in


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_a_folder_is_read_with_its_texts_numbers_days_and_defaults() -> None:
    folder = read_folder(SOENDERAA).folder
    assert folder is not None
    assert folder.municipality.fields["name"] == "Sønderå Kommune"
    assert folder.municipality.fields["dst_code"] == "999"
    assert folder.municipality.fields["cvr"] == ""
    assert folder.strategy.fields["starts_on"] == date(2015, 1, 1)
    assert folder.strategy.fields["status"] == "draft"
    assert [len(area.parts["objectives"]) for area in folder.strategy.parts["focus_areas"]] == [
        2,
        3,
        2,
    ]
    objective = folder.strategy.parts["focus_areas"][1].parts["objectives"][2]
    assert objective.fields["text"] == "Borgerne ved, hvem der kommer.\n\n- navn\n- tidspunkt"
    assert objective.lines["title"] == 23


def test_a_municipality_and_a_strategy_are_enough(tmp_path: Path) -> None:
    strategy = (
        "title: Plan\nslug: 2015\nstarts_on: 2015-01-01\nends_on: 2015-12-31\nfocus_areas: []\n"
    )
    folder = a_folder(tmp_path, units=None, people=None, centre_strategies=None, strategy=strategy)
    found = read_folder(folder).folder
    assert found is not None
    assert found.strategy.fields["slug"] == "2015"
    assert found.units == found.people == []


def test_a_fault_tells_file_line_place_and_what_was_expected(tmp_path: Path) -> None:
    folder = changed(
        tmp_path, "strategy", "- number: 3\n        title", "- number: to\n        title"
    )
    assert faults_in(folder) == [
        Fault(
            file="strategy.yaml",
            line=22,
            path="focus_areas[2].objectives[3].number",
            found="“to”",
            expected="a whole number from 1 to 99",
        )
    ]
    assert the_fault_in(folder) == (
        "strategy.yaml, line 22: number must be a whole number from 1 to 99; found “to”"
    )


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path,
        municipality="name: Sønderå\nslug: Sønderå\n",
        units="units:\n  - slug: a\n    name: A\n    kind: afdeling\n",
        strategy="title: T\nslug: t\nstarts_on: i går\nends_on: 2015-02-30\n",
    )
    told = [(fault.file, fault.line, fault.path) for fault in faults_in(folder)]
    assert told == [
        ("municipality.yaml", 2, "slug"),
        ("units.yaml", 4, "units[1].kind"),
        ("strategy.yaml", 1, "focus_areas"),
        ("strategy.yaml", 3, "starts_on"),
        ("strategy.yaml", 4, "ends_on"),
    ]


def test_the_faults_are_told_in_the_readers_language(tmp_path: Path) -> None:
    folder = changed(tmp_path, "strategy", "title: Sammen om Sønderå 2015–2016\n", "")
    with translation.override("da"):
        assert the_fault_in(folder).startswith("strategy.yaml")


SLIPS = yaml.safe_load((SOENDERAA.parent / "slips.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip['file']}: {slip['write'][:40]}")
def test_a_slip_is_told_with_its_line(tmp_path: Path, slip: dict[str, str]) -> None:
    file = f"{slip['file']}.yaml"
    faults = faults_in(changed(tmp_path, slip["file"], slip["instead_of"], slip["write"]))
    assert {fault.file for fault in faults} == {file}
    assert all(fault.line for fault in faults)
    if "told" in slip:
        assert [fault.message for fault in faults] == [slip["told"]]


BROKEN = [
    (
        b"name: S\xf8nder\xe5\nslug: s\n",
        1,
        "text in UTF-8; found byte 8, 0xF8, which is “ø” in Windows-1252",
    ),
    (
        b"name: S\nslug: s\n# \xff\n",
        3,
        "text in UTF-8; found byte 19, 0xFF, which is “ÿ” in Windows-1252",
    ),
    (
        b"\xff\xfen\x00a\x00m\x00e\x00:\x00 \x00S\x00\xf8\x00n\x00d\x00e\x00r\x00\xe5\x00",
        1,
        "text in UTF-8; found text in UTF-16",
    ),
    (b"", 1, "filled in; found nothing"),
    (b"# kun en bem\xc3\xa6rkning\n", 1, "filled in; found nothing"),
    (b"a\x00b", 1, "text without such characters; found the invisible character U+0000"),
    (b'name: "a\\0b"', 1, "text without such characters; found the invisible character U+0000"),
    (b'name: "\\ud800"', 1, "text without such characters; found the invisible character U+D800"),
    (b"name: S\nname: T\nslug: s\n", 2, "written once; line 1 has it already; found it again"),
    (
        b"name: &a S\nslug: *a\n",
        1,
        "a value of its own, in quotation marks if it begins with & or *; found an anchor or alias (& or *)",
    ),
    (
        b"name: !!python/name:os.system x\n",
        1,
        "a value without a tag (!); found “tag:yaml.org,2002:python/name:os.system”",
    ),
    (b"name: S\n---\nname: T\n", 2, "a single document; found a second document after “---”"),
    (b"name: S\n\tslug: s\n", 0, ""),
    (b"name: S: T\n", 1, "correct YAML; found a colon within a text that has no quotation marks"),
    (b'name: "S\n', 0, ""),
    (b"name: S\n  slug: s\n", 0, ""),
    (b"- a\n- b\n", 1, "keys with values, such as: name, slug, dst_code; found a list"),
    (b"[" * 100, 0, ""),
    (b'name: "\\UFFFFFFFF"', 0, ""),
    (b"{[a]: b}", 1, "a key; found a list or keys with values"),
]


@pytest.mark.parametrize(("content", "line", "told"), BROKEN)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, content: bytes, line: int, told: str
) -> None:
    (fault,) = faults_in(a_folder(tmp_path, municipality=content))
    assert fault.file == "municipality.yaml"
    assert fault.line == line or (fault.line and not line)
    assert fault.message.endswith(f" must be {told}" if told else "")


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + (SOENDERAA / "municipality.yaml").read_bytes()
    assert not faults_in(a_folder(tmp_path, municipality=content))
    broken = the_fault_in(a_folder(tmp_path, municipality=b"\xef\xbb\xbfname: \xe6\n"))
    assert "byte 10, 0xE6, which is “æ”" in broken


def test_a_file_of_more_than_two_megabytes_is_refused_unread(tmp_path: Path) -> None:
    sentence = the_fault_in(a_folder(tmp_path, units=b"#" * 2_000_001))
    assert sentence == "units.yaml: the file must be at most 2 MB; found 2.0 MB"


def test_a_few_lines_cannot_unfold_into_gigabytes(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "an anchor or alias" in the_fault_in(a_folder(tmp_path, units=bomb))
    many = "units: [" + "a, " * 30_000 + "]"
    assert "at most 20000 values" in the_fault_in(a_folder(tmp_path, units=many))


def test_what_stands_in_the_folder_must_be_known(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, strategy=None)
    (folder / "strategi.yml").write_text("title: T")
    (folder / "README.md").write_text("Om mappen")
    assert [str(fault) for fault in faults_in(folder)] == [
        (
            "strategi.yml: the file must be one of: municipality.yaml, units.yaml, people.yaml, "
            "strategy.yaml, centre-strategies.yaml, catalogue.yaml, indicators.yaml, effects.yaml, "
            "followup.yaml; found a file that is not known"
        ),
        "strategy.yaml: the file must be there; found no such file",
    ]


@pytest.mark.parametrize("path", ["no-such-folder", "a\0b", __file__])
def test_what_is_no_folder_is_told(path: str) -> None:
    faults = read_folder(path).faults
    assert faults[0].expected == "a folder that can be read"


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, units=None)
    (folder / "units.yaml").mkdir()
    assert the_fault_in(folder) == "units.yaml: the file must be there; found no such file"
