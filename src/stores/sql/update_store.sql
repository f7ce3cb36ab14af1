-- Changes what is not null of a store's settings.
-- param store_id bigint
-- param name text null
-- param body_retention_days bigint null
-- param second_factor_required bigint null
update stores
set name = coalesce(:name, name),
    body_retention_days = coalesce(:body_retention_days, body_retention_days),
    second_factor_required = coalesce(:second_factor_required, second_factor_required)
where store_id = :store_id
