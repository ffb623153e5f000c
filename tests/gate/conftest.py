"""Signing in as people do it: through the form, with a telephone that knows the time."""

import time
from binascii import unhexlify

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from diemtin.gate import second_factor
from news.models import User

ADMIN = "/quan-tri/"
SET_UP = f"{ADMIN}hai-buoc/cai-dat/"
CODE = f"{ADMIN}hai-buoc/"
GOOD = "Hai-Phong-1888"


def token(key: str, steps: int = 0) -> str:
    """What an authenticator with this secret shows now, or `steps` half minutes later."""
    made = TOTP(unhexlify(key))
    made.time = time.time() + 30 * steps
    return f"{made.token():06d}"


def equip(person: User) -> tuple[str, list[str]]:
    """Give somebody an authenticator, set up a while ago. Returns its secret and the backup codes."""
    key = second_factor.new_key()
    codes = second_factor.set_up(person, key, token(key))
    TOTPDevice.objects.filter(user=person).update(last_t=-1)
    return key, codes


def sign_in(client, username: str, password: str = "pw", **extra):
    """Fill in the form. Returns the answer."""
    return client.post(f"{ADMIN}login/", {"username": username, "password": password, "next": ADMIN}, **extra)


@pytest.fixture
def compulsory(settings):
    """As in a real installation: chiefs and administrators need a second factor."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def owner(newsroom) -> User:
    """Somebody with every permission."""
    return User.objects.create_superuser("chu", password="pw")
