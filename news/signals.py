"""A guard: other apps may veto that an article is edited or takes a step, without this app knowing them. And news of
what was done, for whoever passes it on to people."""

from django.dispatch import Signal

# Sent with article=, user= and transition= (None for an edit of the text). A receiver returns a sentence that says
# why not, or None.
article_guard = Signal()
# Sent by the one door with article=, user=, transition= and note=, in the transaction of the step; sender is Article.
article_moved = Signal()
# Sent after somebody was asked by name to review, with article=, reviewer=, user= (who asked) and due= (a date or None);
# sender is ReviewRequest.
review_requested = Signal()
# Sent with source= and old= (its slug until now) when an outlet's address changes, and with source= (the outlet that stays)
# and merged= (those that go, still there) before outlets are merged; both in the transaction of the change; sender is Source.
source_moved = Signal()
sources_merged = Signal()


def veto(article, user, transition=None) -> str | None:
    """The first reason somebody gives against it, or None."""
    answers = article_guard.send(type(article), article=article, user=user, transition=transition)
    return next((reason for _, reason in answers if reason), None)
