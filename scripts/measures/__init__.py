"""What is measured beside a peer or recorded from a run; each room is one command of scripts/bench.py."""
