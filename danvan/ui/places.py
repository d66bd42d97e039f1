"""The pages there are: files, addresses, names; and links to them that keep what the reader has switched on."""

from typing import Any
from urllib.parse import urlencode

from danvan.ui import address
from danvan.workspace import ROOT

__all__ = ["BROWSE", "FOLDERS", "KEPT", "PATHS", "PRESENT", "ROOT", "SECTIONS", "UPLOAD", "link", "page_path"]
KEPT = ("kg", "dg", "ngay")
"""Switches of the whole application, which go along from page to page."""
BROWSE = (
    ("overview", "", "common.page_overview"),
    ("dialogues", "doi-thoai", "common.page_dialogues"),
    ("cases", "kien-nghi", "common.page_cases"),
    ("models", "dan-van-kheo", "common.page_models"),
    ("new_rural", "nong-thon-moi", "common.page_new_rural"),
    ("oversight", "giam-sat", "common.page_oversight"),
    ("organisation", "to-chuc", "common.page_organisation"),
    ("satisfaction", "hai-long", "common.page_satisfaction"),
    ("compliance", "dinh-muc", "common.page_compliance"),
    ("targets", "ke-hoach", "common.page_targets"),
    ("compare", "so-sanh", "common.page_compare"),
    ("table", "bang-so-lieu", "common.page_table"),
    ("unit_profile", "don-vi", "common.page_unit_profile"),
)

UPLOAD = (
    ("import_file", "nhap-so-lieu", "common.page_import_file"),
    ("history", "lich-su-nhap", "common.page_history"),
    ("one_figure", "nhap-mot-so", "common.page_one_figure"),
    ("plans", "giao-ke-hoach", "common.page_plans"),
    ("cases_entry", "so-kien-nghi", "common.page_cases_entry"),
    ("completeness", "tinh-hinh-bao-cao", "common.page_completeness"),
    ("quality", "chat-luong", "common.page_quality"),
)
PRESENT = (("briefing", "trinh-bay", "common.page_briefing"),)
ADMIN = (
    ("accounts", "tai-khoan", "common.page_accounts"),
    ("closing", "khoa-so", "common.page_closing"),
    ("journal", "nhat-ky", "common.page_journal"),
    ("backup", "sao-luu", "common.page_backup"),
)
SECTIONS = (
    ("browse", "common.section_browse", BROWSE),
    ("present", "common.section_present", PRESENT),
    ("upload", "common.section_upload", UPLOAD),
    ("admin", "common.section_admin", ADMIN),
)
FOLDERS = {name: folder for folder, _, pages in SECTIONS for name, _, _ in pages}
PATHS = {name: path for _, _, pages in SECTIONS for name, path, _ in pages}


def page_path(name: str) -> str:
    """The file of a page, as st.switch_page and st.Page want it."""
    return f"pages/{FOLDERS[name]}/{name}.py"


def link(name: str, **parameters: Any) -> str:
    """The address of a page with filters, keeping workspace, boundaries and day."""
    kept = {key: value for key in KEPT if (value := address.raw(key))}
    return f"{PATHS[name] or './'}?{urlencode({**kept, **parameters})}"
