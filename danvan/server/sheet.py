"""Owns the looks of the pages to sign in: HTML made here, every value escaped, no script, nothing from another host."""

from html import escape

from danvan.errors import DanVanError
from danvan.people.accounts import Account
from danvan.people.passwords import SHORTEST
from danvan.server.gate import CHANGE, SIGN_IN
from danvan.texts import text

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self'; "
    "form-action *; frame-ancestors 'none'; base-uri 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
STYLE = """
@font-face{font-family:"Be Vietnam Pro";src:url(/app/static/fonts/BeVietnamPro-Regular.ttf);font-weight:400}
@font-face{font-family:"Be Vietnam Pro";src:url(/app/static/fonts/BeVietnamPro-SemiBold.ttf);font-weight:600}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:#6f1417;color:#1f2430;
font:400 16px/1.5 "Be Vietnam Pro","Segoe UI",sans-serif}
main{width:100%;max-width:400px;background:#fff;border-radius:10px;padding:32px 32px 28px;border-top:4px solid #f2c14e}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 2px;font-weight:600}
.office{color:#5d6370;margin:0 0 22px;font-size:.92rem}
label{display:block;font-weight:600;font-size:.92rem;margin:14px 0 5px}
input{width:100%;font:inherit;padding:10px 12px;border:1px solid #8a8f98;border-radius:6px;background:#fff;
color:inherit}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid #1f6f8b;outline-offset:2px}
button,.other{display:block;width:100%;margin-top:22px;font:inherit;font-weight:600;padding:11px;
border:0;border-radius:6px;background:#9b1c1f;color:#fff;cursor:pointer;text-align:center;text-decoration:none}
button:hover{background:#7f1619}
.other{background:#fff;color:#9b1c1f;border:1px solid #9b1c1f;margin-top:12px}
.fault{margin:0 0 6px;padding:10px 12px;border-left:4px solid #9b1c1f;background:#fbeeee;border-radius:4px;
font-size:.95rem}
.fault b{display:block;font-weight:600}
.hint{color:#5d6370;font-size:.88rem;margin:6px 0 0}
"""


def sign_in(to: str, name: str, provider: str | None, error: DanVanError | None = None) -> str:
    """The form for name and password; `provider`: where the office's own sign-in begins."""
    other = f'<a class="other" href="{escape(provider)}">{text("people.with_provider")}</a>' if provider else ""
    return _page(
        text("people.sign_in"),
        f"""{_fault(error)}<form method="post" action="{SIGN_IN}">{_hidden(to)}
{_field("ten", text("people.name"), "text", "username", name, focus=not name)}
{_field("mat_khau", text("people.password"), "password", "current-password", focus=bool(name))}
<button>{text("people.sign_in")}</button></form>{other}
<p class="hint">{text("people.lost")}</p>""",
    )


def change(account: Account, to: str, error: DanVanError | None = None) -> str:
    """The form for a new password."""
    why = f'<p class="hint">{text("people.must_change")}</p>' if account.must_change else ""
    return _page(
        text("people.change_password"),
        f"""{_fault(error)}{why}<form method="post" action="{CHANGE}">{_hidden(to)}
<input type="text" autocomplete="username" value="{escape(account.name)}" hidden>
{_field("mat_khau", text("people.password_now"), "password", "current-password", focus=True)}
{_field("moi", text("people.password_new"), "password", "new-password")}
<p class="hint">{text("people.password_rule", shortest=SHORTEST)}</p>
{_field("moi_lai", text("people.password_again"), "password", "new-password")}
<button>{text("people.change_password")}</button></form>""",
    )


def _page(title: str, body: str) -> str:
    product, office = text("common.product"), text("common.office")
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>{title} · {product}</title><link rel="icon" href="data:,"><style>{STYLE}</style></head>
<body><main><h1>{title}</h1><p class="office">{product} · {office}</p>{body}</main></body></html>"""


def _fault(error: DanVanError | None) -> str:
    if error is None:
        return ""
    return f'<p class="fault" role="alert"><b>{escape(error.message)}</b>{escape(error.remedy)}</p>'


def _hidden(to: str) -> str:
    return f'<input type="hidden" name="toi" value="{escape(to)}">'


def _field(name: str, label: str, kind: str, fill: str, value: str = "", *, focus: bool = False) -> str:
    return (
        f'<label for="{name}">{label}</label><input id="{name}" name="{name}" type="{kind}" autocomplete="{fill}" '
        f'value="{escape(value)}" autocapitalize="none" spellcheck="false" maxlength="200" required'
        f"{' autofocus' if focus else ''}>"
    )
