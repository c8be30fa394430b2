-- Whoever enrolls by hand needs nothing but the list: such a connection is ready from the first.
update connection set standing = 'READY' where kind = 'HAND' and standing = 'DRAFT';
