"""The canonical text of an HTML page: all its visible text in document order, one block a line, with node paths.

Nothing is fetched, executed or expanded. The walk does not recurse, so depth costs no stack.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec

from sayso.acquire.tables import column, rows
from sayso.model.page import Block

#: Deeper trees than this come from broken or hostile markup; what follows is flattened, its text kept.
DEEPEST = 240
#: A tag with more attributes than this loses them: the parser's time grows with their square.
_MOST_ATTRIBUTES = 500
_LONG_TAG = re.compile(r"<[A-Za-z][^>]{8000,}>?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)[^<>]*>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KEPT_DEEP = frozenset("script style template noscript iframe textarea title svg math object".split())
TOO_LONG = "This page has over 200,000 elements: what stands behind them is left out; split it into pages."
TOO_DEEP = f"The markup of this page is nested over {DEEPEST} levels deep: its text is kept, its structure is not."


class HtmlBlock(NamedTuple):
    """A block with what the markup around all of its text hints at. The text is the canonical slice."""

    block: Block
    text: str
    hints: frozenset[str]


class HtmlPage(NamedTuple):
    """Canonical text, its blocks, and the tree for those who look beside the visible text."""

    text: str
    blocks: tuple[HtmlBlock, ...]
    tree: Any
    error: str | None = None


class Frame(msgspec.Struct):
    """An open element on the way down."""

    tag: str
    path: str
    hints: frozenset[str]
    block: bool
    linked: bool
    preformatted: bool
    children: Counter[str]


def read_html(html: str) -> HtmlPage:
    """Parse a page and lay out its visible text."""
    tree, deep = _parse(html)
    if tree is None:
        return HtmlPage("", (), None)
    if deep:
        tree, _ = _parse(_flatten(html))
    layout = Layout()
    if tree is not None:
        _walk(tree, layout)
    error = TOO_LONG if layout.cut_short else TOO_DEEP if deep else None
    return HtmlPage("\n".join(b.text for b in layout.blocks), tuple(layout.blocks), tree, error)


# ------------------------------------------------------------------ parsing


def _parse(html: str) -> tuple[Any, bool]:
    """The tree, and whether it is deeper than it may be."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    try:
        tree = document_fromstring(_LONG_TAG.sub(_fewer_attributes, html).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return tree, _too_deep(tree)


def _fewer_attributes(tag: "re.Match[str]") -> str:
    bare = _QUOTED.sub("", tag[0])
    if len(bare) - len(bare.translate(_NO_SPACE)) <= _MOST_ATTRIBUTES:
        return tag[0]
    return tag[0][: re.compile(r"[\s/]").search(tag[0], 1).start()] + ">"  # type: ignore[union-attr]


_NO_SPACE = str.maketrans("", "", " \t\n\r\f/")


#: Elements of one page that are laid out; a page of pages has some ten thousand.
_MOST_ELEMENTS = 200_000


def _too_deep(tree: Any) -> bool:  # noqa: ANN401
    from lxml.etree import iterwalk

    depth = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def _flatten(html: str) -> str:
    """Leave out the tags below a depth; their text stays, one block each."""
    depth, dropped = 0, 0
    out: list[str] = []
    end = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _VOID or name in _KEPT_DEEP:
            continue
        if not tag[1]:
            depth += 1
            drop = depth > DEEPEST // 2
            dropped += drop
        else:
            drop = dropped > 0
            dropped -= drop
            depth = max(0, depth - 1)
        if drop:
            text = html[end : tag.start()]
            out += (text, "<br>") if text.strip() else ()
            end = tag.end()
    return "".join((*out, html[end:]))


# ------------------------------------------------------------------ layout


class Layout:
    """Collects inline text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[HtmlBlock] = []
        self.offset = 0
        self.cut_short = False
        self._pieces: list[str] = []
        self._linked = 0
        self._owner: Frame | None = None
        self._hints: frozenset[str] | None = None

    def add(self, text: str | None, frame: Frame, owner: Frame) -> None:
        """Text inside `frame`; `owner` is the nearest element that makes a block."""
        if not text:
            return
        if owner.preformatted and "\n\n" in text.replace("\r\n", "\n"):
            for paragraph in re.split(r"\n\s*\n", text):
                self.flush()
                self._put(paragraph, frame, owner)
            return
        self._put(text, frame, owner)

    def _put(self, text: str, frame: Frame, owner: Frame) -> None:
        if text.strip():
            self._owner = self._owner or owner
            self._hints = frame.hints if self._hints is None else self._hints & frame.hints
        self._pieces.append(text)
        if frame.linked:
            self._linked += len("".join(text.split()))

    def flush(self) -> None:
        """End the current block; one without visible text leaves nothing."""
        text = " ".join("".join(self._pieces).split())
        owner, linked, hints = self._owner, self._linked, self._hints or frozenset()
        self._pieces.clear()
        self._linked, self._owner, self._hints = 0, None, None
        if not text or owner is None:
            return
        share = round(min(1.0, linked / len(text.replace(" ", ""))), 2)
        block = Block(self.offset, self.offset + len(text), owner.path, owner.tag, share)
        self.blocks.append(HtmlBlock(block, text, hints))
        self.offset += len(text) + 1


def _walk(tree: Any, layout: Layout) -> None:  # noqa: ANN401
    """Start and end of every visible element in document order."""
    from lxml.etree import iterwalk

    root = Frame("", "", frozenset(), True, False, False, Counter())
    stack = [root]
    walker = iterwalk(tree, events=("start", "end"))
    for number, (event, element) in enumerate(walker):
        if number > 2 * _MOST_ELEMENTS:
            layout.cut_short = True
            break
        tag = element.tag if isinstance(element.tag, str) else "?"
        kind = "hidden" if tag == "?" else _kind(tag, element)
        if event == "start":
            if kind == "hidden":
                walker.skip_subtree()
                continue
            _open(element, tag, kind, stack, layout)
        else:
            if kind != "hidden":
                _close(kind, stack, layout)
            if len(stack) > 1:
                layout.add(element.tail, stack[-1], _owner(stack))
    layout.flush()


def _open(element: Any, tag: str, kind: str, stack: list[Frame], layout: Layout) -> None:  # noqa: ANN401
    parent = stack[-1]
    if kind in ("block", "break"):
        layout.flush()
    parent.children[tag] += 1
    number = "" if tag in ("html", "body") else f"[{parent.children[tag]}]"
    frame = Frame(
        tag=tag,
        path=f"{parent.path}/{tag}{number}",
        hints=parent.hints | _hints(tag, _names(element)) if element.attrib or tag in _hint_tags() else parent.hints,
        block=kind == "block",
        linked=parent.linked or tag == "a",
        preformatted=parent.preformatted or tag == "pre",
        children=Counter(),
    )
    stack.append(frame)
    layout.add(element.text, frame, _owner(stack))


def _close(kind: str, stack: list[Frame], layout: Layout) -> None:
    if kind == "block":
        layout.flush()
    stack.pop()


def _owner(stack: list[Frame]) -> Frame:
    """The nearest open element that makes a block."""
    return next(frame for frame in reversed(stack) if frame.block)


# ------------------------------------------------------------------ what an element is


_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _kind(tag: str, element: Any) -> str:  # noqa: ANN401
    """block, break, hidden or inline."""
    kind = column("elements", "tag", "kind").get(tag, "inline")
    if kind == "hidden" or not element.attrib:
        return kind
    if element.get("hidden") is not None or _UNSEEN.search(element.get("style", "")):
        return "hidden"
    return kind


def _names(element: Any) -> str:  # noqa: ANN401
    """What the page calls an element: class, id, role and itemprop."""
    return " ".join(element.get(name, "") for name in ("class", "id", "role", "itemprop")).strip().lower()


@lru_cache(maxsize=4096)
def _hints(tag: str, names: str) -> frozenset[str]:
    """What a tag and its names hint at (lexicons/markup.tsv), by whole names: "related-posts", not "correlated"."""
    tags, known = _hint_tables()
    found = set(tags.get(tag, ()))
    for name in names[:600].split():
        found |= known.get(name) or known.get(name.replace("_", "-"), frozenset())
        for part in re.split(r"__|--", name):
            found |= known.get(part, frozenset())
    return frozenset(found)


@cache
def _hint_tags() -> frozenset[str]:
    return frozenset(_hint_tables()[0])


@cache
def _hint_tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Hints by tag, and by name."""
    tags: dict[str, frozenset[str]] = {}
    names: dict[str, frozenset[str]] = {}
    for row in rows("markup"):
        for table, words in ((tags, row["tags"]), (names, row["names"])):
            for word in words.split():
                table[word] = table.get(word, frozenset()) | {row["hint"]}
    return tags, names
