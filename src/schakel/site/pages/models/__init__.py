"""The page types of the site."""

from schakel.site.pages.models.events import EventIndexPage, EventPage
from schakel.site.pages.models.generation import ContentGeneration
from schakel.site.pages.models.home import HomePage, StandardPage
from schakel.site.pages.models.news import NewsIndexPage, NewsPage
from schakel.site.pages.models.pacts import PactIndexPage, PactPage
from schakel.site.pages.models.practice import PracticeIndexPage, PracticePage
from schakel.site.pages.models.publications import PublicationIndexPage, PublicationPage
from schakel.site.pages.models.region import RegionPage

__all__ = [
    "ContentGeneration",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PactIndexPage",
    "PactPage",
    "PracticeIndexPage",
    "PracticePage",
    "PublicationIndexPage",
    "PublicationPage",
    "RegionPage",
    "StandardPage",
]
