"""Subscribing by mail: asking, confirming, changing and ending, without an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.signing import BadSignature
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.catalog.catalog import Catalog, load
from schakel.catalog.folders import region_ids
from schakel.site.explore.views.page import page
from schakel.site.pages.feeds import feed_addresses
from schakel.site.readers import guard
from schakel.site.readers.digests import ask
from schakel.site.readers.links import CONFIRM, MANAGE, found, signed
from schakel.site.readers.models import Subscription
from schakel.site.readers.models.subscription import WHOLE_REGION
from schakel.site.readers.subscribing import (
    ChoicesForm,
    SubscribeForm,
    chosen_words,
    goal_choices,
    news_choices,
)
from schakel.site.readers.views.page import for_one_reader, sent, show

# How many mails that ask to confirm may go to one address in a day.
MAILS_TO_ONE_ADDRESS = 3


@for_one_reader
@page
def subscribe(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The form, and the feeds for those who give no address."""
    if request.method != "POST":
        asked = {"news": [request.GET.get("pact") or WHOLE_REGION]}
        return _form(request, SubscribeForm(request, catalog, initial=asked), catalog)
    form = SubscribeForm(request, catalog, sent(request))
    if not form.is_valid():
        return _form(request, form, catalog, 422)
    if form.suspicious:
        return redirect("readers:asked", region=catalog.region.id)
    return _asked(request, form, catalog, language)


def _asked(
    request: HttpRequest, form: SubscribeForm, catalog: Catalog, language: str
) -> HttpResponse:
    """The answer is the same whether the address was known or not."""
    given = form.cleaned_data
    who = f"{catalog.region.id} {given['email']}"
    admission = guard.admit(request, form.name, who, same=MAILS_TO_ONE_ADDRESS)
    if admission.taken is guard.Taken.FULL:
        form.add_error(
            None, _("We cannot take in any more at the moment. Please send it again in an hour.")
        )
        return _form(request, form, catalog, 429)
    if admission.taken is guard.Taken.YES:
        chosen = {name: given[name] for name in ("email", "news", "goals", "every")}
        wanted = Subscription.objects.create(
            region=catalog.region.id, language=language, taken=timezone.now(), **chosen
        )
        ask(wanted, catalog, timezone.now())
    return redirect("readers:asked", region=catalog.region.id)


def _form(
    request: HttpRequest, form: SubscribeForm, catalog: Catalog, status: int = 200
) -> HttpResponse:
    language = (get_language() or "nl")[:2]
    feeds = [
        (name, feed_addresses(catalog.region.id, "" if key == WHOLE_REGION else key))
        for key, name in news_choices(catalog, language)
    ]
    return show(
        request, "subscribe", status, form=form, region=catalog, language=language, feeds=feeds
    )


@for_one_reader
@page
def asked(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Look into your mail: the same for everybody."""
    return show(request, "asked", region=catalog)


Linked = Callable[[HttpRequest, Subscription, Catalog, str], HttpResponse]


def _by_link(purpose: str, ended: int) -> Callable[[Linked], Any]:
    """A page behind a signed link; for a subscription that is gone it says so, with this status."""

    def decorate(view: Linked) -> Any:
        @wraps(view)
        def wrapped(request: HttpRequest, token: str) -> HttpResponse:
            try:
                subscription = found(token, purpose)
            except BadSignature:
                return show(request, "no_link", 404)
            if subscription is None or subscription.region not in region_ids():
                return show(request, "ended", ended, purpose=purpose.rpartition(".")[2])
            return view(request, subscription, load(subscription.region), token)

        return for_one_reader(wrapped)

    return decorate


@_by_link(CONFIRM, 404)
def confirm(
    request: HttpRequest, subscription: Subscription, catalog: Catalog, token: str
) -> HttpResponse:
    """A page with a button, since programs that look for bad mail open links; then it starts."""
    if request.method == "POST" and subscription.confirmed is None:
        _start(subscription)
    return show(
        request,
        "confirm",
        region=catalog,
        subscription=subscription,
        chosen=chosen_words(subscription, catalog),
        manage=signed(subscription, MANAGE),
    )


@transaction.atomic
def _start(subscription: Subscription) -> None:
    """Confirm; what the same address had before makes place."""
    same = Subscription.objects.filter(email__iexact=subscription.email, region=subscription.region)
    same.exclude(pk=subscription.pk).delete()
    subscription.confirmed = subscription.told_until = timezone.now()
    subscription.save(update_fields=["confirmed", "told_until"])


@_by_link(MANAGE, 200)
def manage(
    request: HttpRequest, subscription: Subscription, catalog: Catalog, token: str
) -> HttpResponse:
    """Change what is followed and how often."""
    names, language = ("news", "goals", "every"), (get_language() or "nl")[:2]
    form = ChoicesForm(
        request,
        catalog,
        sent(request) if request.method == "POST" else None,
        initial={name: _still_there(subscription, name, catalog) for name in names},
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            chosen = {name: form.cleaned_data[name] for name in names}
            Subscription.objects.filter(pk=subscription.pk).update(language=language, **chosen)
            return redirect(f"{request.path}?saved=1")
        status = 422
    return show(
        request,
        "manage",
        status,
        form=form,
        region=catalog,
        token=token,
        saved="saved" in request.GET and status == 200,
    )


def _still_there(subscription: Subscription, name: str, catalog: Catalog) -> Any:
    """A choice as it stands, without pacts and goals that are gone."""
    value = getattr(subscription, name)
    if name == "every":
        return value
    known = news_choices(catalog, "nl") if name == "news" else goal_choices(catalog, "nl")
    return [key for key in value if key in dict(known)]


@_by_link(MANAGE, 200)
def leave(
    request: HttpRequest, subscription: Subscription, catalog: Catalog, token: str
) -> HttpResponse:
    """A page with a button; the button, or the mail program itself (RFC 8058), ends it at once."""
    if request.method == "POST":
        subscription.delete()
        return show(request, "ended", purpose="manage", region=catalog)
    return show(request, "leave", region=catalog, subscription=subscription, token=token)
