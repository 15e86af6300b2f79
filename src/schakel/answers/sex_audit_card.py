"""The audit of the finder by sex share as a part of its model card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schakel.answers.chain_names import FOCUS, chain_names
from schakel.answers.occupation_tables import paths_table
from schakel.answers.sex_audit_table import FILE, FIRST
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog

Audit = Mapping[str, Mapping[str, float]]
_FAMILY = "family:"
_NAMED = 3  # families that a row names
_WHOLE = {"all": "all", "women": "most are women", "men": "most are men"}
_COLUMNS = (
    "start", "occupations", "people", "women at the start", "women in what is suggested",
    "a level up", "tight now", "nothing suggested", "families suggested most",
)  # fmt: skip
_LIMITS = """
What this can and cannot tell:

- The share of women in work is published for technical occupations as a whole. Per family it is an
  estimate of the chain, made from women among students of mbo and hbo; that of {crafts} rests on
  students of crafts, laboratories and health technology together. Per occupation group and per
  ESCO occupation it is **not published** in our sources.
- All work outside technology and ICT has one share. So *most are women* is all of that work, with
  the families in technology and ICT of which the table below says so; *most are men* is the rest.
  The difference is first of all that between starting outside and inside technology.
- Whether outside technology the work of women is sent elsewhere than the work of men cannot be
  measured. The rows per class show where each is sent, without a share of women.
- People of a group are divided equally over its common occupations in ESCO; {uncounted} of these
  occupations, in groups whose people are not published, are left out.
- The score never sees sex. Where a difference comes from, the skills that ESCO gives an occupation
  or the work that there is in technology, this audit does not tell.
"""


def audit_of(catalog: Catalog) -> Audit:
    """The audit as kept: per set its measures; what is not known is left out.

    Raises SchakelError for a value that is no number.
    """
    found: dict[str, dict[str, float]] = {}
    for name, measure, value in paths_table(catalog, FILE).iter_rows():
        if value:
            found.setdefault(name, {})[measure] = _number(name, measure, value)
    return found


def _number(name: str, measure: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        where = f"paths/{FILE}, {name}, {measure}"
        advice = "run: python -m schakel.answers.sex_audit_table"
        raise SchakelError(Problem(where, repr(value), "a number", advice)) from error


def audit_section(catalog: Catalog) -> Iterator[str]:
    """The lines of the section."""
    audit, names = audit_of(catalog), chain_names(catalog)
    families = {family: names.families[family].en for family in names.members[FOCUS]}
    classes = {code.code: code.label.en for code in catalog.classifications["brc_2014"].codes}
    yield "### Audit by sex share\n"
    yield _sentence(audit)
    yield _nothing(audit, classes)
    yield from _table({_WHOLE[name]: audit[name] for name in _WHOLE}, families)
    yield "\nStarts outside technology and ICT, by class of BRC 2014:\n"
    outside = {label: {**audit[code], "women": -1.0} for code, label in classes.items()
               if code in audit}  # fmt: skip
    yield from _table(outside, families)
    yield "\nStarts in technology and ICT, by family:\n"
    inside = {label: audit[family] for family, label in families.items() if family in audit}
    yield from _table(inside, families)
    yield _LIMITS.format(
        crafts=f"*{families['crafts']}*", uncounted=f"{audit['all']['uncounted']:.0f}"
    ).rstrip()


def _sentence(audit: Audit) -> str:
    women, men = audit["women"], audit["men"]
    return (
        f"Of every common occupation the first {FIRST} suggestions were looked at, without wishes, "
        f"weighted by people in work in the nation. Starts where most are women and starts where "
        f"most are men get {_percent(1 - women['apart'])} of their suggestions in the same "
        f"families. Of what is suggested {_percent(women['up'])} and {_percent(men['up'])} are a "
        f"level up, {_percent(women['tight'])} and {_percent(men['tight'])} are in a market that "
        f"ROA calls tight, and {_percent(women['women_there'])} and "
        f"{_percent(men['women_there'])} of those who do that work are women.\n"
    )


def _nothing(audit: Audit, classes: Mapping[str, str]) -> str:
    """For whom the finder has no answer, and where that is most often so."""
    worst = max((code for code in classes if code in audit), key=lambda c: audit[c]["nothing"])
    shares = (_percent(audit[name]["nothing"]) for name in ("women", "men", worst))
    women, men, most = shares
    return (
        f"The finder names no technical work at all, since none is near enough, for {women} of the "
        f"people where most are women and for {men} where most are men; most often, {most}, for "
        f"{classes[worst].lower()}.\n"
    )


def _table(rows: Audit, families: Mapping[str, str]) -> Iterator[str]:
    yield "| " + " | ".join(_COLUMNS) + " |"
    yield "|---|" + "---:|" * (len(_COLUMNS) - 2) + "---|"
    for label, row in rows.items():
        women = "not published" if row["women"] < 0 else _percent(row["women"])
        rest = (_percent(row.get(name)) for name in ("women_there", "up", "tight", "nothing"))
        counts = (f"{row['starts']:.0f}", f"{row['people']:,.0f}")
        cells = (label, *counts, women, *rest, _most(row, families))
        yield "| " + " | ".join(cells) + " |"


def _most(row: Mapping[str, float], families: Mapping[str, str]) -> str:
    shares = {name.removeprefix(_FAMILY): value for name, value in row.items()
              if name.startswith(_FAMILY)}  # fmt: skip
    most = sorted(shares, key=lambda name: -shares[name])[:_NAMED]
    return ", ".join(f"{_lower(families[name])} {_percent(shares[name])}" for name in most) or "–"


def _lower(label: str) -> str:
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}%"
