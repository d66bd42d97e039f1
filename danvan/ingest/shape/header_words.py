"""The vocabulary itself: headers by role, names of summary rows, regions, footnotes. Data for `words`, no decisions."""

import re

ROLES: dict[tuple[str, str], tuple[str, ...]] = {
    ("ordinal", ""): (
        "STT", "TT", "Số TT", "Số thứ tự", "Thứ tự", "No", "Nr", "S T T", "Ordinal", "Row", "id",
    ),
    ("unit_code", "any"): (
        "Mã", "Mã số", "Mã đơn vị", "Mã ĐVHC", "Mã đơn vị hành chính", "Mã địa phương", "Code", "Unit code",
        "Mã địa bàn",
        "Mã hành chính", "ID đơn vị", "GSO code", "Mã GSO", "Mã TCTK", "unit_id", "area code", "geocode",
    ),
    ("unit_code", "province"): (
        "Mã tỉnh", "Mã TP", "Mã tỉnh/TP", "Mã tỉnh, thành phố", "Mã tỉnh thành", "tinhid", "province code",
        "province_id",
        "ma_tinh", "tinh_id", "matinh", "provinceid", "prov code", "ID tỉnh", "Mã tỉnh/thành phố",
    ),
    ("unit_code", "district"): (
        "Mã huyện", "Mã quận", "Mã quận/huyện", "Mã quận huyện", "huyenid", "district code", "district_id",
        "mahuyen", "Mã QH",
    ),
    ("unit_code", "commune"): (
        "Mã xã", "Mã phường", "Mã phường/xã", "Mã xã/phường", "Mã phường xã", "xaid", "commune code", "ward code",
        "maxa", "Mã PX",
        "Mã xã, phường", "ward_id", "commune_id",
    ),
    ("unit", "any"): (
        "Đơn vị", "Tên đơn vị", "Địa phương", "Tên địa phương", "Đơn vị hành chính", "Đơn vị báo cáo", "Địa bàn",
        "Địa danh",
        "Khu vực", "Nơi báo cáo", "Cơ quan, đơn vị", "Cơ quan, địa phương", "Tên cơ quan, đơn vị", "Name",
        "Name_VI", "name vie",
        "Tên", "Locality", "Unit", "Unit name", "Area", "Area name", "Location", "Đơn vị, địa phương", "Tên địa bàn",
        "Đơn vị/địa phương", "Các đơn vị", "Các địa phương", "Ban Dân vận", "Cấp ủy", "Đảng bộ",
        "Tên đơn vị hành chính",
        "Tên ĐVHC", "Nơi", "Place",
    ),
    ("unit", "province"): (
        "Tỉnh", "Tỉnh/Thành phố", "Tỉnh, thành phố", "Tỉnh thành", "Tỉnh/TP", "Tỉnh, TP", "Thành phố/Tỉnh", "Tên tỉnh",
        "Tên tỉnh/thành phố", "Tên tỉnh, thành phố", "Các tỉnh, thành phố", "Tỉnh, thành phố trực thuộc Trung ương",
        "Tỉnh/thành phố trực thuộc Trung ương", "tentinh_vie", "tentinh", "ten_tinh", "province", "provinces",
        "province_vi",
        "province_name", "Province/City", "Cities, provinces", "Tỉnh, thành", "Tỉnh - thành phố", "Tỉnh và thành phố",
        "Tỉnh ủy, thành ủy", "Tỉnh ủy/Thành ủy", "Tỉnh (thành phố)", "Tên tỉnh thành", "prov", "provname",
        "province name vi",
    ),
    ("unit", "district"): (
        "Huyện", "Quận", "Quận/Huyện", "Quận, huyện", "Quận huyện", "Huyện/Quận", "Tên huyện", "Tên quận, huyện",
        "Tên quận/huyện",
        "Quận, huyện, thị xã", "Quận/huyện/thị xã", "Huyện, thị xã, thành phố", "Huyện, thành phố, thị xã",
        "Huyện, thị xã",
        "Huyện, thành phố", "Huyện/thị xã/thành phố", "Huyện, thị, thành phố", "Các huyện, thị xã, thành phố",
        "district",
        "districts", "district_vi", "district_name", "Đơn vị cấp huyện", "Cấp huyện", "Quận ủy, huyện ủy, thị ủy",
        "Quận, huyện, thị xã, thành phố", "Huyện ủy", "tenhuyen", "ten_huyen",
    ),
    ("unit", "commune"): (
        "Xã", "Phường", "Xã/Phường", "Phường/Xã", "Xã, phường", "Phường, xã", "Xã, phường, thị trấn",
        "Xã/phường/thị trấn",
        "Tên xã", "Tên xã, phường", "Tên xã/phường", "Tên phường/xã", "Xã, thị trấn", "commune", "communes",
        "ward", "wards",
        "commune_vi", "ward_vi", "commune_name", "ward_name", "Đơn vị cấp xã", "Cấp xã", "Xã, phường, đặc khu",
        "Phường, xã, thị trấn",
        "Xã/phường/đặc khu", "Đảng ủy xã, phường", "Đảng ủy", "tenxa", "ten_xa", "Tên xã, phường, thị trấn",
    ),
    ("unit_kind", ""): (
        "Loại", "Loại đơn vị", "Loại hình đơn vị hành chính", "Cấp hành chính", "district_equiv_vi",
        "province_equiv_vi",
        "commune_equiv_vi", "district_equiv", "Loại ĐVHC", "Cấp đơn vị", "Unit type", "Kind", "Loại đơn vị hành chính",
    ),
    ("name_other", ""): (
        "Name_EN", "name eng", "tentinh_eng", "province_en", "district_en", "commune_en", "ward_en",
        "Tên tiếng Anh", "English name",
        "English", "Tên không dấu", "Tên cũ", "Tên khác", "province name en", "district_equiv_en",
    ),
    ("indicator", ""): (
        "Chỉ tiêu", "Tên chỉ tiêu", "Nội dung chỉ tiêu", "Chỉ số", "Tên chỉ số", "Indicator", "Indicator name",
        "Nội dung",
        "Nội dung báo cáo", "Các chỉ tiêu", "Tiêu chí", "Tên tiêu chí", "Variable", "Measure",
        "Nội dung công việc", "Hạng mục",
    ),
    ("indicator_code", ""): (
        "Mã chỉ tiêu", "Mã số chỉ tiêu", "Mã chỉ số", "Indicator code", "Mã tiêu chí", "indicator_id",
        "Variable code", "machitieu",
    ),
    ("breakdown", ""): (
        "Phân tổ", "Phân loại", "Chia theo", "Phân theo", "Breakdown", "Nhóm", "Dimension", "Đối tượng",
        "Lĩnh vực", "Cấp",
        "Cấp tổ chức", "Hình thức", "Disaggregation", "Category", "Trong đó",
    ),
    ("unit_of_measure", ""): ("Đơn vị tính", "ĐVT", "Đơn vị đo", "Unit of measure", "UoM", "Đ.v.t", "Units", "ĐV tính"),
    ("period", ""): (
        "Kỳ", "Kỳ báo cáo", "Kỳ số liệu", "Thời kỳ", "Thời gian", "Giai đoạn", "Period", "Time", "Kỳ thống kê",
        "Thời điểm báo cáo",
        "Reporting period", "Time period", "ky_bao_cao",
    ),
    ("year", ""): ("Năm", "Year", "Năm báo cáo", "Năm số liệu", "nam", "Years", "Năm thống kê", "yr", "calendar year"),
    ("half", ""): ("Nửa năm", "Half", "6 tháng", "Half year"),
    ("quarter", ""): ("Quý", "Quarter", "Quí", "qtr"),
    ("month", ""): ("Tháng", "Month", "Tháng báo cáo"),
    ("from", ""): ("Từ ngày", "Từ", "Ngày bắt đầu", "Ngày đầu kỳ", "From", "Start", "Start date", "Từ thời điểm",
    "Bắt đầu"),
    ("to", ""): ("Đến ngày", "Đến", "Ngày kết thúc", "Ngày cuối kỳ", "To", "End", "End date", "Đến thời điểm",
    "Kết thúc"),
    ("as_of", ""): (
        "Tính đến ngày", "Ngày chốt số liệu", "Ngày chốt", "Thời điểm", "As of", "Ngày số liệu", "Tại ngày",
        "Số liệu đến ngày",
        "Ngày báo cáo", "Date", "Ngày",
    ),
    ("value", ""): (
        "Giá trị", "Số liệu", "Value", "Số lượng", "Kết quả", "Kết quả thực hiện", "Giá trị chỉ tiêu", "Amount",
        "Trị số", "SL",
        "Thực hiện", "Số liệu báo cáo", "obs value", "Kết quả đạt được",
    ),
    ("numerator", ""): ("Tử số", "Numerator", "Số đạt"),
    ("denominator", ""): ("Mẫu số", "Denominator"),
    ("qualifier", ""): ("Mức", "Mức độ chính xác", "Từ chỉ mức", "Gần đúng", "Qualifier", "Độ chính xác"),
    ("state", ""): ("Trạng thái", "Trạng thái số liệu", "Tình trạng số liệu", "State", "Status", "Tình trạng"),
    ("source", ""): ("Nguồn", "Nguồn số liệu", "Source", "Tài liệu", "Văn bản", "Căn cứ", "Số văn bản",
    "Nguồn tài liệu"),
    ("place", ""): ("Vị trí", "Vị trí trong tài liệu", "Trang", "Place in document", "Page", "Trích dẫn"),
    ("note", ""): ("Ghi chú", "Note", "Notes", "Chú thích", "Diễn giải", "Remark", "Remarks", "Comment", "G/chú",
    "Giải trình"),
}  # fmt: skip

