"""Files that editors put on the site: pictures for everybody, the rest for whom it is meant."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.static import serve
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

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
    return path.startswith(SHOWN) and not _private(request, path)


def _private(request: HttpRequest, path: str) -> bool:
    """Whether a picture lies in a collection that is not open to this visitor."""
    restrictions = list(CollectionViewRestriction.objects.select_related("collection"))
    if not restrictions:
        return False
    rendition = get_image_model().get_rendition_model().objects.filter(file=path)
    collection = next((row.image.collection for row in rendition.select_related("image")), None)
    return collection is None or any(
        not restriction.accept_request(request)
        for restriction in collection.get_view_restrictions()
    )
