-- What the rollups of a store must be in two dimensions, from its sales and its counted orders
-- alone, in the form of dump_rollups: 1 (all) and 10 (new or returning). Written apart from the
-- program's own sums, by docs/metrics.md.
-- param store_id bigint
-- returns content text
with parts as (
    select
        s.day, o.standing, 0 as orders, 0 as inexact_orders,
        case when s.line_type = 1 and s.action <> 3 then s.quantity else 0 end as units,
        case when s.line_type = 1 and s.action <> 3 then s.total - s.tax + s.discount else 0 end
            as gross_sales,
        case when s.line_type = 1 and s.action <> 3 then -s.discount else 0 end as discounts,
        case when s.line_type in (1, 7) and s.action = 3 then s.total - s.tax else 0 end
            as returns,
        case when s.line_type = 2 then s.total - s.tax else 0 end as shipping,
        case when s.line_type = 5 then s.total - s.tax else 0 end as duties,
        case when s.line_type = 6 then s.total - s.tax else 0 end as fees,
        case when s.line_type not in (3, 4) then s.tax else 0 end as taxes,
        case when s.line_type = 3 then s.total else 0 end as tips,
        case when s.line_type = 4 then s.total else 0 end as gift_cards,
        case when s.line_type = 1 and s.action = 1 then s.total - s.tax else 0 end as order_value,
        0 as customer_orders, 0 as first_orders
    from sales s
    join orders o on o.store_id = s.store_id and o.order_id = s.order_id
    where s.store_id = :store_id
    union all
    select
        o.day, o.standing, 1,
        (
            select coalesce(max(s.inexact), 0)
            from sales s
            where s.store_id = o.store_id and s.order_id = o.order_id
        ),
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        case when o.customer_id is null then 0 else 1 end,
        case when o.standing = 1 then 1 else 0 end
    from orders o
    where o.store_id = :store_id and o.counted = 1
),
valued as (
    select 1 as dimension, '' as value, p.* from parts p
    union all
    select
        10, case standing when 0 then 'guest' when 1 then 'new' else 'returning' end, p.*
    from parts p
)
select cast(dimension as text) || ',' || value || ',' || cast(day as text)
    || ',' || cast(sum(orders) as text)
    || ',' || cast(sum(inexact_orders) as text)
    || ',' || cast(sum(units) as text)
    || ',' || cast(sum(gross_sales) as text)
    || ',' || cast(sum(discounts) as text)
    || ',' || cast(sum(returns) as text)
    || ',' || cast(sum(shipping) as text)
    || ',' || cast(sum(duties) as text)
    || ',' || cast(sum(fees) as text)
    || ',' || cast(sum(taxes) as text)
    || ',' || cast(sum(tips) as text)
    || ',' || cast(sum(gift_cards) as text)
    || ',' || cast(sum(order_value) as text)
    || ',' || cast(sum(customer_orders) as text)
    || ',' || cast(sum(first_orders) as text) as content
from valued
group by dimension, value, day
having sum(orders) <> 0
    or sum(inexact_orders) <> 0
    or sum(units) <> 0
    or sum(gross_sales) <> 0
    or sum(discounts) <> 0
    or sum(returns) <> 0
    or sum(shipping) <> 0
    or sum(duties) <> 0
    or sum(fees) <> 0
    or sum(taxes) <> 0
    or sum(tips) <> 0
    or sum(gift_cards) <> 0
    or sum(order_value) <> 0
    or sum(customer_orders) <> 0
    or sum(first_orders) <> 0
order by dimension, value, day