_TOTAL_WORDS = (
    r"tong cong|tong so|tong|cong|cong chung|tong chung|tong hop|total|grand total|sum|cong tong|toan bo|tat ca|chung"
)
SUMMARIES: dict[str, tuple[re.Pattern[str], ...]] = {
    "nation": (
        re.compile(r"(?:(?:tong cong|tong so|cong|chung|tong)(?: cua)? )?"
                   r"(?:ca nuoc|toan quoc|viet nam|whole country|whole country total|national|nationwide|vietnam"
                   r"|nation)"
                   r"(?: (?:whole country|total|tong so|national|viet nam))?"),
    ),
    "mean": (
        re.compile(r"(?:gia tri |muc |diem |diem so )?(?:trung binh|binh quan|trung vi|median|mean|average|avg)"
                   r"(?: (?:cong|chung|toan tinh|ca nuoc|toan quoc|cac tinh|quoc gia|median|mean|average))?"),
        re.compile(r"(?:national |provincial )?(?:mean|median|average)"),
    ),
    "extreme": (
        re.compile(r"(?:diem|gia tri|muc|tinh|diem so)? ?(?:cao nhat|thap nhat|lon nhat|nho nhat|toi da|toi thieu)"
                   r"(?: (?:ca nuoc|toan quoc|highest|lowest|max|min))?"),
        re.compile(r"highest|lowest|maximum|minimum|max|min|highest score|lowest score|best|worst"),
    ),
    "total": (
        re.compile(rf"(?:{_TOTAL_WORDS})(?: (?:{_TOTAL_WORDS}))?(?: \d+)?"),
        re.compile(rf"(?:(?:{_TOTAL_WORDS}) )?(?:toan|ca) (?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong"
                   rf"|dang bo|dia ban|vung|nganh)"),
        re.compile(r"(?:tong|tong cong|tong so|cong) (?:cac )?(?:xa|phuong|thi tran|huyen|quan|tinh|thanh pho"
                   r"|don vi|cap xa|cap huyen"
                   r"|cap tinh|dia phuong)(?: .{0,40})?"),
        re.compile(r"(?:total|subtotal|sub total)(?: .{0,30})?"),
        re.compile(r"(?:toan|ca) (?:tinh|thanh pho) .{0,20}"),
    ),
    "group": (
        re.compile(r"(?:(?:khoi|cac|cum|nhom|cap) )+(?:tinh|thanh pho|tp|quan|huyen|thi xa|xa|phuong|thi tran"
                   r"|dac khu|co quan"
                   r"|so,?|ban,?|nganh|don vi|doan the|to chuc|dang bo|dang uy|doanh nghiep|truong|thi dua)"
                   r"(?: (?:va|tinh|thanh pho|quan|huyen|thi xa|thi|xa|phuong|thi tran|dac khu|co quan|ban|nganh|don vi"
                   r"|doan the|truc thuoc|trung uong|tw|doanh nghiep|so|\d+|thi dua|dang))*"),
        re.compile(r"tinh|thanh pho|quan|huyen|thi xa|xa|phuong|thi tran"),
    ),
}  # fmt: skip
"""Kind of summary → the folded names of such rows; group: a heading over the rows that follow it."""

