-- Những ô tỷ lệ chỉ có trạng thái, số dự kiến hoặc số của ngày trước nhường chỗ cho số tính lại
-- grain: removes the ratio cells for which a better recomputed ratio exists; a reported ratio is never removed
delete from work
where
    way > 0
    and exists (
        select 1
        from ratio_computed as computed
        where
            computed.indicator = work.indicator
            and computed.unit_id = work.unit_id
            and computed.breakdown = work.breakdown
            and computed.period_start = work.period_start
            and computed.period_end = work.period_end
            and (work.way >= 90 or (computed.complete and not work.complete))
    );
