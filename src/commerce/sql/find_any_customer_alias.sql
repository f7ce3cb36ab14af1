-- Whether any customer of a store became part of another.
-- param store_id bigint
-- returns merged_id bigint
select merged_id
from customer_aliases
where store_id = :store_id
limit 1
