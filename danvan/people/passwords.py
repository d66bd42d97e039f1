"""Owns what a password must be and how it is kept: argon2id, never in the clear, never in a log."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from danvan.errors import DanVanError
from danvan.units.fold import fold

SHORTEST, LONGEST = 10, 200
# Letters and digits that differ, once the words that everybody tries are taken out.
DIFFERENT = 5
# What people type when they are told to type ten signs; compared without accents, spaces and signs.
COMMON = (
    "matkhau", "password", "1234567890", "0123456789", "9876543210", "qwertyuiop", "abcdefghij", "abc123", "abcd1234",
    "danvan", "tuyengiao", "vietnam", "admin", "administrator", "111111", "000000", "123123", "anhyeuem", "iloveyou",
)  # fmt: skip
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
HASHER = PasswordHasher()


def keep(password: str, name: str) -> str:
    """The hash to keep; DanVanError says what is wrong with a password that is too easy to guess."""
    rest = _bare(password)
    for word in (_bare(name), *COMMON):
        rest = rest.replace(word, "") if word else rest
    if not SHORTEST <= len(password) <= LONGEST:
        raise _weak(f"Mật khẩu có {len(password)} ký tự.")
    if len(set(rest)) < DIFFERENT:
        raise _weak("Mật khẩu quá dễ đoán.")
    return HASHER.hash(password)


def _bare(words: str) -> str:
    return "".join(sign for sign in fold(words) if sign.isalnum())


def _weak(message: str) -> DanVanError:
    return DanVanError(
        message=message,
        remedy=f"Dùng từ {SHORTEST} đến {LONGEST} ký tự, chẳng hạn ba bốn từ không liên quan nhau; "
        "không dùng tên đăng nhập hay dãy số liền.",
    )


def fits(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept; as slow for an account that is not there, so that names cannot be tried."""
    try:
        return HASHER.verify(kept or _nobody(), password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether the hash was made with settings weaker than today's: it is made anew at the next sign-in."""
    return HASHER.check_needs_rehash(kept)


def first_one() -> str:
    """A password for the first sign-in, easy to read out over the telephone; it must be changed then."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


@cache
def _nobody() -> str:
    return HASHER.hash(secrets.token_hex(16))
