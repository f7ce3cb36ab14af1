-- Every row of cohorts of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(first_month as text), '-')
    || ',' || coalesce(cast(month as text), '-')
    || ',' || coalesce(cast(customers as text), '-') as content
from cohorts
where store_id = :store_id
order by first_month, month
