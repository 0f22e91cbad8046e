"""Jinja as our templates need it: safe by default, and quick over a page of a hundred answers. The only user of markupsafe."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DOT, TOKEN_NAME, TOKEN_STRING, Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup, escape

from builder.compact import compact
from builder.compiled import Compiled
from builder.directions import direction
from builder.project import PACKAGE
from builder.prose import prose_html

PLAIN, METHODS = {dict, MappingProxyType}, frozenset(dir(dict))
INDENTATION = re.compile("^ +", re.MULTILINE)
STAND_IN = "\0"
"""Around the name of a gap; no text of an author holds it."""
AUTHORS = "\0"
"""Around words of an author in a text of ours, where these are in another language."""


class Words(dict[str, Any]):
    """Words by name; in templates `words.clear` is the word, although a dict has a method of that name."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        super().__init__(words)
        self.__dict__ = self


class Spoken(Extension):
    """Puts our words into templates when they are compiled: a page holds hundreds, and all pages the same."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """`words.keep.ask` as the text that it stands for. What is no text, such as `words.opt_outs[choice]`, stays a name.

        No template may call anything else `words`.
        """
        words, tokens = self.environment.globals["words"], [*stream]
        place = 0
        while place < len(tokens):
            text, end = _spoken(words, tokens, place)
            yield Token(tokens[place].lineno, TOKEN_STRING, text) if end > place else tokens[place]
            place = max(end, place + 1)


def _spoken(words: Any, tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """The text that stands for the tokens from here on, and where the others begin; here if there is none."""
    if not tokens[place].test("name:words") or (place and tokens[place - 1].type == TOKEN_DOT):
        return "", place
    found, end = words, place + 1
    while isinstance(found, dict) and [token.type for token in tokens[end : end + 2]] == [TOKEN_DOT, TOKEN_NAME]:
        found, end = dict.get(found, tokens[end + 1].value), end + 2
    return (found, end) if isinstance(found, str) else ("", place)


class Plain(Context):
    """Jinja's context without what no template of ours needs, which was a quarter of the time of a form.

    No function asks for the context, so none is looked into before it is called. All templates know the same names, so no macro
    is made anew for names that only its importer knows.
    """

    def __init__(self, *of_template: Any, **_known: Any) -> None:
        super().__init__(*of_template)

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What the function gives, without what Jinja offers to those that ask for the context."""
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return function(*args, **kwargs)


class Environment(jinja2.Environment):
    """Jinja that looks into plain mappings without asking for an attribute first, which would fail and take much longer.

    Content is looked up by authors' ids, one of which may be `values`: there methods win, as always in Jinja.
    """

    context_class = Plain

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What `obj.attribute` is in a template."""
        if type(obj) in PLAIN and attribute not in METHODS and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(words: Mapping[str, Any], kind: str = "", **known: Any) -> Environment:
    """All templates of the package; each can use our words and whatever else is named here. Other words are of another `kind`."""
    made = Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Compiled(Path(__file__).read_text(encoding="utf-8") + repr(words), kind),
        extensions=[Spoken],
    )
    made.filters.update(prose=_prose, json_data=_json_data, with_authors=_with_authors)
    made.globals.update(known, alone=False, written=_written, words=words, ask=_Askers(made), once=_once, reuse=_reuse)
    return made


def _template(name: str) -> tuple[str, str, None]:
    file = PACKAGE / "templates" / name
    return dedented(file.read_text(encoding="utf-8")), str(file), None


def dedented(source: str) -> str:
    """A template without its indentation, which helps its readers only and would be a twentieth of each page."""
    return INDENTATION.sub("", source)


class _Askers(dict[str, Callable[..., Markup]]):
    """The macro for each type of question, made once: an `include` would look for its template at every question."""

    def __init__(self, made: Environment) -> None:
        super().__init__()
        self.made = made

    def __missing__(self, kind: str) -> Callable[..., Markup]:
        module: Any = self.made.get_template(f"questions/{kind}.html").module
        return self.setdefault(kind, module.ask)


@lru_cache(maxsize=256)
def _once(macro: Callable[..., Markup], *rest: Any) -> Markup:
    """What a macro makes of `rest`, made once: much of a form is the same in all of them."""
    return macro(*rest)


def _reuse(macro: Callable[..., Markup], own: Mapping[str, str], *rest: Any) -> Markup:
    """What a macro makes of texts by name, and of `rest`. With the same `rest` it is made once: questions share their answers."""
    parts = [*_made(macro, tuple(own), *rest)]
    texts = {name: escape(text) for name, text in own.items()}
    parts[1::2] = [texts[name] for name in parts[1::2]]
    return Markup("".join(parts))  # noqa: S704 - made by a template, around texts that are escaped


@lru_cache(maxsize=256)
def _made(macro: Callable[..., Markup], names: tuple[str, ...], *rest: Any) -> Sequence[str]:
    """What stands around the gaps, and after each the name of the text to put into it."""
    return macro({name: f"{STAND_IN}{name}{STAND_IN}" for name in names}, *rest).split(STAND_IN)


@lru_cache(maxsize=1024)
def _prose(text: str) -> Markup:
    """The same texts stand on many pages."""
    return Markup(prose_html(text))  # noqa: S704 - cleaned by an allow-list


def _written(language: str) -> Markup:
    """The attributes of what is in this language, other than what is around it."""
    return Markup('lang="{}" dir="{}"').format(language, direction(language))


def _with_authors(text: str, language: str) -> Markup:
    """The text; what it says of the author's, between two AUTHORS, is said to be in this language."""
    parts = [
        Markup("<span {}>{}</span>").format(_written(language), part) if at % 2 else escape(part)
        for at, part in enumerate(text.split(AUTHORS))
    ]
    return Markup("").join(parts)


def _json_data(value: Any) -> Markup:
    return Markup(script_json(value))  # noqa: S704 - cannot close its script


def script_json(value: Any) -> str:
    """JSON that cannot end the script element that holds it, nor open a comment in it."""
    return compact(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
