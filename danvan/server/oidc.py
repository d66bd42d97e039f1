"""Owns signing in with the office's own system (OpenID Connect), through Authlib; groups of the office become roles.

The settings are `oidc.toml` in the data folder. Streamlit's own `st.login` would need the web socket open to people who
have not signed in; here the person has one of our sessions before anything of Streamlit answers.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from danvan.errors import DanVanError
from danvan.people import accounts, journal, sessions
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, ROLES, UPLOADER, Actor
from danvan.server import origin
from danvan.server.doors import Doors, let_in, wanted
from danvan.server.gate import BACK, BEGIN
from danvan.texts import text

FILE = "oidc.toml"
NEEDED = ("metadata", "client_id", "client_secret", "address")
# The strongest role of a person's groups holds.
STRENGTH = list(ROLES)


@dataclass(frozen=True)
class Group:
    """What a group of the office's system may do here; `units` for uploaders, empty for all."""

    name: str
    role: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """The office's system: address of its description, our name and word there, our own address, who becomes what."""

    metadata: str
    client_id: str
    client_secret: str
    address: str
    claim: str
    scope: str
    groups: tuple[Group, ...]


def settings(directory: Path) -> Settings | None:
    """The settings in the data folder; None without the file, DanVanError for one that cannot be used."""
    path = directory / FILE
    if not path.is_file():
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = tuple(Group(one["name"], one["role"], tuple(one.get("units", ()))) for one in found.get("group", ()))
        lacking = [name for name in NEEDED if not found.get(name)]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise _unusable(path, str(error)) from error
    if lacking or not groups or any(group.role not in ROLES for group in groups):
        raise _unusable(path, f"thiếu {', '.join(lacking)}" if lacking else "thiếu hoặc sai [[group]]")
    how = {"claim": found.get("claim", "groups"), "scope": found.get("scope", "openid profile email")}
    return Settings(**{name: str(found[name]) for name in NEEDED}, **how, groups=groups)


def _unusable(path: Path, why: str) -> DanVanError:
    return DanVanError(
        message=f"Tệp {path} chưa dùng được: {why}.",
        remedy=f"Ghi đủ {', '.join(NEEDED)} và ít nhất một [[group]] có name, role ({', '.join(ROLES)}).",
    )


class Provider:
    """The two routes of the office's sign-in."""

    def __init__(self, book: Book, known: Settings, doors: Doors) -> None:
        # Only a server with this setting needs Authlib; it takes half a second to load.
        from authlib.integrations.starlette_client import OAuth

        self.book, self.known, self.doors = book, known, doors
        self.client = OAuth().register(
            "office",
            client_id=known.client_id,
            client_secret=known.client_secret,
            server_metadata_url=known.metadata,
            client_kwargs={"scope": known.scope, "code_challenge_method": "S256"},
        )

    def routes(self) -> list[Route]:
        """For the server, beside those of Doors."""
        return [Route(BEGIN, self.begin, methods=["GET"]), Route(BACK, self.back, methods=["GET"])]

    async def begin(self, request: Request) -> Response:
        """Off to the office's system."""
        from httpx import HTTPError

        request.session["toi"] = wanted(request.query_params.get("toi"))
        try:
            return await self.client.authorize_redirect(request, self.known.address.rstrip("/") + BACK)
        except HTTPError:
            return self._refused(DanVanError(text("people.provider_away"), text("people.provider_away_remedy")))

    async def back(self, request: Request) -> Response:
        """Back from it: a session, or the form with why not."""
        from authlib.common.errors import AuthlibBaseError
        from httpx import HTTPError

        to = wanted(request.session.pop("toi", "/"))
        try:
            told = await self.client.authorize_access_token(request)
            word = await run_in_threadpool(self._let_in, dict(told["userinfo"]), origin.address(request.scope))
        except (AuthlibBaseError, HTTPError, KeyError):
            return self._refused(DanVanError(text("people.provider_failed"), text("people.provider_again")))
        except DanVanError as error:
            return self._refused(error)
        return let_in(request, word, to)

    def _let_in(self, claims: dict[str, Any], address: str) -> str:
        name = str(claims.get("preferred_username") or claims.get("email") or claims["sub"])
        full_name = str(claims.get("name") or name)
        try:
            role, units = rights_of(self.known, claims)
            account = accounts.of_provider(self.book, name, full_name, role, units, address)
        except DanVanError as error:
            journal.note(self.book, Actor(name, full_name, address=address), "sign_in_failed", name, error.message)
            raise
        return sessions.begin(self.book, account, address)

    def _refused(self, error: DanVanError) -> Response:
        return self.doors.form("/", "", error, status=403)


def rights_of(known: Settings, claims: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The role and the units that a person's groups give; DanVanError for somebody of none of them."""
    told = claims.get(known.claim) or ()
    of = {told} if isinstance(told, str) else {str(one) for one in told}
    found = [group for group in known.groups if group.name in of]
    if not found:
        raise DanVanError(text("people.of_no_group"), text("people.of_no_group_remedy"))
    role = max((group.role for group in found), key=STRENGTH.index)
    scopes = [group.units for group in found if group.role == UPLOADER]
    everywhere = role == ADMINISTRATOR or not all(scopes)
    return role, () if everywhere else tuple(sorted({unit for scope in scopes for unit in scope}))
