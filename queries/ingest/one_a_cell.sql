-- Khi một tệp dẫn nhiều tài liệu, dòng nào của cùng một ô sẽ được dùng?
-- grain: removes from stated the rows of a cell that another row of it outweighs
delete from stated
where row_no in (
    select stated.row_no
    from stated
    left join paper on stated.source = paper.source
    left join source on stated.source = source.source
    qualify
        row_number() over (
            partition by
                stated.indicator, stated.unit_id, stated.breakdown, stated.period_start, stated.period_end
            order by
                stated.value is null and stated.numerator is null, stated.state = 'expected',
                coalesce(paper.priority, source.priority, 9) asc, stated.as_of desc nulls last, stated.row_no desc
        ) > 1
);
