"""The forms of a subscription: what to follow, how often, and under which address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schakel.catalog.catalog import Catalog
from schakel.site.pacts.models import Pact
from schakel.site.readers.forms import NO_ADDRESS, GuardedForm
from schakel.site.readers.models import Subscription
from schakel.site.readers.models.feedback import LONGEST_ADDRESS
from schakel.site.readers.models.subscription import WHOLE_REGION

Choices = list[tuple[str, str]]


def news_choices(catalog: Catalog, language: str) -> Choices:
    """All news of the region, or that of one of its pacts."""
    pacts = Pact.objects.filter(region=catalog.region.id).exclude(kind=Pact.Kind.LANDSDEEL)
    named = [(pact.key, pact.in_language("name", language)[0]) for pact in pacts]
    everything = _("All news of %(region)s") % {"region": catalog.region.name.in_language(language)}
    return [(WHOLE_REGION, everything), *named]


def goal_choices(catalog: Catalog, language: str) -> Choices:
    """The goals whose figures can be followed."""
    return [(goal.id, goal.label.in_language(language)) for goal in catalog.goals.values()]


def chosen_words(subscription: Subscription, catalog: Catalog) -> list[str]:
    """What somebody follows, in the language of the subscription."""
    news = dict(news_choices(catalog, subscription.language))
    goals = dict(goal_choices(catalog, subscription.language))
    figures = [
        _("Figures of “%(goal)s”") % {"goal": goals[name]}
        for name in subscription.goals
        if name in goals
    ]
    return [news[key] for key in subscription.news if key in news] + figures


class ChoicesForm(GuardedForm):
    """What to follow, and how often."""

    name = "choices"
    news = forms.MultipleChoiceField(
        label=gettext_lazy("News, events and publications"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("New or changed figures of a goal"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    every = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        help_text=gettext_lazy(
            "When there is nothing new, you get no mail. The mail is in the language of this page."
        ),
        choices=Subscription.Every.choices,
        widget=forms.RadioSelect,
        initial=Subscription.Every.WEEK,
    )

    def __init__(self, request: HttpRequest, catalog: Catalog, *args: Any, **kwargs: Any):
        super().__init__(request, *args, **kwargs)
        language = (get_language() or "nl")[:2]
        self.fields["news"].choices = news_choices(catalog, language)
        self.fields["goals"].choices = goal_choices(catalog, language)

    def clean(self) -> dict[str, Any]:
        """Something must be followed."""
        cleaned = super().clean()
        if not cleaned.get("news") and not cleaned.get("goals") and not self.errors:
            self.add_error("news", _("Choose at least one thing to follow, here or below."))
        return cleaned


class SubscribeForm(ChoicesForm):
    """The same, with the address to which the mail goes."""

    name = "subscribe"
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "We first send you one mail to ask whether it is really you. We use the address for"
            " nothing else and give it to nobody. When you unsubscribe, it is erased."
        ),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Fill in your e-mail address."),
            "invalid": NO_ADDRESS,
        },
    )
