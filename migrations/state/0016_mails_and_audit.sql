-- Mails that wait to be sent, sealed: neither who gets one nor what it says can be read here. A
-- mail is tried from due_at on; who tries it sets that ahead first. Gone once sent or expired.
create table mails (
    mail_id bigint not null primary key,
    kind text not null,
    sealed body_blob not null,
    attempts bigint not null,
    due_at ms_int not null,
    expires_at ms_int not null
);
create index mails_by_due on mails (due_at, mail_id);

-- Who did what, from where: of a store, of an account, or of both. `action` is a word of the
-- program ("member.removed"), `subject` the id of what it was done to, `details` a JSON object.
create table audit_log (
    event_id bigint not null primary key,
    happened_at ms_int not null,
    action sorted_text not null,
    store_id bigint,
    account_id bigint,
    actor_id bigint,
    api_key_id bigint,
    address text,
    subject text,
    details json_text not null
);
create index audit_log_by_store on audit_log (store_id, happened_at, event_id)
    where store_id is not null;
create index audit_log_by_account on audit_log (account_id, happened_at, event_id)
    where account_id is not null;
create index audit_log_by_time on audit_log (happened_at);
