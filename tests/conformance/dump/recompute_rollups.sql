-- What the rollups of a store must be, from its sales and its counted orders alone, in the form of
-- dump_rollups: written apart from the program's own sums, by docs/metrics.md.
-- param store_id bigint
-- returns content text
select '1,,' || cast(day as text) || ',' || cast(sum(orders) as text)
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
    || ',' || cast(sum(order_value) as text) as content
from (
    select
        day, 0 as orders, 0 as inexact_orders,
        case when line_type = 1 and action <> 3 then quantity else 0 end as units,
        case when line_type = 1 and action <> 3 then total - tax + discount else 0 end
            as gross_sales,
        case when line_type = 1 and action <> 3 then -discount else 0 end as discounts,
        case when line_type = 7 or (line_type = 1 and action = 3) then total - tax else 0 end
            as returns,
        case when line_type = 2 then total - tax else 0 end as shipping,
        case when line_type = 5 then total - tax else 0 end as duties,
        case when line_type = 6 then total - tax else 0 end as fees,
        case when line_type not in (3, 4) then tax else 0 end as taxes,
        case when line_type = 3 then total else 0 end as tips,
        case when line_type = 4 then total else 0 end as gift_cards,
        case when line_type = 1 and action = 1 then total - tax else 0 end as order_value
    from sales
    where store_id = :store_id
    union all
    select
        o.day, 1,
        (
            select coalesce(max(s.inexact), 0)
            from sales s
            where s.store_id = o.store_id and s.order_id = o.order_id
        ),
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from orders o
    where o.store_id = :store_id and o.counted = 1
) as parts
group by day
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
order by day