REGIONS: dict[str, tuple[str, ...]] = {
    "Trung du và miền núi phía Bắc": (
        "Trung du miền núi phía Bắc", "Trung du và miền núi Bắc Bộ", "Miền núi phía Bắc",
        "Northern midlands and mountain areas",
        "Northern midlands and mountains", "Northern Midland and Mountainous Areas",
        "Northern midland and mountain areas",
        "Northern Midlands and Mountain", "Trung du, miền núi phía Bắc", "TDMNPB", "TD và MN phía Bắc",
    ),
    "Đồng bằng sông Hồng": ("ĐBSH", "Đồng bằng Sông Hồng", "Red River Delta", "Đồng bằng Bắc Bộ"),
    "Bắc Trung Bộ và Duyên hải miền Trung": (
        "Bắc Trung Bộ và DHMT", "North Central and Central coastal areas", "North Central and Central Coast",
        "North Central and Central coastal area", "Bắc Trung Bộ, Duyên hải miền Trung", "BTB và DHMT", "Central coast",
        "Northern Central area and Central coastal area", "North Central Coast and South Central Coast",
    ),
    "Bắc Trung Bộ": ("North Central", "North Central Coast", "North Central area", "Bắc Trung bộ"),
    "Duyên hải Nam Trung Bộ": ("Nam Trung Bộ", "South Central Coast", "South Central", "DH Nam Trung Bộ",
    "Duyên hải miền Trung"),
    "Duyên hải Nam Trung Bộ và Tây Nguyên": (
        "South Central Coast and Central Highlands", "Nam Trung Bộ và Tây Nguyên",
        "Duyên hải Nam Trung Bộ - Tây Nguyên",
    ),
    "Tây Nguyên": ("Central Highlands", "Tay Nguyen"),
    "Đông Nam Bộ": ("South East", "Southeast", "ĐNB", "South East region", "Miền Đông Nam Bộ"),
    "Đồng bằng sông Cửu Long": ("ĐBSCL", "Mekong River Delta", "Mekong Delta", "Tây Nam Bộ", "Cuu Long River Delta"),
    "Đông Bắc": ("North East", "Northeast", "Đông Bắc Bộ"),
    "Tây Bắc": ("North West", "Northwest", "Tây Bắc Bộ"),
    "Miền Bắc": ("Bắc Bộ", "North", "Northern"),
    "Miền Trung": ("Trung Bộ", "Central"),
    "Miền Nam": ("Nam Bộ", "South", "Southern"),
    "Thành thị": ("Urban", "Khu vực thành thị"),
    "Nông thôn": ("Rural", "Khu vực nông thôn"),
}  # fmt: skip
"""Our name → the other names; the older eight regions and thành thị / nông thôn are no units either."""

