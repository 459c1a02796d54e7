"""Tests of the officer’s desk: status, join, schema, and the page that explains them."""
