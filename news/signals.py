"""A guard: other apps may veto that an article is edited or takes a step, without this app knowing them."""

from django.dispatch import Signal

# Sent with article=, user= and transition= (None for an edit of the text). A receiver returns a sentence that says
# why not, or None.
article_guard = Signal()


def veto(article, user, transition=None) -> str | None:
    """The first reason somebody gives against it, or None."""
    answers = article_guard.send(type(article), article=article, user=user, transition=transition)
    return next((reason for _, reason in answers if reason), None)
