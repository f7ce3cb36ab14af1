-- A checkout of any store.
-- returns token text
select token from checkouts limit 1
