"""Files that editors put on the site: a visitor gets those to which something public refers.

Who is logged in gets all pictures. Wagtail itself looks at the collection of a document.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.views.static import serve
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex

# Sizes of pictures as pages show them. The originals beside them are for the back office.
SHOWN = "images/"
# Documents have an address of their own, which asks who may read them.
DOCUMENTS = "documents/"


def file(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the media folder; 404 for what this visitor may not see."""
    if path.startswith(DOCUMENTS) or not _may_see(request, path):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    if request.user.is_authenticated:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _may_see(request: HttpRequest, path: str) -> bool:
    if request.user.is_authenticated:
        return True
    if not path.startswith(SHOWN):
        return False
    renditions = get_image_model().get_rendition_model().objects.filter(file=path)
    found = renditions.select_related("image__collection").first()
    return found is not None and (
        _collection_open(found.image, request) and is_published(found.image, request)
    )


def _collection_open(image: AbstractImage, request: HttpRequest) -> bool:
    restrictions = image.collection.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)


def is_published(file: models.Model, request: HttpRequest) -> bool:
    """Whether something that this visitor may see refers to a picture or document."""
    references = ReferenceIndex.get_references_to(file).values_list(
        "base_content_type", "object_id"
    )
    return any(
        _may_read(ContentType.objects.get_for_id(kind), key, request)
        for kind, key in references.distinct()
    )


def _may_read(kind: ContentType, key: str, request: HttpRequest) -> bool:
    """Whether a page is published and open to this visitor, or a row of the ledger public."""
    found = kind.model_class()._base_manager.filter(pk=key).first()
    if isinstance(found, Page):
        restrictions = found.get_view_restrictions()
        return found.live and all(entry.accept_request(request) for entry in restrictions)
    return found is not None and getattr(found, "public", True)


def only_published(document: AbstractDocument, request: HttpRequest) -> None:
    """404 for a visitor who asks for a document that nothing public refers to."""
    if not (request.user.is_authenticated or is_published(document, request)):
        raise Http404
