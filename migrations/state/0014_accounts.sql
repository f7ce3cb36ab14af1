-- What accounts need beyond a password.
select 1;
