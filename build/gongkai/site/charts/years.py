"""Lines over years: a year without a number is a marked gap, a new form is a rule between two years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from gongkai.site.charts.base import PLAIN, WIDTH, Cell, Drawing, Number, Series, Tables, axis, colours, number
from gongkai.site.charts.palette import PALETTE
from gongkai.site.language import _
from gongkai.site.magnitude import magnitude

if TYPE_CHECKING:
    from gongkai.site.magnitude import Magnitude

HEIGHT = 170
LEFT, RIGHT, TOP, FOOT = 50, 22, 44, 56
SIZE = 12
"""Of the letters below the years, in pixels; a Chinese one is as wide."""
LATIN, LATIN_WIDTH = 0x2E80, 6.7
"""Letters below this code are about so wide."""
GAP = 6
"""Between the words of two years, in pixels."""
MIDDLE = 0.55
"""Beyond this part of the width the words of a break stand left of it."""


@dataclass(frozen=True, slots=True)
class Break:
    """Between the year before and this one the form changed: figures of both sides do not compare in all rows."""

    year: int
    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A value for each year and series. `years` are the first to the last, none left out: gaps are shown."""

    title: str
    note: str
    series: tuple[Series, ...]
    years: tuple[int, ...]
    values: tuple[tuple[Number, ...], ...]
    """For each series, a value for each year."""
    unit: str = "件"
    shares: bool = False
    """Values are parts of 1."""
    behind: tuple[str, ...] = ()
    """For each year, what stands behind its values, such as 12 份: printed below the year."""
    breaks: tuple[Break, ...] = ()

    def drawable(self) -> bool:
        """Whether a series has two numbers."""
        return any(sum(value is not None for value in values) > 1 for values in self.values)

    def told(self) -> str:
        """From the first to the last year with a number, and which years have none."""
        said = []
        for series, values in zip(self.series, self.values, strict=True):
            known = [(year, value) for year, value in zip(self.years, values, strict=True) if value is not None]
            missing = [str(year) for year, value in zip(self.years, values, strict=True) if value is None]
            if known:
                (first, start), (last, end) = known[0], known[-1]
                said.append(
                    _(
                        "%(series)s：%(first)s 年 %(start)s，%(last)s 年 %(end)s。",
                        series=series.label,
                        first=first,
                        start=number(start, percent=self.shares),
                        last=last,
                        end=number(end, percent=self.shares),
                    )
                )
            if missing:
                said.append(_("%(series)s没有数的年度：%(years)s。", series=series.label, years=_("、").join(missing)))
        return " ".join(said)

    def key(self) -> tuple[Series, ...]:
        """All series, where there are several; one without any number says so."""
        if len(self.series) == 1:
            return ()
        none = [all(value is None for value in values) for values in self.values]
        return tuple(
            Series(series.kind, _("%(series)s（没有数）", series=series.label)) if empty else series
            for series, empty in zip(self.series, none, strict=True)
        )

    def columns(self) -> tuple[str, ...]:
        """Year, the series, what stands behind them."""
        return (_("年份"), *(series.label for series in self.series), *((_("背后的年报"),) if self.behind else ()))

    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """A row for each year."""
        behind = tuple((words,) for words in self.behind) or ((),) * len(self.years)
        return tuple(
            (str(year), *(values[at] for values in self.values), *behind[at]) for at, year in enumerate(self.years)
        )

    def percent(self) -> bool:
        """As the values are."""
        return self.shares

    def drawing(self) -> Drawing:
        """Lines that end at a gap, with points, so that a year between two gaps is seen too."""
        tables = Tables()
        edges = alt.Scale(domain=[self.years[0] - 0.5, self.years[-1] + 0.5], nice=False)
        behind = self.behind or ("",) * len(self.years)
        place = (WIDTH - LEFT - RIGHT) / len(self.years)
        shown: dict[int, str | list[str]] = {
            year: [str(year), *_lines(words, place)] if words else str(year)
            for year, words in zip(self.years, behind, strict=True)
        }
        bottom = axis(
            values=list(self.years),
            grid=False,
            labelOverlap=False,
            labelExpr=tables.labels(shown),
            labelFontSize=SIZE,
            labelPadding=6,
        )
        tallest = max((value for values in self.values for value in values if value is not None), default=0)
        written = magnitude(0 if self.shares else tallest)
        side = axis(format=".0%" if self.shares else PLAIN, tickCount=4, labelPadding=6, **_scaled(written))
        scale = alt.Scale(domain=[0, tallest or 1], nice=4, zero=True)
        across = {"scale": edges, "axis": bottom}
        x = alt.X("year:Q", **across)
        y = alt.Y("value:Q", scale=scale, axis=side)
        layers = [*_gaps(self, across, tables), *_breaks(self, across, tables)]
        base = tables.chart(_runs(self, written)).encode(x=x, y=y, color=colours(self.series, PALETTE))
        layers.append(base.mark_line(strokeWidth=2.5).encode(detail=["series:N", "run:N"]))
        hints = [
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("year:Q", title=_("年份"), format="d"),
            alt.Tooltip("value:Q", title="%" if self.shares else _(self.unit), format=".1%" if self.shares else ","),
        ]
        layers.append(base.mark_point(filled=True, size=46, opacity=1).encode(tooltip=hints))
        if len(self.series) == 1 and len(self.years) <= 8:
            layers.append(
                base.mark_text(dy=-11, fontSize=12).encode(
                    text=alt.Text("value:Q", format=".0%") if self.shares else "said:N", color=alt.value("currentColor")
                )
            )
        chart = alt.layer(*layers).properties(
            width=WIDTH - LEFT - RIGHT,
            height=HEIGHT,
            padding={"left": LEFT, "right": RIGHT, "top": TOP, "bottom": FOOT},
            autosize="none",
        )
        return Drawing(chart, HEIGHT + TOP + FOOT, tables)


