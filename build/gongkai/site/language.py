"""The languages of the site: the one a page is written in, and what our Chinese reads in the other.

Messages are written in Chinese where they are used and are their own key. English stands in `locale/en/*.po`
(gettext), one file for each part of the site. What the reports say is never translated.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("zh", "en")
"""The first one stands at the root of the site, the others each in a folder of their name."""

CONTEXT = "\x04"
"""Between a message's context and the message, as in gettext's own files."""

_SAID = re.compile(
    r"<(script|style|svg|code|pre|title|option|textarea)\b.*?</\1>"
    r'|<(\w+)[^>]*\slang="?zh\b[^>]*>.*?</\2>|<[^>]*>'
    r"|(?P<chinese>[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff01-\uff5e]*)",
    re.DOTALL,
)
"""Tags, parts that say their language or hold no mark-up, and Chinese between them."""

_speaking: ContextVar[str] = ContextVar("_speaking", default=LANGUAGES[0])


def speak(language: str) -> None:
    """As `speaking`, for a program that calls us before and after it renders a page: until the next call."""
    _speaking.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything rendered within the block is in this language."""
    token = _speaking.set(language)
    try:
        yield
    finally:
        _speaking.reset(token)


def spoken() -> str:
    """The language of the page under way."""
    return _speaking.get()


def folder(language: str) -> str:
    """Where the pages of a language stand, below the root of the site.

    >>> folder("zh"), folder("en")
    ('', 'en/')
    """
    return "" if language == LANGUAGES[0] else f"{language}/"


def language_of(path: str) -> str:
    """Language of a page, by its path below the root of the site or below docs/.

    >>> language_of("en/quality/"), language_of("quality/"), language_of("")
    ('en', 'zh', 'zh')
    """
    first = path.partition("/")[0]
    return first if first in LANGUAGES[1:] else LANGUAGES[0]


def up() -> str:
    """What leads from the root of the page's language to the root of the site, where files stand once for all languages.

    >>> with speaking("en"): up()
    '../'
    """
    return "../" if folder(spoken()) else ""


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Chinese message -> its translation; two of them, for one and for many, where it counts something."""
    found: dict[str, tuple[str, ...]] = {}
    if language == LANGUAGES[0]:
        return found
    folder = files(__package__).joinpath("locale", language)
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if not part.name.endswith(".po"):
            continue
        with part.open("rb") as lines:
            for message in read_po(lines, locale=language):
                if message.id and message.string:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    key = f"{message.context}{CONTEXT}{key}" if message.context else key
                    found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


def gettext(message: str) -> str:
    """The message in the language of the page; itself where that is Chinese or nobody translated it."""
    language = _speaking.get()
    if language == LANGUAGES[0]:
        return message
    return catalogue(language).get(message, (message,))[0]


def ngettext(message: str, _many: str, count: int) -> str:
    """As `gettext`, of a message that counts something: Chinese has one form, English two.

    Thousands are parted by commas here, as templates cannot.

    >>> ngettext("%(count)s 份", "%(count)s 份", 9986) % {"count": 9986}
    '9,986 份'
    """
    language = _speaking.get()
    if language != LANGUAGES[0]:
        message = catalogue(language).get(message, (message,))[0 if count == 1 else -1]
    if count < 1000:
        return message
    return message.replace("%(count)s", f"{count:,}").replace("%(num)s", f"{count:,}")


def tab(title: str) -> str:
    """Name of a tab or of an entry below it: the same word may read otherwise in a text, where it is no name of a page."""
    key = f"tab{CONTEXT}{title}"
    return found if (found := gettext(key)) != key else gettext(title)


def _(message: str, **values: object) -> str:
    """The message with its `%(name)s` filled in. Plain text: in mark-up it is escaped like any other.

    >>> _("缺 %(years)s 年度", years="2020")
    '缺 2020 年度'
    """
    language = _speaking.get()
    if language != LANGUAGES[0]:  # as `gettext`, which is a call more: a page says hundreds of these
        message = catalogue(language).get(message, (message,))[0]
    return message % values if values else message


def counted(message: str, count: int, **values: object) -> str:
    """As `_`, of a message that counts `%(count)s` things.

    >>> counted("%(count)s 份", 3)
    '3 份'
    """
    return ngettext(message, message, count) % {"count": f"{count:,}", **values}


def zh(text: str) -> str:
    """A name or another text that is Chinese in every language; in a page of another one it says so, for screen readers.

    >>> print(zh("甲样市"))
    甲样市
    >>> with speaking("en"): print(zh("甲样市"))
    <span lang="zh">甲样市</span>
    """
    return text if _speaking.get() == LANGUAGES[0] or not text else Markup(f'<span lang="zh">{escape(text)}</span>')  # noqa: S704 - escaped


def marked(html: str) -> str:
    """A page in another language, its Chinese words marked as such where nothing says so: a voice reads them in their language.

    >>> marked('<p title="件">Such as 件 or <q lang="zh">条</q>, <code>余</code>')
    '<p title="件">Such as <span lang="zh">件</span> or <q lang="zh">条</q>, <code>余</code>'
    """
    return _SAID.sub(lambda found: f'<span lang="zh">{found[0]}</span>' if found["chinese"] else found[0], html)


def labels(name: str) -> dict[str, str]:
    """Code -> label of a code list in the language of the page."""
    return codes.labels(name, spoken())
