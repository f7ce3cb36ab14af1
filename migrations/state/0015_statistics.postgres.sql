-- What the server measures by itself, once more as its indexes changed.
analyze orders;
analyze sales;
analyze variants;
analyze customer_aliases;
