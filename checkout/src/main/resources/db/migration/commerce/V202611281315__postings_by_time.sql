-- The comparison with the payment company reads the last days, again and again: not the whole ledger. It is only added to, so that blocks tell times apart.
create index posting_at on posting using brin (posted_at) with (pages_per_range = 32);
