"""What counts as the same number: a share and the fraction it was printed from, and fractions that differ."""

import pytest

from danvan.database import Database
from danvan.ingest import check
from tests.unit.ready_workspace import commit, report, sheet

FRACTION = {"value": 100 * 356 / 382, "numerator": 356, "denominator": 382}
BARE = {"value": None, "numerator": 356, "denominator": 382}
PRINTED = {"value": 93.2}
BOTH = {"value": 93.2, "numerator": 356, "denominator": 382}
OTHER_FRACTION = {"value": 93.2, "numerator": 300, "denominator": 322}
OTHER_SHARE = {"value": 93.3}


def share(source: str = "bao-cao", **said: float | None) -> dict:
    """The share of communes of a province, as one document states it."""
    return report("NT06", "42-2008", "2023", said.pop("value"), source=source, **said)


def status(database: Database, stands: dict, arrives: dict, *, source: str) -> str:
    """What the preview says of a share that arrives where one stands (of the document bao-cao)."""
    commit(database, share(**stands))
    # A second row keeps the columns of numbers typed when the first has none.
    rows = sheet(share(source=source, **arrives), report("NT06", "01-2008", "2023", 50.0, source=source))
    return str(check.preview(database, rows).rows["status"].iloc[0])


@pytest.mark.parametrize(
    ("stands", "arrives"),
    [
        (FRACTION, BARE),
        (BARE, FRACTION),
        (FRACTION, BOTH),
        (BARE, BOTH),
        (PRINTED, FRACTION),
        (FRACTION, PRINTED),
        (PRINTED, BOTH),
        (BOTH, PRINTED),
        (BARE, PRINTED),
    ],
)
def test_a_share_and_its_fraction_from_two_documents_agree(database: Database, stands: dict, arrives: dict) -> None:
    assert status(database, stands, arrives, source="bao-chi") == "new"


@pytest.mark.parametrize(
    ("stands", "arrives"),
    [
        (BOTH, OTHER_FRACTION),
        (BARE, {**OTHER_FRACTION, "value": None}),
        (FRACTION, OTHER_SHARE),
        (OTHER_SHARE, BARE),
        (PRINTED, OTHER_SHARE),
        ({"value": 84.2, "numerator": 325}, {"value": 84.2, "numerator": 326}),
    ],
)
def test_documents_that_differ_in_the_share_or_in_its_parts_are_in_conflict(
    database: Database, stands: dict, arrives: dict
) -> None:
    assert status(database, stands, arrives, source="bao-chi") == "conflict"


@pytest.mark.parametrize(("stands", "arrives"), [(FRACTION, BARE), (BARE, BOTH), (BOTH, FRACTION), (PRINTED, PRINTED)])
def test_the_same_document_saying_the_same_fraction_again_changes_nothing(
    database: Database, stands: dict, arrives: dict
) -> None:
    assert status(database, stands, arrives, source="bao-cao") == "unchanged"


@pytest.mark.parametrize(
    ("stands", "arrives"),
    [
        (PRINTED, FRACTION),
        (FRACTION, PRINTED),
        (BARE, {**OTHER_FRACTION, "value": None}),
        (BOTH, OTHER_FRACTION),
        # A share printed off its own fraction is put right: the remark on it must not stay for ever.
        ({**BOTH, "value": 93.5}, BOTH),
    ],
)
def test_the_same_document_giving_other_parts_is_a_change(database: Database, stands: dict, arrives: dict) -> None:
    assert status(database, stands, arrives, source="bao-cao") == "changed"


def test_numbers_of_an_indicator_that_is_no_share_agree_only_when_equal(database: Database) -> None:
    commit(database, report("QC05", "42-2008", "2023", 10.0))
    rows = sheet(
        report("QC05", "42-2008", "2023", 10.04, source="bao-chi"),
        report("QC05", "42-2008", "2023", 10.0, source="khac"),
    )
    assert check.preview(database, rows).rows["status"].tolist() == ["conflict", "new"]
