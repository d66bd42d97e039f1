"""The application opened on a page, as a click on the navigation or a link does."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from danvan.ui import places

ROOT = Path(__file__).resolve().parents[2]


def page(path: str, *, person: str = "", **address: str) -> AppTest:
    """The page 'browse/targets' (the overview: '') at an address; no exception. person: the name typed before."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
    switches = {name: value for name, value in address.items() if name in places.KEPT}
    for name, value in switches.items():
        app.query_params[name] = value
    app.run()
    app.query_params.clear()
    if path:
        app.switch_page(f"pages/{path}.py")
    for name, value in address.items():
        app.query_params[name] = value
    if person:
        app.session_state["person"] = person
    app.run()
    assert not app.exception
    return app


def sound(path: str, *, person: str = "", **address: str) -> AppTest:
    """The page, which shows no error either."""
    app = page(path, person=person, **address)
    assert [error.value for error in app.error] == []
    return app


def browse(name: str, **address: str) -> AppTest:
    """A page of the figures: 'dialogues', 'overview'."""
    return page("" if name == "overview" else f"browse/{name}", **address)
