"""The finders for people and for firms, and special routes: what a visitor sees."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote

import pytest

from tests.site.looking import soup, words

pytestmark = pytest.mark.usefixtures("db")
START, STARTS = "/nl/oost/wegen/", "/en/oost/paths/"
HAIRDRESSER, WELDER = "5141.1", "7212.3"
FROM = f"{START}van/{HAIRDRESSER}/"


def hrefs(page, selector):
    return [link["href"] for link in page.select(selector)]


def said(tag):
    """The words of a part of a page, with single spaces."""
    return " ".join(tag.get_text(" ").split())


def test_a_title_gives_five_occupations_at_most_and_each_leads_on(client):
    page = soup(client, f"{START}?q=kapper")
    links = hrefs(page, ".candidates h3 a")
    (api,) = hrefs(page, "a[href^='/api/v1/']")
    assert len(client.get(api).json()["candidates"]) == len(links)
    assert 1 <= len(links) <= 5
    assert links[0] == FROM
    assert client.get(links[-1]).status_code == 200


def test_nothing_typed_asks_for_nothing(client):
    assert not soup(client, START).select(".candidates")


@pytest.mark.parametrize(
    "typed",
    [
        "   ",
        "x",
        "🙂🙂",
        "'; DROP TABLE jobs; --",
        "<script>alert(1)</script>",
        "k" * 5000,
        "qqqzzz",
    ],
)
def test_whatever_is_typed_gets_a_helpful_page(client, typed):
    response = client.get(f"{START}?q={quote(typed)}")
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_what_one_typed_is_kept_by_no_cache_and_told_to_no_other_site(client):
    for path in (f"{START}?q=kapper", FROM, "/nl/oost/werkgevers/?q=lasser"):
        response = client.get(path)
        assert response["Cache-Control"] == "private, no-store", path
        assert response["Referrer-Policy"] == "no-referrer", path
        assert not response.cookies, path


def test_only_our_own_script_may_run_and_only_there(client):
    assert "script-src 'self';" in client.get(START)["Content-Security-Policy"]
    assert "script-src" not in client.get("/nl/oost/doelen/")["Content-Security-Policy"]


def test_each_suggestion_says_what_matches_what_lacks_level_demand_and_schooling(client):
    cards = soup(client, FROM).select(".cards > li")
    assert cards
    for card in cards:
        heads = [head.get_text() for head in card.select("dt")]
        assert heads == ["Dit kunt u al", "Nog te leren", "Niveau", "Vraag hier", "Hier leren"]
        assert "(schatting" in card.get_text() or "niet gepubliceerd" in card.get_text()


def test_of_one_kind_of_work_two_at_most_are_shown(client):
    codes = [box["value"] for box in soup(client, FROM).select(".cards input")]
    kinds = [code.split(".")[0] for code in codes]
    assert len(codes) == len(set(codes))
    assert all(kinds.count(kind) <= 2 for kind in kinds)


def test_no_step_up_shows_none_and_says_what_was_left_out(client):
    shown = soup(client, f"{FROM}?step=0")
    levels = [card.select("dd")[2].get_text() for card in shown.select(".cards > li")]
    assert levels
    assert not any("hoger" in level for level in levels)
    assert "hoger in niveau" in shown.select_one("section[aria-labelledby=not]").get_text()


def test_ict_alone_gives_ict_alone(client):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{FROM}overstappen.csv").content.decode())))
    ict = {row["to"] for row in rows if row["group"].startswith("08")}
    codes = [box["value"] for box in soup(client, f"{FROM}?field=ict").select(".cards input")]
    assert codes
    assert set(codes) <= ict


def test_the_csv_has_every_technical_occupation_the_nearest_first(client):
    response = client.get(f"{FROM}overstappen.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    scores = [float(row["score"]) for row in rows]
    assert len(rows) > 1000
    assert scores == sorted(scores, reverse=True)


def test_pages_lead_to_the_same_answer_for_programs(client):
    wishes = "area=AM-TWENTE&step=0&field=technical&time=2&travel=near&sort=openings"
    page = soup(client, f"{FROM}?{wishes}")
    given = client.get(page.select_one("a[href^='/api/v1/']")["href"]).json()["items"]
    codes = [box["value"] for box in page.select(".cards input")]
    assert codes
    assert [one["to"]["code"] for one in given if not one["refused"]] == codes
    for path in (
        hrefs(page, ".cards h3 a")[0],
        f"/nl/oost/werkgevers/voor/{WELDER}/?area=AM-TWENTE",
    ):
        (link,) = hrefs(soup(client, path), "a[href^='/api/v1/']")
        assert client.get(link).status_code == 200
        assert link.endswith("?area=AM-TWENTE")


def test_a_wish_that_does_not_exist_is_said_so(client):
    for query in ("step=9", "field=care", "sort=pay", "area=AM-NERGENS"):
        assert client.get(f"{FROM}?{query}").status_code == 404, query


def test_an_occupation_that_is_not_there_gives_the_nearest(client):
    response = client.get(f"{START}van/5141.99/")
    assert response.status_code == 404


def test_a_step_shows_both_sides_and_disagreeing_names_the_pair_alone(client):
    path = hrefs(soup(client, FROM), ".cards h3 a")[0]
    page = soup(client, path)
    link = page.select_one("#disagree ~ p a, section[aria-labelledby=disagree] a")["href"]
    assert quote(path, safe="") in link
    form = soup(client, link)
    assert "kapper" not in form.select_one("textarea").get_text()


def test_three_side_by_side_and_no_more(client):
    codes = [box["value"] for box in soup(client, FROM).select(".cards input")][:4]
    query = "&".join(f"to={code}" for code in codes)
    page = soup(client, f"{FROM}vergelijken/?{query}")
    assert len(page.select("table.side-by-side thead th")) == 3
    assert "meer dan drie" in page.select_one(".notice").get_text()
    assert "niets aangevinkt" in words(client, f"{FROM}vergelijken/")


def test_a_vacancy_shows_occupations_their_size_and_what_to_train(client):
    page = soup(client, f"/nl/oost/werkgevers/voor/{WELDER}/")
    rows = page.select("table tbody tr")
    assert len(rows) >= 5
    assert all(len(row.select("th, td")) == 5 for row in rows)
    assert "nooit mensen" in words(client, "/nl/oost/werkgevers/")


def test_a_vacancy_outside_technology_leads_nowhere_that_is_not_there(client):
    page = soup(client, f"/nl/oost/werkgevers/voor/{HAIRDRESSER}/")
    links = hrefs(page, "tbody th a")
    assert links
    assert {client.get(link).status_code for link in links[:3]} == {200}


def test_a_firm_compares_its_own_occupations_and_hears_which_are_unknown(client):
    typed = quote("kapper\nautomonteur")
    page = soup(client, f"/nl/oost/werkgevers/voor/{WELDER}/?own={typed}")
    own = page.select("section[aria-labelledby=own] tbody th a")
    assert len(own) == 2


def test_interests_lead_to_groups_and_programmes_to_theirs(client):
    page = soup(client, f"{START}wat-u-leuk-vindt/?like=build&like=finish")
    assert "/nl/oost/beroepen/" in hrefs(page, "tbody th a")[0]
    assert client.get(f"{START}wat-u-leuk-vindt/?like=nothing").status_code == 404
    found = soup(client, f"{START}diploma/?q=autotechnicus").select_one(".news li")
    assert "Automonteurs" in found.get_text()
    onward = soup(client, f"{START}diploma/?q=kapper").select_one(".news li a")["href"]
    assert onward.startswith(f"{START}?q=")


def test_every_special_route_says_when_it_was_looked_up_and_who_says_so(client):
    links = hrefs(soup(client, f"{START}routes/"), ".card a")
    assert len(links) == 4
    for link in links:
        page = soup(client, link)
        assert "Opgezocht op" in page.get_text()
        assert page.select("dd a[href^=http]"), link


def test_the_teacher_route_shows_where_one_can_learn_it(client):
    rows = soup(client, f"{START}routes/technical-teacher/").select("table tbody tr")
    assert any("Technisch beroepsonderwijs" in row.get_text() for row in rows)


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        (START, STARTS),
        (FROM, f"{STARTS}from/{HAIRDRESSER}/"),
        (f"{START}routes/from-germany/", f"{STARTS}routes/from-germany/"),
        (f"{START}wat-u-leuk-vindt/", f"{STARTS}interests/"),
        (f"{START}diploma/", f"{STARTS}diploma/"),
        ("/nl/oost/werkgevers/", "/en/oost/employers/"),
    ],
)
def test_every_page_has_its_twin(client, dutch, english):
    links = soup(client, dutch).select("link[rel=alternate][hreflang=en]")
    assert links[0]["href"].endswith(english)
    assert client.get(english).status_code == 200


def test_a_short_time_to_learn_leaves_out_what_takes_longer_and_says_so(client):
    shown = soup(client, f"{FROM}?time=1")
    assert shown.select(".cards > li, section[aria-labelledby=not] li")
    far = soup(client, f"{FROM}?time=1&step=3").select_one("section[aria-labelledby=not]")
    assert far is None or "opleiding" in far.get_text() or "niveau" in far.get_text()


def test_skills_are_named_one_at_a_time_and_can_be_taken_away(client):
    found = soup(client, f"{START}wat-u-kunt/?q=lassen").select("section[aria-labelledby=which] a")
    page = soup(client, found[0]["href"])
    assert page.select("section[aria-labelledby=found] tbody tr")
    without = page.select_one("section[aria-labelledby=own] a")["href"]
    assert without == f"{START}wat-u-kunt/"
    assert client.get(f"{START}wat-u-kunt/?skill=nothing").status_code == 404


def test_special_routes_are_pointed_out_to_whom_they_are_for(client):
    teacher, abroad = "technical-teacher", "foreign-diploma"
    pointed = {
        f"{START}?q=docent+wiskunde": teacher,
        f"{START}?q=Syrische+bouwkundig+ingenieur": abroad,
        f"{STARTS}?q=Ukrainian+electrician": abroad,
        f"{START}van/2330.1.11/": teacher,
    }
    for path, route in pointed.items():
        (link,) = hrefs(soup(client, path), ".notice a")
        assert link.endswith(f"/{route}/"), path
    for path in (f"{START}?q=kapper", FROM):
        assert not soup(client, path).select(".notice"), path


def test_where_little_is_near_other_starts_are_named(client):
    promising = "/nl/oost/beroepen/?promising=yes"
    assert promising in hrefs(soup(client, FROM), "main a")
    assert promising not in hrefs(soup(client, f"{START}van/{WELDER}/"), "main a")


def test_on_paper_the_cards_stay(client):
    """What is printed leaves forms out, so the cards may not stand in one."""
    page = soup(client, FROM)
    assert page.select(".cards > li")
    assert not page.select("form .cards")
    ticks = page.select(".cards input[type=checkbox]")
    assert {tick["form"] for tick in ticks} == {page.select_one("form#compare")["id"]}


def test_a_programme_counts_once_however_many_schools_have_it(client):
    page = soup(client, f"{FROM}naar/7234.1/")
    count = said(page.select_one("#learn").find_next("p"))
    rows = len(page.select("[aria-labelledby=t-learn] tbody tr"))
    more = said(page.select_one("[aria-labelledby=t-learn]").find_next("p"))
    hidden = sum(int(word) for word in re.findall(r"\d+", more))
    assert hidden
    assert count.startswith(f"{rows + hidden} opleiding"), (count, more)


def test_a_comparison_names_its_sources(client):
    page = soup(client, f"{FROM}vergelijken/?to=7234.1&to=3512.1")
    assert "ESCO" in said(page.select_one("#sources").find_parent("section"))


def test_a_name_of_a_programme_that_shares_a_few_letters_is_not_found(client):
    text = said(soup(client, f"{START}diploma/?q=kapper").select_one("main"))
    assert "Allround Kapper" in text
    assert "wetenschappen" not in text


@pytest.mark.parametrize("typed", ["a", "Jan de Vries", "<b>x</b>", "🙂🔧", "fryzjer"])
def test_no_programme_is_found_for_what_names_none(client, typed):
    page = soup(client, f"{START}diploma/?q={quote(typed)}")
    assert "We hebben deze opleiding niet gevonden" in said(page.select_one("main"))


def test_a_firm_reads_which_of_its_lines_we_are_not_sure_of(client):
    page = soup(client, f"/nl/oost/werkgevers/voor/{WELDER}/?own=smid%0Afryzjer%0AJan+de+Vries")
    unknown, doubted = (said(one) for one in page.select(".notice"))
    assert "Jan de Vries" in unknown
    assert "fryzjer (wij namen frezer)" in doubted
    assert "smid" not in doubted


@pytest.mark.parametrize("path", [FROM, f"{FROM}vergelijken/?to=3512.1&to=7531.1",
                                  f"/nl/oost/werkgevers/voor/{WELDER}/"])  # fmt: skip
def test_a_skill_with_an_english_name_only_is_marked_as_english(client, path):
    foreign = [said(one) for one in soup(client, path).select("main i[lang=en]")]
    assert foreign
    assert not soup(client, path.replace("/nl/", "/en/").replace("wegen/van", "paths/from")
                    .replace("vergelijken", "compare").replace("werkgevers/voor", "employers/for")
                    ).select("main i[lang=en]")  # fmt: skip
