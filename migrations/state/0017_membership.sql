-- Who is asked to become a member of a store, until they accept; the link that was mailed is kept
-- as its hash. A member who may not see personal data gets every figure and no name.
alter table members add column sees_personal_data bigint not null default 1;

create table invitations (
    store_id bigint not null,
    invitation_id bigint not null,
    email sorted_text not null,
    role text not null,
    sees_personal_data bigint not null,
    token_hash body_blob not null,
    invited_at ms_int not null,
    expires_at ms_int not null,
    primary key (store_id, invitation_id)
);
create unique index invitations_by_email on invitations (store_id, email);
create index invitations_by_token on invitations (token_hash);
create index invitations_by_end on invitations (expires_at);
