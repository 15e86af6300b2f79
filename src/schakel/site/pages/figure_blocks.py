"""Figures and charts in a text: always the latest, or pinned as they were on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from schakel.answers.figures import Figure
from schakel.answers.places import Line, Lines, lowest_level
from schakel.answers.series import series
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import Catalog
from schakel.charts.bars import bar_chart
from schakel.charts.chart import Chart
from schakel.charts.lines import line_chart
from schakel.site import choices
from schakel.site.pages import pins

LIVE, PINNED, ANEW = "live", "pinned", "anew"
KEPT = [
    (LIVE, _("always the latest")),
    (PINNED, _("pinned: as it was when it was pinned")),
    (ANEW, _("pin it anew, as it is now")),
]


class PinBlock(blocks.FieldBlock):
    """What was pinned; written by the site, shown to the editor, not to be typed."""

    def __init__(self, **kwargs: Any):
        widget = forms.TextInput(attrs={"readonly": True})
        self.field = forms.CharField(required=False, widget=widget)
        super().__init__(**kwargs)


class PinnedBlock(blocks.StructBlock):
    """A block over figures that can be pinned."""

    def lines(self, catalog: Catalog, value: Any) -> Lines | None:
        """The series that the editor chose; None when nothing of the kind exists."""
        raise NotImplementedError

    def chosen(self, value: Any) -> str:
        """What the editor asked for, as one text."""
        raise NotImplementedError

    def fill(self, catalog: Catalog, value: Any) -> None:
        """Write the pin when it is asked for and not there yet; take it away when it is not."""
        kept, pin = value.get("kept") or LIVE, pins.read(value.get("pin"))
        if kept == LIVE:
            value["pin"] = ""
            return
        if kept == ANEW or pin is None or pin.chosen != self.chosen(value):
            value["pin"] = self._pin(catalog, value)
        value["kept"] = PINNED

    def _pin(self, catalog: Catalog, value: Any) -> str:
        found = self.lines(catalog, value)
        latest = [line.latest for line in found.lines if line.latest] if found else []
        if not found or not latest:
            return ""
        return pins.Pin(
            chosen=self.chosen(value),
            day=timezone.localdate(),
            figures=tuple(pins.pinned(figure) for figure in latest),
            whole=pins.whole_of(figure for line in found.lines for figure in line.figures),
        ).model_dump_json()

    def pin_of(self, value: Any) -> pins.Pin | None:
        """What is pinned, if anything is."""
        return pins.read(value.get("pin")) if value.get("kept") in (PINNED, ANEW) else None

    def changes(self, catalog: Catalog, value: Any) -> list[pins.Change]:
        """What is different now from what is pinned."""
        pin = self.pin_of(value)
        if pin is None:
            return []
        found = self.lines(catalog, value)
        latest = [line.latest for line in found.lines if line.latest] if found else []
        return pins.changes(catalog, pin, latest)

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Adds `indicator`, what `show` adds, and of a pin its day and what changed since."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        catalog, name = context.get("region"), value.get("indicator")
        if catalog is None or name not in catalog.indicators:
            return {**context, "indicator": None, "found": None, "drawn": None}
        pin = self.pin_of(value)
        return {
            **context,
            "indicator": catalog.indicators[name],
            "pinned_on": pin.day if pin else None,
            "changes": self.changes(catalog, value),
            **self.show(catalog, value, pin),
        }

    def show(self, catalog: Catalog, value: Any, pin: pins.Pin | None) -> dict[str, Any]:
        """What the template shows."""
        raise NotImplementedError


class FigureBlock(PinnedBlock):
    """The latest figure of an indicator, looked up when the page is shown, or a pinned one."""

    indicator = blocks.ChoiceBlock(choices=choices.indicators, label=_("indicator"))
    area = blocks.ChoiceBlock(
        choices=choices.areas,
        label=_("area"),
        required=False,
        help_text=_("Empty: the area of the page, or what is published nearest to it."),
    )
    split = blocks.CharBlock(
        label=_("part"),
        required=False,
        help_text=_("A part of the whole, written as dimension=code, such as sex=F."),
    )
    text = blocks.CharBlock(
        label=_("text"), required=False, help_text=_("What the reader should see in this number.")
    )
    kept = blocks.ChoiceBlock(choices=KEPT, default=LIVE, label=_("live or pinned"))
    pin = PinBlock(label=_("what is pinned (the site fills this in)"), required=False)

    class Meta:
        icon = "order"
        label = _("figure")
        template = "pages/blocks/figure.html"
        form_layout = blocks.BlockGroup(
            ["indicator", "area", "split", "text", "kept"], settings=["pin"]
        )

    def lines(self, catalog: Catalog, value: Any) -> Lines | None:
        """The series at the lowest level there is."""
        dimension, _equals, code = (value.get("split") or "").partition("=")
        area = value.get("area") or catalog.region.area
        split = {dimension: code} if code else {}
        try:
            return lowest_level(catalog, value["indicator"], area, split)
        except (UnknownName, KeyError):
            return None  # the template says that nothing is published there

    def chosen(self, value: Any) -> str:
        """Indicator, area and part."""
        return "|".join(value.get(name) or "" for name in ("indicator", "area", "split"))

    def show(self, catalog: Catalog, value: Any, pin: pins.Pin | None) -> dict[str, Any]:
        """`found`: the lines of which the latest figure is shown."""
        if pin is None:
            return {"found": self.lines(catalog, value)}
        was = _as_they_were(catalog, pin)
        return {"found": Lines("own", tuple(Line(figure.area, (figure,)) for figure in was))}


class ChartBlock(PinnedBlock):
    """An indicator in areas: over time as lines, or the latest period as bars."""

    indicator = blocks.ChoiceBlock(choices=choices.indicators, label=_("indicator"))
    areas = blocks.MultipleChoiceBlock(
        choices=choices.areas,
        label=_("areas"),
        required=False,
        help_text=_("Empty: the area of the page, or what is published nearest to it."),
    )
    form = blocks.ChoiceBlock(
        choices=[("lines", _("over time (lines)")), ("bars", _("the latest period (bars)"))],
        default="lines",
        label=_("form"),
    )
    text = blocks.CharBlock(
        label=_("text"), required=False, help_text=_("What the reader should see in this chart.")
    )
    kept = blocks.ChoiceBlock(choices=KEPT, default=LIVE, label=_("live or pinned"))
    pin = PinBlock(label=_("what is pinned (the site fills this in)"), required=False)

    class Meta:
        icon = "order"
        label = _("chart")
        template = "pages/blocks/chart.html"
        form_layout = blocks.BlockGroup(
            ["indicator", "areas", "form", "text", "kept"], settings=["pin"]
        )

    def lines(self, catalog: Catalog, value: Any) -> Lines | None:
        """The series of the areas that have one."""
        try:
            if not value.get("areas"):
                return lowest_level(catalog, value["indicator"], catalog.region.area)
            found = ((code, series(catalog, value["indicator"], code)) for code in value["areas"])
            return Lines("own", tuple(Line(code, figures) for code, figures in found if figures))
        except UnknownName:
            return None

    def chosen(self, value: Any) -> str:
        """Indicator and areas."""
        return "|".join([value.get("indicator") or "", *(value.get("areas") or ())])

    def changes(self, catalog: Catalog, value: Any) -> list[pins.Change]:
        """As of single figures; and an earlier period that was revised counts for its line."""
        found = super().changes(catalog, value)
        pin, lines = self.pin_of(value), self._kept_lines(catalog, value)
        if found or pin is None:
            return found
        if pins.whole_of(figure for line in lines for figure in line.figures) == pin.whole:
            return []
        return [pins.Change(f, f, newer=False) for f in _as_they_were(catalog, pin)]

    def show(self, catalog: Catalog, value: Any, pin: pins.Pin | None) -> dict[str, Any]:
        """`drawn`: the chart; None when nothing is published."""
        return {"drawn": self._drawn(catalog, value)}

    def _drawn(self, catalog: Catalog, value: Any) -> Chart | None:
        lines = self._kept_lines(catalog, value)
        language = (get_language() or "nl")[:2]
        if not lines:
            return None
        if value.get("form") == "bars":
            latest: list[Figure] = [line.figures[-1] for line in lines]
            return bar_chart(catalog, value["indicator"], latest, language)
        return line_chart(catalog, value["indicator"], lines, language)

    def _kept_lines(self, catalog: Catalog, value: Any) -> list[Line]:
        """The lines; pinned ones end with the period that was pinned, at the value of then."""
        found = self.lines(catalog, value)
        lines = list(found.lines) if found else []
        pin = self.pin_of(value)
        if pin is None:
            return lines
        last = {figure.area: figure for figure in _as_they_were(catalog, pin)}
        return [_until(line, last[line.area]) for line in lines if line.area in last]


def _as_they_were(catalog: Catalog, pin: pins.Pin) -> list[Figure]:
    return [pins.as_it_was(catalog, kept, pin.day) for kept in pin.figures]


def _until(line: Line, last: Figure) -> Line:
    """A line up to the pinned figure, which stands as it was."""
    periods = [figure.period for figure in line.figures]
    before = line.figures[: periods.index(last.period)] if last.period in periods else ()
    return replace(line, figures=(*before, last))
