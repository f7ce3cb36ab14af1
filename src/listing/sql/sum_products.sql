-- What was sold of each product, of all time; a product by its id as digits.
-- param store_id bigint
-- returns product text, units bigint, net_sales bigint
select
    value as product,
    cast(sum(units) as bigint) as units,
    cast(sum(gross_sales + discounts + returns) as bigint) as net_sales
from rollups
where store_id = :store_id and dimension = 5
group by value
