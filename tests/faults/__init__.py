"""One seeded runner of faults: the bot as it is served, people who use it, and everything that can go wrong at once.

`python -m tests.faults --seed 7 --minutes 10 --database postgres` is the long form; `test_faults.py` the short one.
"""
