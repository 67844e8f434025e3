"""The applications table (三) without rulings: seven columns of figures right of labels that wrap over lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.readers.pdf.bare_columns import assigned, columns_of, header
from gongkai.readers.pdf.bare_rows import HAN, BareRow, BareTable, is_figures, placed_row, squeezed
from gongkai.readers.pdf.flow import COARSE, FINE, Word, word_of, word_rows, words
from gongkai.readers.pdf.text import rows, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf.flow import Flow
    from gongkai.readers.pdf.objects import Char

HEADERS = tuple(codes.column_label("applications", code) for code in codes.column_codes("applications"))
WIDTH = len(HEADERS)
FIRST = re.compile(r"新收政府信息|本年新收.{0,4}信息")
LAST = re.compile(r"结转下年|转下年度继续")
HEAD = re.compile(r"申请人情况|自然人|法人或其他|商业|科研|勾稽|本列数据")
ABOVE = re.compile(r"申请人情况|法人或其他组?织?|^或?其他组织$|^他组织$")
"""Headers over several columns, also as wrapped."""
CORNER = re.compile(r"勾稽|本列数|列数据|第[一二三四]项|之和|等于")
MOST_HEAD = 16
"""Lines of the head above the first row."""

_ENUMERATOR = re.compile(
    r"(?:[（(][一二三四五六七八九]{1,2}[）)]|[㈠-㈨]|[一二三四][、.．]|\d{1,2}[、.．](?!\d)|[①-⑩])"
)
_FIGURES = re.compile(r"[\d０-９/\-—,，.无]+")
_NEXT_PART = re.compile(r"复议|诉讼|存在的|[。；]$")
LABELS = tuple(
    re.sub(r"\W", "", label)
    for label in (
        *(codes.row_label("applications", code) for code in codes.row_codes("applications")),
        *codes.labels("groups").values(),
        "三、本年度办理结果",
    )
)
"""Letters and digits of the prescribed labels."""
GROUPS = tuple(re.sub(r"\W", "", label) for label in codes.labels("groups").values())
UNDER = dict(zip(GROUPS, ("属于国家秘密", "本机关不掌握", "信访举报", "申请人无正当"), strict=True))
"""Groups, and words of the first label of each."""
_CLOSING = "）)”，、。；："
_OF_HEADERS = frozenset("".join(HEADERS) + "申请人情况法人或其他组织无")
"""Characters of which headers are made; a line of labels has others."""
FAR = 1.2
"""Font sizes by which a line of figures may stand above or below its label: as one of two lines in a cell."""
CLEARLY = 0.25
"""Font sizes by which one label must be nearer than the next."""
CLOSE = 1.6
"""Font sizes from one line of a figure to the next at most."""
NARROW = 0.08
"""Share of the font size: the least gap before the words of the next column."""
MIN_STARTS = 3
"""So many labels that begin at one place make a column."""
LINE = 1.9
"""Font sizes from one line of a label to the next at most."""


def applications(flow: Flow) -> BareTable | None:
    """Read the table out of the flow.

    Returns:
        The table; None if it is not there, or its columns cannot be told.
    """
    lines = rows(flow.chars)
    texts = [squeezed(text(line)) for line in lines]
    head, first, last = _extent(texts)
    if head is None:
        return None
    body = [char for line in lines[first:last] for char in line]
    edge = _labels_end(body)
    figures, labels, heads = _shared_out(body, edge)
    tops = header([_fine(line, edge) for line in lines[head:first]], HEADERS)
    found = [row for row in figures if is_figures(row)]
    if tops is None:
        tops = columns_of([word for row in found for word in row])
        if len(tops) != WIDTH:
            return None
    if len(found) != len(figures) or not found:
        return None
    blocks = _blocks([word for word in labels if not _in_heads(word, heads)])
    walls = [wall for wall in flow.walls(body[0].y, body[-1].y) if wall > edge - 2]
    columns = assigned(tops, found, walls)
    return BareTable(
        rows=(_head_row(lines[head:first]), *_rows(blocks, found, columns, flow)),
        chars=frozenset(char for line in lines[head:last] for char in line),
    )


def _extent(texts: Sequence[str]) -> tuple[int | None, int, int]:
    """Return the lines at which the head and the body begin, and the one behind the last row."""
    for first, line in enumerate(texts):
        if not FIRST.search(line) or len(line) > 60:
            continue
        above = [i for i in range(max(first - MOST_HEAD, 0), first) if HEAD.search(texts[i]) and len(texts[i]) < 60]
        last = next((i for i in range(first, len(texts)) if LAST.search(texts[i]) and len(texts[i]) < 60), None)
        if above and last is not None:
            begin = first
            while begin - 1 > above[-1] and _FIGURES.fullmatch(texts[begin - 1]):
                begin -= 1  # the upper of two lines of figures beside the first label
            return above[0], begin, _end(texts, last)
    return None, 0, 0


def _end(texts: Sequence[str], last: int) -> int:
    """Return the line behind the last row, whose label or figures may go on below the words found."""
    end = last + 1
    while end < len(texts) and end <= last + 2 and not _NEXT_PART.search(texts[end]):
        rest = texts[end]
        if not re.fullmatch(r"[继续办理度]{0,5}[\d０-９/\-—,，.无]*", rest):
            break
        end += 1
    return end


def _fine(line: Sequence[Char], edge: float) -> list[Word]:
    """The words of a line of the head right of the labels, those over several columns left out."""
    found = words([char for char in line if char.x + char.advance / 2 > edge], FINE)
    return [word for word in found if word.x0 >= edge and not ABOVE.search(squeezed(word.text))]


def _labels_end(body: Sequence[Char]) -> float:
    """Return how far the labels reach to the right."""
    ends = [0.0]
    for row in rows(body):
        cuts = [i for i, (a, b) in enumerate(pairwise(row), 1) if b.x - a.right > COARSE * max(a.size, b.size)]
        for begin, end in pairwise([0, *cuts, len(row)]):
            words_of_label = [char for char in row[begin:end] if HAN.match(char.text) or char.text in _CLOSING]
            if sum(char.text not in _OF_HEADERS for char in words_of_label) >= 2 and len(words_of_label) >= 4:
                ends.append(words_of_label[-1].right)
    return max(ends)


def _shared_out(body: Sequence[Char], edge: float) -> tuple[list[list[Word]], list[Word], list[tuple[float, float]]]:
    """Part the body into lines of figures, label words and the heights of repeated heads."""
    beyond = word_rows([char for char in body if char.x + char.advance / 2 > edge], FINE)
    # The last character of the corner's words may reach a little further than the labels do.
    kept = ([w for w in row if w.x0 >= edge or not HAN.match(w.text)] for row in beyond)
    right = [row for row in kept if row]
    labels = _label_words([char for char in body if char.x + char.advance / 2 <= edge])
    repeated = [row for row in right if any(HAN.search(w.text) and not is_figures([w]) for w in row)]
    figures = [row for row in right if row not in repeated]
    bands: list[tuple[float, float]] = []
    for row in repeated:
        if not all(any(squeezed(w.text) in name for name in (*HEADERS, "申请人情况法人或其他组织")) for w in row):
            figures.append(row)  # words that are no header: nobody knows what they are
            continue
        top, bottom = row[0].y - 0.6 * row[0].size, row[0].y + 0.6 * row[0].size
        if bands and top - bands[-1][1] < 3 * row[0].size:
            bands[-1] = (bands[-1][0], bottom)
        else:
            bands.append((top, bottom))
    return figures, labels, bands


def _label_words(chars: Sequence[Char]) -> list[Word]:
    """The words of the labels; neighbouring columns may be parted by little more than their padding."""
    lines = rows(chars)
    begins = Counter(round(word.x0) for word in words(chars, COARSE) if _ENUMERATOR.match(squeezed(word.text)))
    starts = [x for x, count in begins.items() if count >= MIN_STARTS]
    found: list[Word] = []
    for line in lines:
        cut = 0
        for i, (a, b) in enumerate(pairwise(line), 1):
            gap = (b.x - a.right) / max(a.size, b.size)
            begins_column = any(abs(b.x - x) <= 1 for x in starts) or _ENUMERATOR.match(text(line[i : i + 3]))
            if gap > COARSE or (gap > NARROW and begins_column):
                found.append(word_of(line[cut:i]))
                cut = i
        found.append(word_of(line[cut:]))
    return found


def _in_heads(word: Word, bands: Sequence[tuple[float, float]]) -> bool:
    return bool(CORNER.search(word.text)) or any(top <= word.y <= bottom for top, bottom in bands)


def _blocks(labels: Sequence[Word]) -> list[list[Word]]:
    """Join the lines of each label: an enumerator begins one, words below it go on with it."""
    blocks: list[list[Word]] = []
    for word in sorted(labels, key=lambda word: (round(word.y, 1), word.x0)):
        above = [
            block
            for block in blocks
            if min(block[-1].x1, word.x1) - max(block[-1].x0, word.x0) > 0
            and 0 < word.y - block[-1].y <= LINE * word.size
            and _goes_on(block, word)
        ]
        if above and not _ENUMERATOR.match(squeezed(word.text)):
            max(above, key=lambda block: block[-1].y).append(word)
        else:
            blocks.append([word])
    return blocks


def _goes_on(block: Sequence[Word], word: Word) -> bool:
    """Whether a label can have these words next: not one that is complete, or that the form continues otherwise."""
    so_far = _plain("".join(w.text for w in block))
    if not any(label.startswith(so_far) for label in LABELS):
        return True  # misspelt: place alone decides
    return any(label.startswith(so_far + _plain(word.text)) for label in LABELS if label != so_far)


def _plain(text: str) -> str:
    """Letters and digits only."""
    return re.sub(r"\W", "", text)


def _rows(
    blocks: Sequence[list[Word]], figures: Sequence[list[Word]], columns: Sequence[list[int | None]], flow: Flow
) -> list[BareRow]:
    """Give each line of figures its label; labels without figures are rows of blanks, unless they name a group."""
    owners = _over_pages(_owners(figures, blocks), figures, blocks, flow)
    made: dict[int, BareRow] = {}
    for number, (row, places, owner) in enumerate(zip(figures, columns, owners, strict=True)):
        label = blocks[owner] if owner is not None else []
        found = placed_row(label, row, places, WIDTH)
        key = -1 - number if owner is None else owner
        made[key] = _both(made[key], found) if key in made else found
    strays = [made.pop(key) for key in list(made) if key < 0]
    for index, block in enumerate(blocks):
        if index not in made and not _is_group(block, blocks) and _ENUMERATOR.match(squeezed(block[0].text)):
            blank = placed_row(block, [], [], WIDTH)
            made[index] = replace(blank, uncertain=frozenset(range(WIDTH))) if strays else blank
    rows_found = sorted(made.values(), key=lambda row: row.y)
    for stray in (*strays, *_begun(figures, columns, owners, flow)):
        rows_found = _doubted(rows_found, stray)
    unlabelled = [replace(row, uncertain=frozenset(range(WIDTH))) for row in strays if _is_full(row)]
    return sorted([*rows_found, *unlabelled], key=lambda row: row.y)


def _is_full(row: BareRow) -> bool:
    """Whether a line of figures is a row of its own, and no rest of wrapped figures."""
    return sum(map(bool, row.cells)) * 2 > WIDTH


def _begun(
    figures: Sequence[list[Word]], columns: Sequence[list[int | None]], owners: Sequence[int | None], flow: Flow
) -> list[BareRow]:
    """Lines of figures at the top of a page above others of the same row: they may go on with the row before."""
    return [
        placed_row((), figures[number], columns[number], WIDTH)
        for number in range(1, len(figures) - 1)
        if owners[number] == owners[number + 1]
        and flow.page(figures[number][0].y) != flow.page(figures[number - 1][0].y)
    ]


def _doubted(rows_found: Sequence[BareRow], stray: BareRow) -> list[BareRow]:
    """The rows; of those above and below figures without a label, the columns of these are uncertain: they may be theirs."""
    after = sum(row.y < stray.y for row in rows_found)
    columns = {column for column, cell in enumerate(stray.cells) if cell} | stray.uncertain
    return [
        replace(row, uncertain=row.uncertain | columns) if after - 1 <= index <= after else row
        for index, row in enumerate(rows_found)
    ]


def _owners(figures: Sequence[list[Word]], blocks: Sequence[list[Word]]) -> list[int | None]:
    """Return the label of each line of figures; of a line close below another, that of the line above."""
    leaves = [i for i, block in enumerate(blocks) if not _is_group(block, blocks)]
    owners = [_owner(row[0], blocks, leaves) for row in figures]
    for number in range(1, len(figures)):
        above, line = figures[number - 1][0], figures[number][0]
        below = figures[number + 1][0].y - line.y if number + 1 < len(figures) else 9 * line.size
        close = line.y - above.y
        if owners[number] is None and close <= CLOSE * line.size and below > close + CLEARLY * line.size:
            owners[number] = owners[number - 1]
    return owners


def _both(above: BareRow, below: BareRow) -> BareRow:
    """Join two lines of figures beside one label: the cells of the second go on below those of the first."""
    cells = tuple((*one, *other) for one, other in zip(above.cells, below.cells, strict=True))
    return BareRow(above.label, cells, above.uncertain | below.uncertain, above.y)


def _over_pages(
    owners: Sequence[int | None], figures: Sequence[list[Word]], blocks: Sequence[list[Word]], flow: Flow
) -> list[int | None]:
    """The owners, and of a row cut by a page's end the label that stands alone at the other side of it."""
    settled = list(owners)
    leaves = [i for i, block in enumerate(blocks) if not _is_group(block, blocks)]
    for number, row in enumerate(figures):
        following = figures[number + 1] if number + 1 < len(figures) else []
        twice = len(following) == WIDTH and owners[number] == owners[number + 1]
        if len(row) < WIDTH or not (owners[number] is None or twice):
            continue
        above = [i for i in leaves if blocks[i][-1].y < row[0].y][-1:]
        below = [i for i in leaves if blocks[i][0].y > row[0].y][:1]
        beside = [*above, *below]
        alone = [i for i in beside if i not in settled]
        pages = {flow.page(row[0].y), *(flow.page(blocks[i][0].y) for i in beside)}
        if len(alone) == 1 and len(pages) > 1:
            settled[number] = alone[0]
    return settled


