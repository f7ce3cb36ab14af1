-- What standings, repeats by day, customers' days and cohorts of a store must be, from its orders
-- and sales alone. Written apart from the program's own sums, by docs/metrics.md; months count from
-- 1970-01, made of days by whole-number steps as of the proleptic Gregorian calendar: from
-- 0000-03-01 (719468 days before 1970) a year's days follow from eras of 400 years.
-- param store_id bigint
-- returns content text
with counted as (
    select
        customer_id, order_id, day,
        row_number() over (partition by customer_id order by happened_at, order_id) as place,
        lag(day) over (partition by customer_id order by day) as day_before
    from orders
    where store_id = :store_id and counted = 1 and customer_id is not null
),
days as (
    select
        o.customer_id, s.day, 0 as orders,
        case
            when s.line_type = 1 or (s.line_type = 7 and s.action = 3) then s.total - s.tax
            else 0
        end as net_sales,
        case
            when s.line_type in (3, 4) then 0
            when s.line_type = 7 and s.action <> 3 then s.tax
            else s.total
        end as total_sales
    from sales s
    join orders o on o.store_id = s.store_id and o.order_id = s.order_id
    where s.store_id = :store_id and o.customer_id is not null
    union all
    select customer_id, day, 1, 0, 0
    from counted
),
eras as (
    select
        customer_id, (day + 719468) / 146097 as era,
        (day + 719468) % 146097 as day_of_era
    from counted
),
years as (
    select
        customer_id, era, day_of_era,
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365
            as year_of_era
    from eras
),
months_from_march as (
    select
        customer_id, era * 400 + year_of_era as year,
        (5 * (day_of_era - 365 * year_of_era - year_of_era / 4 + year_of_era / 100) + 2) / 153
            as month
    from years
),
months as (
    select
        customer_id, month, min(month) over (partition by customer_id) as first_month
    from (
        select distinct customer_id, year * 12 + month + 2 - 1970 * 12 as month
        from months_from_march
    ) as distinct_months
),
told as (
    select
        'standing,' || cast(order_id as text) || ',' || case place when 1 then '1' else '2' end
            as content
    from counted
    union all
    select
        'repeat,' || cast(day_before as text) || ',' || cast(day as text) || ','
            || cast(count(*) as text)
    from counted
    where day_before is not null
    group by day_before, day
    union all
    select
        'customer,' || cast(customer_id as text) || ',' || cast(day as text) || ','
            || cast(sum(orders) as text) || ',' || cast(sum(net_sales) as text) || ','
            || cast(sum(total_sales) as text)
    from days
    group by customer_id, day
    having sum(orders) <> 0 or sum(net_sales) <> 0 or sum(total_sales) <> 0
    union all
    select
        'cohort,' || cast(first_month as text) || ',' || cast(month as text) || ','
            || cast(count(*) as text)
    from months
    group by first_month, month
)
select content
from told