NOTES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?:{pattern})(?![a-z])")
    for pattern in (
        r"(?:ghi chu|chu thich|chu y|luu y|nguon(?: so lieu)?|note|notes|source|sources|remark)",
        r"(?:nguoi lap|nguoi lap bieu|lap bieu|nguoi tong hop|nguoi kiem tra|ke toan truong|thu truong|ky ten"
        r"|ky ghi ro)",
        r"(?:t m|tm|kt|tl|tuq) (?:ban|uy ban|ubnd|thuong truc|truong|chu tich|thu truong|bi thu|ban thuong vu"
        r"|dang uy|giam doc)",
        r"(?:truong ban|pho truong ban|chu tich|pho chu tich|bi thu|pho bi thu|giam doc|chanh van phong"
        r"|truong phong|can bo)$",
        r"(?:noi nhan|kinh gui|luu vt|da ky)|dau$",
        r"(?:\S+ ){0,5}ngay(?: \d{1,2})? thang(?: \d{1,2})? nam(?: \d{4})?$",
        r"(?:cong hoa xa hoi chu nghia|doc lap tu do|dang cong san viet nam)",
        r"(?:kem theo|ban hanh kem theo|theo) (?:quyet dinh|cong van|bao cao|ke hoach|van ban|nghi quyet)",
        r"(?:so lieu|du lieu) (?:so bo|tam tinh|uoc tinh|chua bao gom|bao gom|tinh den|lay tu|duoc)",
        r"(?:trong do|bao gom) .*(?:chua|khong) (?:tinh|gom|bao gom)",
        r"(?:mau so|bieu so|phu luc)",
    )
)
"""Folded beginnings of lines that are neither units nor figures."""