def _owner(figure: Word, blocks: Sequence[list[Word]], leaves: Sequence[int]) -> int | None:
    """Return the index of the label beside a line of figures; None where two are as near."""
    apart = sorted((max(blocks[i][0].y - figure.y, figure.y - blocks[i][-1].y, 0.0), i) for i in leaves)
    if not apart or apart[0][0] > FAR * figure.size:
        return None
    if len(apart) > 1 and apart[1][0] - apart[0][0] < CLEARLY * figure.size:
        return None
    return apart[0][1]


def _is_group(block: Sequence[Word], blocks: Sequence[list[Word]]) -> bool:
    """Whether a label stands left of other labels, as that of a group does."""
    name = _plain("".join(word.text for word in block))
    if name in GROUPS and any(UNDER[name] in _plain(other[0].text) for other in blocks):
        return True
    right = max(word.x1 for word in block)
    return any(
        other is not block
        and min(word.x0 for word in other) >= right - 1
        and other[0].y <= block[-1].y + other[0].size
        and other[-1].y >= block[0].y - other[0].size
        for other in blocks
    )


def _head_row(lines: Sequence[Sequence[Char]]) -> BareRow:
    """The prescribed headers, so that the recogniser finds them above their columns."""
    first = words(lines[-1], FINE)[0]
    cells = [first._replace(text=name) for name in HEADERS]
    return BareRow(label=(), cells=tuple((cell,) for cell in cells), y=first.y)
