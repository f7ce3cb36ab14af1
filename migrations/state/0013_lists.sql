-- Lists of orders, customers and products in the orders that they may be asked for, and the
-- beginnings that a search finds. Texts are compared byte by byte, capital letters as if small: of
-- A to Z, which is what lower() does alike on both engines under that comparison.
create index orders_by_time on orders (store_id, happened_at, order_id);
create index orders_by_price on orders (store_id, total_price, order_id);
create index orders_by_name on orders (store_id, lower(cast(name as sorted_text)), order_id);
create index orders_by_guest on orders (store_id, lower(cast(email as sorted_text)), order_id)
    where customer_id is null and email is not null;

create index customers_by_creation on customers (store_id, coalesce(created_at, 0), customer_id);
create index customers_by_email on customers
    (store_id, lower(cast(email as sorted_text)), customer_id)
    where email is not null;
create index customers_by_name on customers
    (store_id, lower(cast(first_name || ' ' || last_name as sorted_text)), customer_id);
create index customers_by_last_name on customers
    (store_id, lower(cast(last_name as sorted_text)), customer_id);

create index products_by_title on products
    (store_id, lower(cast(title as sorted_text)), product_id);

create index checkouts_by_email on checkouts (store_id, lower(cast(email as sorted_text)), token)
    where email is not null;
