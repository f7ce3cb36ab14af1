-- Nothing here: on PostgreSQL a delivery itself says whether it is projected, in the transaction
-- of its effect (migrations/inbox). The embedded database keeps a position instead.
select 1;
