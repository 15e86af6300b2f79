"""What readers send and ask."""

from schakel.site.readers.models.feedback import Feedback
from schakel.site.readers.models.known_figure import KnownFigure
from schakel.site.readers.models.sending import DailySalt, Sending
from schakel.site.readers.models.subscription import Subscription

__all__ = ["DailySalt", "Feedback", "KnownFigure", "Sending", "Subscription"]
