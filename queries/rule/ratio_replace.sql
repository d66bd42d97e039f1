-- Những ô tỷ lệ chỉ có trạng thái hoặc số dự kiến nhường chỗ cho số tính lại
-- grain: removes the ratio cells of the scope for which a recomputed ratio exists
delete from work
where
    way >= 90
    and exists (
        select 1
        from ratio_computed as computed
        where
            computed.indicator = work.indicator
            and computed.unit_id = work.unit_id
            and computed.breakdown = work.breakdown
            and computed.period_start = work.period_start
            and computed.period_end = work.period_end
    );
