"""The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group) over provinces and districts.

What is told of a place beyond the places themselves is given to the views by who knows it: `Property` says how.
"""
