"""Text that people write (Markdown), on its way out to a page: shaped, and harmless whatever it holds."""

from collections.abc import Sequence
from functools import lru_cache
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}
"""A page has its own h1 and h2; what an author calls the top heading starts below them."""

TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote"),
    *("h3", "h4", "h5", "h6", "ul", "ol", "li", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
ADDRESSES = {"http", "https", "mailto", "tel"}


def _picture_in_words(
    renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """A picture would be fetched from elsewhere and tell that place who reads: its description stays."""
    return escapeHtml(tokens[index].content)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    parser.add_render_rule("image", _picture_in_words)
    return parser.enable(["table", "strikethrough"])


_PARSER = _parser()


@lru_cache(maxsize=2048)
def render_markdown(text: str) -> SafeString:
    """The text as HTML: no raw HTML, no pictures, only links that lead somewhere safe, never an h1 or h2."""
    tokens = _PARSER.parse(text or "")
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        if token.type == "th_open":
            token.attrs = {"scope": "col"}  # drops the inline alignment that our policy forbids
        elif token.type == "td_open":
            token.attrs = {}
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return mark_safe(  # noqa: S308 - this is the one place that makes people's text safe
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=ADDRESSES)
    )


def plain_text(text: str) -> str:
    """The words of the text without any marks: for search results, summaries and feeds."""
    html = str(render_markdown(text)).replace("</", " </").replace("<br", " <br")
    return " ".join(unescape(nh3.clean(html, tags=set())).split())
