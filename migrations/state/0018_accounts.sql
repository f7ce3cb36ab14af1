-- Accounts: what people set of themselves, how they prove who they are, and where they are signed
-- in. Codes, tokens and recovery codes are kept as hashes, the secrets of second factors sealed.
alter table users add column locale text not null default 'en';
alter table users add column time_zone text;
alter table users add column theme text not null default 'system';

-- Who asked for an account and has not yet entered the code that went to the address.
create table sign_ups (
    address sorted_text not null primary key,
    flow_id bigint not null,
    name text not null,
    password_hash text not null,
    invited bigint not null,
    expires_at ms_int not null
);

-- The code that was mailed last for a purpose to an address, and the flow that it finishes.
create table codes (
    purpose text not null,
    address sorted_text not null,
    flow_id bigint not null,
    salt body_blob not null,
    code_hash body_blob not null,
    tries_left bigint not null,
    expires_at ms_int not null,
    primary key (purpose, address)
);

-- A change of an account's address that waits for its code.
create table email_changes (
    user_id bigint not null primary key,
    flow_id bigint not null,
    address sorted_text not null,
    expires_at ms_int not null
);

-- Links and tickets that are good for one use; detail is the purpose's own.
create table one_time_tokens (
    token_hash body_blob not null primary key,
    purpose text not null,
    user_id bigint not null,
    detail text not null,
    expires_at ms_int not null
);
create index one_time_tokens_by_user on one_time_tokens (user_id, purpose);
create index one_time_tokens_by_end on one_time_tokens (expires_at);

-- A device that is signed in. Its refresh tokens are a family: each has one successor.
create table sessions (
    session_id bigint not null primary key,
    user_id bigint not null,
    device text not null,
    address text not null,
    created_at ms_int not null,
    last_used_at ms_int not null,
    expires_at ms_int not null
);
create index sessions_by_user on sessions (user_id);

create table refresh_tokens (
    token_hash body_blob not null primary key,
    session_id bigint not null,
    used_at ms_int,
    nonce body_blob
);
create index refresh_tokens_by_session on refresh_tokens (session_id);

-- Failed attempts in a row, by the hash of what was tried.
create table failed_attempts (
    subject body_blob not null primary key,
    failures bigint not null,
    blocked_until ms_int not null,
    last_at ms_int not null
);
create index failed_attempts_by_time on failed_attempts (last_at);

-- When codes and links were asked for, by the hash of the address.
create table code_requests (
    request_id bigint not null primary key,
    subject body_blob not null,
    asked_at ms_int not null
);
create index code_requests_by_subject on code_requests (subject, asked_at);
create index code_requests_by_time on code_requests (asked_at);

-- A secret is on trial until its first code is entered; last_step is the newest step that was used.
create table second_factors (
    user_id bigint not null primary key,
    secret body_blob not null,
    confirmed_at ms_int,
    last_step bigint not null
);

create table recovery_codes (
    user_id bigint not null,
    code_hash body_blob not null,
    primary key (user_id, code_hash)
);
