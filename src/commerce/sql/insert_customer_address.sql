-- An address of a customer.
-- param store_id bigint
-- param customer_id bigint
-- param position bigint
-- param is_default bigint
-- param name text
-- param company text
-- param address1 text
-- param address2 text
-- param city text
-- param province text
-- param zip text
-- param country_code text
-- param phone text
-- batch
insert into customer_addresses (
    store_id, customer_id, position, is_default, name, company, address1, address2, city,
    province, zip, country_code, phone
) values (
    :store_id, :customer_id, :position, :is_default, :name, :company, :address1, :address2,
    :city, :province, :zip, :country_code, :phone
)
