"""Whatever stands in the files, reading them ends with entries or with faults."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.exchange.document import read_document
from pejl.exchange.faults import Fault
from pejl.exchange.reading import read_folder
from pejl.exchange.shape import check
from tests.exchange.build import FILES, GREVE, a_folder

TEXTS = {name: (GREVE / f"{name}.yaml").read_text(encoding="utf-8") for name in FILES}

yaml_words = st.text(
    st.one_of(st.sampled_from(" \n\t:-?[]{}#&*!|>'\"%@`,~0123456789abcæøåAB_\\"), st.characters())
)


def all_told(faults: list[Fault]) -> bool:
    return all(str(fault) and "\n" not in str(fault) for fault in faults)


def read(name: str, content: bytes) -> list[Fault]:
    root, faults = read_document(f"{name}.yaml", content)
    if root is not None:
        faults += check(name, f"{name}.yaml", root)[1]
    return faults


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES), st.binary(max_size=400))
def test_any_bytes_are_read_or_told(name: str, content: bytes) -> None:
    assert all_told(read(name, content))


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(FILES), yaml_words)
def test_anything_that_looks_like_yaml_is_read_or_told(name: str, text: str) -> None:
    assert all_told(read(name, text.encode("utf-8", "surrogatepass")))


@st.composite
def a_line_changed(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the example with one line removed, doubled, indented, or overwritten in the middle."""
    name = draw(st.sampled_from(FILES))
    lines = TEXTS[name].splitlines()
    at = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(["remove", "double", "indent", "write"])):
        case "remove":
            del lines[at]
        case "double":
            lines.insert(at, lines[at])
        case "indent":
            lines[at] = " " * draw(st.integers(1, 3)) + lines[at]
        case "write":
            start = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:start] + draw(yaml_words) + lines[at][start:]
    return name, "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(a_line_changed())
def test_a_slip_anywhere_in_the_example_is_harmless_or_told(slip: tuple[str, str]) -> None:
    name, text = slip
    content = text.encode("utf-8", "surrogatepass")
    with TemporaryDirectory() as place:
        texts = {name.replace("-", "_"): content}
        reading = read_folder(a_folder(Path(place), of=GREVE, **texts))
    assert all_told(reading.faults)
    most = content.count(b"\n") + 1 + text.count("\r")
    assert all(
        fault.line and fault.line <= most
        for fault in reading.faults
        if fault.file == f"{name}.yaml"
    )
