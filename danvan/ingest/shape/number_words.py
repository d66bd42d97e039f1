"""The words that stand around or instead of figures: data for number_text, no decisions."""

KNOWN, MISSING, DASH, NOT_APPLICABLE = "known", "missing", "dash", "not_applicable"
EXPECTED, PROVISIONAL, HELD = "expected", "provisional", "held_no_count"

STATES = {
    MISSING: (
        "", "..", "...", "....", ". .", ". . .", "n/a", "na", "n.a", "n.a.", "nan", "null", "none", "nil", "#n/a",
        "chưa có", "chưa có số liệu", "chưa có dữ liệu", "chưa có báo cáo", "chưa báo cáo", "chưa gửi báo cáo",
        "chưa nộp báo cáo", "chưa tổng hợp", "đang tổng hợp", "chưa cập nhật", "đang cập nhật", "chưa thống kê",
        "không có số liệu", "không có dữ liệu", "không có báo cáo", "không báo cáo", "không thống kê",
        "không gửi báo cáo", "chưa xác định", "thiếu số liệu", "k báo cáo", "no data", "missing", "not available",
    ),
    DASH: (
        "-", "--", "---", "- -", "không", "không có", "không phát sinh", "ko", "ko có", "ko phát sinh", "kps",
        "không phát sinh mới", "không tổ chức", "không thực hiện",
    ),
    NOT_APPLICABLE: ("x", ":", "không áp dụng", "không thuộc diện", "không thuộc đối tượng", "not applicable"),
    HELD: ("có", "có tổ chức", "đã tổ chức", "có thực hiện", "đã thực hiện", "có phát sinh"),
}  # fmt: skip
"""Texts that stand where a figure would, by the state that they tell."""

LEADS = {
    "hơn": ("hon", KNOWN), "trên": ("hon", KNOWN), ">": ("hon", KNOWN), ">=": ("hon", KNOWN), "≥": ("hon", KNOWN),
    "ít nhất": ("hon", KNOWN), "tối thiểu": ("hon", KNOWN), "không dưới": ("hon", KNOWN), "over": ("hon", KNOWN),
    "gần": ("gan", KNOWN), "gần đạt": ("gan", KNOWN), "xấp xỉ": ("khoang", KNOWN), "khoảng": ("khoang", KNOWN),
    "chừng": ("khoang", KNOWN), "khoảng trên": ("hon", KNOWN), "khoảng gần": ("gan", KNOWN), "~": ("khoang", KNOWN),
    "≈": ("khoang", KNOWN), "trên dưới": ("khoang", KNOWN), "about": ("khoang", KNOWN), "đạt": ("", KNOWN),
    "là": ("", KNOWN), "=": ("", KNOWN), "đạt trên": ("hon", KNOWN), "đạt hơn": ("hon", KNOWN),
    "đạt gần": ("gan", KNOWN), "đạt khoảng": ("khoang", KNOWN),
    "dự kiến": ("", EXPECTED), "dự kiến đạt": ("", EXPECTED), "ước": ("", EXPECTED), "ước đạt": ("", EXPECTED),
    "ước tính": ("", EXPECTED), "ước thực hiện": ("", EXPECTED), "ước khoảng": ("khoang", EXPECTED),
    "dự kiến khoảng": ("khoang", EXPECTED), "dự kiến trên": ("hon", EXPECTED), "ước trên": ("hon", EXPECTED),
    "sơ bộ": ("", PROVISIONAL), "số sơ bộ": ("", PROVISIONAL), "tạm tính": ("", PROVISIONAL),
}  # fmt: skip
"""Words before a figure → (qualifier, state). 'dưới', 'tối đa' are bounds from above and no figures at all."""

BOUNDS = ("dưới", "tối đa", "không quá", "chưa đến", "chưa tới", "ít hơn", "nhỏ hơn", "<", "<=", "≤", "under")
AFTER = {"trở lên": "hon", "+": "hon"}
SCALES = ("trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "tr", "trđ", "k", "chục")
"""Words that multiply; a figure with one is right only where the whole column carries it."""

NOT_UNITS = ("chưa", "không", "trừ", "ngoài", "hoặc", "và", "đến", "năm", "tháng", "quý", "so", "tăng", "giảm", "còn")
"""Words after a figure that change what it says, so that it is not simply a number with its unit."""
