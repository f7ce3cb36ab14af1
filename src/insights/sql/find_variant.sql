-- What a variant and its product are called. A variant's id is of one product only.
-- param store_id bigint
-- param variant_id bigint
-- returns variant_id bigint, product_title text, title text
-- batch
select v.variant_id, p.title as product_title, v.title
from variants v
join products p on p.store_id = v.store_id and p.product_id = v.product_id
where v.store_id = :store_id and v.variant_id = :variant_id
