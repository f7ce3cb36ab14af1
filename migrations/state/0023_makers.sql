-- Who invited somebody, and by which key a key was made: what they made ends with their right to
-- it.
alter table invitations add column invited_by bigint;
alter table api_keys add column made_by bigint;
