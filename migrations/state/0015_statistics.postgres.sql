-- The server measures by itself; of tables that only grow it does so before the newest days are a
-- fifth of them.
alter table orders set (autovacuum_analyze_scale_factor = 0.02);
alter table sales set (autovacuum_analyze_scale_factor = 0.02);
