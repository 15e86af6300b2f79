"""Which files are taken as a picture: judged by their first bytes, before anything is decoded."""

from __future__ import annotations

import warnings
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

_BROKEN = (OSError, SyntaxError, ValueError, EOFError)


class PictureField(WagtailImageField):
    """A picture with at most WAGTAILIMAGES_MAX_IMAGE_PIXELS pixels, that can be read."""

    def to_python(self, data: Any) -> Any:
        """Refuse a file that is giant in memory or no whole picture, in words."""
        if data and hasattr(data, "read"):
            refuse_giant_or_broken(data)
        return super().to_python(data)


def refuse_giant_or_broken(file: Any) -> None:
    """ValidationError with the limit, or with what to do; the file is left at its start."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    words = {"most": most // 10**6}
    too_many = (
        _("This picture has more than %(most)d million pixels. Make it smaller first.") % words
    )
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                width, height = picture.size
                if width * height <= most:
                    picture.verify()
    except Image.DecompressionBombError as error:
        raise ValidationError(too_many) from error
    except _BROKEN as error:
        raise ValidationError(
            _("This is no picture that can be read, or only a part of one. Choose another file.")
        ) from error
    finally:
        file.seek(0)
    if width * height > most:
        raise ValidationError(too_many)


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture, with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        usual = self.fields.get("file")
        if usual is not None:
            self.fields["file"] = PictureField(
                label=usual.label,
                required=usual.required,
                widget=usual.widget,
                help_text=usual.help_text,
            )
