"""The register of the illustrative workspace: made-up opinions and petitions of a few provinces, kept day by day.

Nobody is named, no place but the unit. Most are settled, some late, some nobody settles; a due day was put off here and
there. The same at every build, small or full: the days do not depend on the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import duckdb
import numpy as np

from danvan import units
from danvan.cases import store
from danvan.cases.item import DIALOGUE, ORIGINS, Case
from danvan.demo.lands import FULL, random
from danvan.lists.change import Change
from danvan.units import Unit

WHO = "Dữ liệu minh họa"
KEPT = {"01-2008": 32, "42-2008": 24, "79-2025": 28, "08-2025": 12, "15-2025": 10}
"""Province → how many cases it keeps."""
FIRST, LAST = date(2025, 9, 1), FULL.last + timedelta(days=20)
ORIGIN_SHARES = (0.55, 0.2, 0.2, 0.05)
PAPERS = ("Thông báo kết luận đối thoại", "Thông báo kết luận tiếp công dân", "Văn bản chuyển đơn", "Văn bản giao việc")
DELAYED = "Cơ quan giải quyết đề nghị gia hạn để bố trí kinh phí"
COMMUNE = "UBND {unit}"
WORDS = (
    ("dat_dai", "Đề nghị cấp giấy chứng nhận quyền sử dụng đất cho các hộ khu tái định cư đã nhận đất trên hai năm.",
     "Sở Nông nghiệp và Môi trường", "Đã cấp giấy cho các hộ đủ điều kiện, hướng dẫn hộ còn lại bổ sung hồ sơ."),
    ("dat_dai", "Đề nghị xem lại đơn giá bồi thường đất nông nghiệp của dự án đường liên xã.",
     "Trung tâm Phát triển quỹ đất", "Đã đối thoại, công khai đơn giá và phương án bổ sung; các hộ đồng thuận."),
    ("dat_dai", "Dự án treo nhiều năm, người dân không được sửa nhà; đề nghị điều chỉnh quy hoạch hoặc thu hồi.",
     "Sở Xây dựng", "Đã trình điều chỉnh quy hoạch, cho phép sửa chữa, cải tạo nhà ở."),
    ("dat_dai", "Tranh chấp ranh giới đất giữa hai thôn kéo dài, đề nghị đo đạc lại mốc giới.",
     COMMUNE, "Đã đo đạc, lập biên bản thống nhất mốc giới có đại diện hai thôn ký."),
    ("dat_dai", "Khiếu nại đông người về bố trí tái định cư chậm, nhiều hộ thuê nhà quá thời hạn hỗ trợ.",
     "Ban Quản lý dự án đầu tư xây dựng", "Đã bàn giao đất tái định cư và chi trả tiền thuê nhà phát sinh."),
    ("chinh_sach_xa_hoi", "Một số hộ nghèo, cận nghèo chưa nhận được tiền hỗ trợ sửa nhà theo danh sách đã duyệt.",
     COMMUNE, "Đã chi trả đủ, niêm yết danh sách tại nhà văn hóa thôn."),
    ("chinh_sach_xa_hoi", "Chậm giải quyết hồ sơ trợ cấp người có công, đề nghị trả lời bằng văn bản.",
     "Sở Nội vụ", "Đã trả lời bằng văn bản, hồ sơ được giải quyết theo quy định."),
    ("chinh_sach_xa_hoi", "Đề nghị miễn, giảm phí dịch vụ bán trú cho con công nhân thuê trọ.",
     "Sở Giáo dục và Đào tạo", "Đã có hướng dẫn miễn, giảm theo hoàn cảnh, áp dụng từ học kỳ này."),
    ("chinh_sach_xa_hoi", "Trạm y tế thiếu thuốc bảo hiểm y tế, người cao tuổi phải đi xa.",
     "Sở Y tế", "Đã cấp bổ sung thuốc và lịch khám lưu động hằng tháng."),
    ("moi_truong", "Mùi hôi từ trang trại chăn nuôi ảnh hưởng khu dân cư, đã phản ánh nhiều lần.",
     "Sở Nông nghiệp và Môi trường", "Đã kiểm tra, xử phạt, buộc hoàn thiện hệ thống xử lý chất thải."),
    ("moi_truong", "Bãi tập kết rác sát trường học, đề nghị di dời và tăng chuyến thu gom.",
     COMMUNE, "Đã di dời bãi tập kết, thu gom hằng ngày."),
    ("moi_truong", "Nước thải cụm công nghiệp chảy ra kênh tưới, lúa chết ven kênh.",
     "Sở Nông nghiệp và Môi trường", "Đã quan trắc, buộc khắc phục và hỗ trợ diện tích lúa thiệt hại."),
    ("moi_truong", "Xe chở vật liệu làm rơi đất đá, bụi trên tuyến đường qua khu dân cư.",
     "Công an {province}", "Đã xử phạt các xe vi phạm, yêu cầu nhà thầu tưới đường, che chắn."),
    ("moi_truong", "Ngập sau mưa lớn tại khu dân cư do cống thoát nước xuống cấp.",
     COMMUNE, "Đã nạo vét, thay đoạn cống hỏng; đưa việc cải tạo toàn tuyến vào kế hoạch."),
    ("khac", "Đường liên thôn hư hỏng, đề nghị nâng cấp và lắp đèn chiếu sáng.",
     COMMUNE, "Đã nâng cấp mặt đường và lắp đèn; nhân dân hiến đất mở rộng."),
    ("khac", "Thủ tục hành chính tại điểm phục vụ xa sau khi sắp xếp xã, đề nghị có điểm tiếp nhận tại nơi cũ.",
     COMMUNE, "Đã mở điểm tiếp nhận hồ sơ ba buổi mỗi tuần tại trụ sở cũ."),
    ("khac", "Nước sạch yếu vào giờ cao điểm, nhiều hộ phải dùng nước giếng.",
     "Công ty cấp nước", "Đã nâng áp, thay đường ống; cam kết cấp nước ổn định."),
    ("khac", "Sóng điện thoại, internet chập chờn, học sinh và người dân khó làm thủ tục trực tuyến.",
     "Sở Khoa học và Công nghệ", "Doanh nghiệp viễn thông đã lắp thêm trạm phát sóng."),
    ("khac", "Đề nghị bố trí lại nhà văn hóa của các thôn đã sáp nhập, nhiều nơi bỏ không.",
     COMMUNE, "Đã thống nhất phương án sử dụng tại hội nghị nhân dân."),
    ("", "Đề nghị công khai các khoản vận động đóng góp của nhân dân trong năm.",
     COMMUNE, "Đã công khai tại trụ sở và trên trang thông tin điện tử của xã."),
)  # fmt: skip
"""(topic, words, who settles it, what came of it)."""


@dataclass(frozen=True)
class Step:
    """What becomes of a case on a day."""

    day: date
    case: Case
    reason: str = ""


def write(cursor: duckdb.DuckDBPyConnection) -> None:
    """Enter them in the order of their days, inside the caller's transaction."""
    told = {id_: list(_life(case)) for id_, case in enumerate(_cases())}
    steps = sorted((step.day, id_, at, step) for id_, life in told.items() for at, step in enumerate(life))
    ids: dict[int, tuple[str, int]] = {}
    for seq, (day, id_, _, step) in enumerate(steps, start=1):
        case_id, before = ids.get(id_, ("", 0))
        change = Change(WHO, step.reason, datetime.combine(day, time(9, 30)))
        written = store.put(cursor, [replace(step.case, case_id=case_id, seq=before)], change)
        ids[id_] = (written[0], seq)


