-- What somebody did.
-- param event_id bigint
-- param happened_at bigint
-- param action text
-- param store_id bigint null
-- param account_id bigint null
-- param actor_id bigint null
-- param api_key_id bigint null
-- param address text null
-- param subject text null
-- param details text
insert into audit_log (
    event_id, happened_at, action, store_id, account_id, actor_id, api_key_id, address, subject,
    details
) values (
    :event_id, :happened_at, :action, :store_id, :account_id, :actor_id, :api_key_id, :address,
    :subject, :details
)
