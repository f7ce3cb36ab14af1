-- Orders change some times after they come: room beside them keeps a change on its page.
alter table orders set (fillfactor = 90);
