-- Of a deleted store, so many rows at most: its cohorts.
-- param store_id bigint
-- param limit bigint
delete from cohorts
where store_id = :store_id and (first_month, month) in (
    select first_month, month
    from cohorts
    where store_id = :store_id
    order by first_month, month
    limit :limit
)
