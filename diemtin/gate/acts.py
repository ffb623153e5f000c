"""The log of what is done with people's access: Django's own, which the people's pages show too."""

from django.contrib.admin.models import CHANGE, LogEntry

from news.models import User


def note(user, person: User, words: str) -> None:
    """Write down that this user did this with that person's access."""
    LogEntry.objects.log_actions(user.pk, [person], CHANGE, words, single_object=True)
