-- People, the stores they watch, and the keys of their programs.
-- Times are UTC epoch milliseconds; flags are 0 or 1; our own ids are random 63-bit numbers.
create table users (
    user_id bigint not null primary key,
    email sorted_text not null unique,
    name text not null,
    password_hash text not null,
    is_operator bigint not null,
    created_at ms_int not null
);

create table stores (
    store_id bigint not null primary key,
    domain sorted_text not null unique,
    name sorted_text not null,
    currency text not null,
    timezone text not null,
    state text not null,
    webhook_secret body_blob not null,
    previous_webhook_secret body_blob,
    previous_secret_until ms_int,
    connected_at ms_int not null
);

create table members (
    store_id bigint not null,
    user_id bigint not null,
    role text not null,
    joined_at ms_int not null,
    primary key (store_id, user_id)
);
create index members_by_user on members (user_id);

create table api_keys (
    api_key_id bigint not null primary key,
    user_id bigint not null,
    name text not null,
    scopes text not null,
    key_hash body_blob not null unique,
    created_at ms_int not null,
    last_used_at ms_int
);
create index api_keys_by_user on api_keys (user_id);
