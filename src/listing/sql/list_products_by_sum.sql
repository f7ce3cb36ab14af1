-- The products behind a place by what was sold of them, of all time: units where `by_units` is 1,
-- net sales where it is 0. Ascending where `direction` is 1, descending where it is -1. All sums of
-- the store are looked at.
-- param store_id bigint
-- param by_units bigint
-- param direction bigint
-- param key bigint
-- param product_id bigint
-- param limit bigint
-- returns id bigint, key bigint
select id, key
from (
    select
        products.product_id as id,
        coalesce(case when :by_units = 1 then sums.units else sums.net_sales end, 0) as key
    from products
    left join (
        select
            value,
            cast(sum(units) as bigint) as units,
            cast(sum(gross_sales + discounts + returns) as bigint) as net_sales
        from rollups
        where store_id = :store_id and dimension = 5
        group by value
    ) as sums on sums.value = cast(products.product_id as text)
    where products.store_id = :store_id
) as listed
where (:direction * key, :direction * id) > (:direction * :key, :direction * :product_id)
order by :direction * key, :direction * id
limit :limit
