-- Những thiết lập nào có tên bắt đầu bằng tiền tố này?
-- grain: one row per setting
select
    setting.name,
    setting.value
from setting
where starts_with(setting.name, $prefix)
order by setting.name;
