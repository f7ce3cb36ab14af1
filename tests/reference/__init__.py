"""A second opinion on the figures, in Python: written from the definitions alone, never from the
program's own source, so that both cannot be wrong in the same way by accident.

readings.py  where the definitions leave a choice, and which one is taken here
money.py     whole minor units, rounding, splitting
zones.py     instants and the days of a time zone
orders.py    deliveries → the effective orders, customers
ledger.py    one effective order → its sales
figures.py   sales → the figures of a range
model.py     all of it, for one store
shop.py      builds bodies as Shopify sends them
cases_*.py   hard cases, each with its sales worked out by hand
store.py     all cases as one store
"""