def _lines(words: str, place: float) -> list[str]:
    """Words wider than a year's place in two lines.

    >>> _lines("15 份", 45), _lines("1,659 份", 45), _lines("15 reports", 45)
    (['15 份'], ['1,659', '份'], ['15', 'reports'])
    """
    wide = sum(SIZE if ord(character) > LATIN else LATIN_WIDTH for character in words)
    return words.split(" ", 1) if wide > place - GAP else [words]


def _scaled(written: Magnitude) -> dict[str, str]:
    """Labels of the axis, written as the numbers in the drawing."""
    if written.divisor == 1:
        return {}
    return {"labelExpr": f"datum.value ? format(datum.value / {written.divisor}, ',.12~g') + '{written.unit}' : '0'"}


def _runs(lines: Lines, written: Magnitude) -> list[dict[str, Any]]:
    """Points; `run` changes behind a gap and where the form changed, so that no line crosses either."""
    new = {each.year for each in lines.breaks}
    found: list[dict[str, Any]] = []
    for series, values in zip(lines.series, lines.values, strict=True):
        run = 0
        for year, value in zip(lines.years, values, strict=True):
            run += value is None or year in new
            if value is not None:
                found.append(
                    {
                        "year": year,
                        "value": value,
                        "said": number(value) if written.divisor == 1 else written.text(value),
                        "series": series.kind,
                        "name": series.label,
                        "run": str(run),
                    }
                )
    return found


def _gaps(lines: Lines, across: dict[str, Any], tables: Tables) -> list[Any]:
    """Dashed boxes for years in which no series has a number."""
    empty = [year for at, year in enumerate(lines.years) if all(values[at] is None for values in lines.values)]
    if not empty:
        return []
    data = [{"year": year, "left": year - 0.38, "right": year + 0.38, "text": _("没有数")} for year in empty]
    box = tables.chart(data).mark_rect(
        fillOpacity=0.06, fill="currentColor", stroke="currentColor", strokeDash=[3, 3], strokeOpacity=0.5
    )
    words = tables.chart(data).mark_text(angle=270, opacity=0.8, fontSize=12)
    return [
        box.encode(x=alt.X("left:Q", **across), x2="right:Q"),
        words.encode(x=alt.X("year:Q", **across), y=alt.value(HEIGHT / 2), text="text:N"),
    ]


def _breaks(lines: Lines, across: dict[str, Any], tables: Tables) -> list[Any]:
    """A dashed rule before the first year of a new form, with its words above."""
    inside = [each for each in lines.breaks if lines.years[0] < each.year <= lines.years[-1]]
    if not inside:
        return []
    wide = lines.years[-1] - lines.years[0] + 1
    layers = []
    for at, each in enumerate(inside):
        place = each.year - 0.5
        beyond = (place - lines.years[0] + 0.5) / wide > MIDDLE
        base = tables.chart([{"at": place, "text": each.words}]).encode(x=alt.X("at:Q", **across))
        layers.append(base.mark_rule(strokeDash=[5, 3], color="currentColor", opacity=0.7))
        # Words of neighbours stand on two lines, above the figures.
        words = base.mark_text(
            fontSize=11,
            align="right" if beyond else "left",
            baseline="bottom",
            dx=4 if beyond else -4,
            dy=-16 - 13 * (at % 2),
        )
        layers.append(words.encode(y=alt.value(0), text="text:N"))
    return layers
