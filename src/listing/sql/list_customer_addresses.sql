-- The addresses of a customer, in the order of the list.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, is_default bigint, name text, company text, address1 text,
--     address2 text, city text, province text, zip text, country_code text, phone text
-- batch
select
    customer_id, is_default, name, company, address1, address2, city, province, zip, country_code,
    phone
from customer_addresses
where store_id = :store_id and customer_id = :customer_id
order by position
