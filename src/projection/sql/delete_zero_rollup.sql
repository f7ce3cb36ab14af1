-- Takes a row away that its deltas brought to nothing: rows that are all zero do not exist.
-- param store_id bigint
-- param dimension bigint
-- param value text
-- param day bigint
-- batch
delete from rollups
where (store_id, dimension, value, day) in (values (:store_id, :dimension, :value, :day))
    and orders = 0
    and inexact_orders = 0
    and units = 0
    and gross_sales = 0
    and discounts = 0
    and returns = 0
    and shipping = 0
    and duties = 0
    and fees = 0
    and taxes = 0
    and tips = 0
    and gift_cards = 0
    and order_value = 0
    and customer_orders = 0
    and first_orders = 0
