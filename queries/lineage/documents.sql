-- Mỗi số này lấy từ những tài liệu nào, nhập trong những đợt nào?
-- grain: one row per cell_no that rests on reports; the first $most documents and batches, and how many there are
with used as (
    select distinct
        cells.cell_no,
        cells.observation_id,
        coalesce(source.title, 'Chưa ghi nguồn') as title,
        coalesce(source.publisher, '') as publisher,
        source.day,
        batch.batch_id
    from cells
    inner join observation on cells.observation_id = observation.observation_id
    inner join batch on observation.batch_id = batch.batch_id
    left join source on observation.source = source.source
),

document as (
    select
        cell_no,
        title,
        publisher,
        day,
        min(observation_id) as first_report
    from used
    group by all
),

import as (
    select
        cell_no,
        batch_id,
        min(observation_id) as first_report
    from used
    group by all
),

documents as (
    select
        cell_no,
        list_slice(
            list({ 'title': title, 'publisher': publisher, 'day': day } order by first_report), 1, $most
        ) as documents,
        count(*)::integer as document_count
    from document
    group by cell_no
),

batches as (
    select
        cell_no,
        list_slice(list(batch_id order by first_report), 1, $most) as batches,
        count(*)::integer as batch_count
    from import
    group by cell_no
)

select
    documents.cell_no,
    documents.documents,
    documents.document_count,
    batches.batches,
    batches.batch_count
from documents
inner join batches on documents.cell_no = batches.cell_no
order by documents.cell_no;
