-- A store is changed in this transaction.
-- returns generation bigint
update store_changes
set generation = generation + 1
returning generation