def _cases() -> Iterator[Case]:
    """Each as it is in the end, in the order of provinces."""
    for province, number in KEPT.items():
        rng = random("cases", province)
        communes = units.children(province, LAST)
        busy = [communes[at] for at in rng.choice(len(communes), size=min(9, len(communes)), replace=False)]
        for at in range(number):
            unit = units.get(province) if rng.random() < 0.12 else busy[int(rng.integers(len(busy)))]
            yield _one(unit, WORDS[(at * 7 + len(province) + number) % len(WORDS)], rng)


def _one(unit: Unit, words: tuple[str, str, str, str], rng: np.random.Generator) -> Case:
    topic, content, owner, outcome = words
    province = next(above for above in (unit, *units.ancestors(unit.unit_id)) if above.level == "province").full_name
    received = FIRST + timedelta(days=int(rng.beta(2.4, 1.0) * (LAST - FIRST).days) - 12)
    origin = ORIGINS[int(rng.choice(len(ORIGINS), p=ORIGIN_SHARES))]
    due = received + timedelta(days=int(rng.choice([15, 30, 45, 60, 90], p=[0.2, 0.35, 0.2, 0.15, 0.1])))
    settled = received + timedelta(days=max(3, int(rng.normal(0.85, 0.35) * (due - received).days)))
    number, day = int(rng.integers(10, 240)), received + timedelta(days=int(rng.integers(1, 4)))
    paper = f"[Minh họa] {PAPERS[ORIGINS.index(origin)]} số {number}, ngày {day.day}/{day.month}/{day.year}"
    done = settled <= LAST and rng.random() < 0.84
    if not done and received > LAST - timedelta(days=100) and rng.random() < 0.45:
        due = LAST + timedelta(days=int(rng.integers(3, 24)))
    case = Case(
        "", unit.unit_id, origin, received, topic, content,
        owner.format(unit=_inside(unit.full_name), province=_inside(province)), due, settled if done else None,
        outcome if done else "", "", paper,
    )  # fmt: skip
    if done or rng.random() > (0.34 if origin == DIALOGUE else 0.22):
        return case
    return replace(case, due=None) if rng.random() < 0.4 else replace(case, owner="", due=None, paper="")


def _inside(name: str) -> str:
    """'xã Cẩm Xuyên', as inside a sentence."""
    return name[:1].lower() + name[1:]


def _life(case: Case) -> Iterator[Step]:
    """Entered, assigned some days after it, now and then put off, settled."""
    rng = random("case", case.unit_id, case.content, case.received.isoformat())
    day = _working(case.received + timedelta(days=int(rng.integers(0, 4))))
    opened = replace(case, settled=None, outcome="")
    while_open = case.settled is None or case.settled > day + timedelta(days=10)
    if case.owner and case.due and while_open and rng.random() < 0.5:
        yield Step(day, replace(opened, owner="", due=None, paper=""))
        day = min(_working(day + timedelta(days=int(rng.integers(2, 7)))), LAST)
    before = (
        replace(opened, due=max(case.received + timedelta(days=12), case.due - timedelta(days=15)))
        if case.due
        else None
    )
    if before and rng.random() < 0.3 and before.due - timedelta(days=2) > day and (case.settled or LAST) > before.due:
        yield Step(day, before)
        day = _working(before.due - timedelta(days=2))
        yield Step(day, opened, DELAYED)
    else:
        yield Step(day, opened)
    if case.settled:
        yield Step(min(max(day, _working(case.settled + timedelta(days=1))), LAST), case)


def _working(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
