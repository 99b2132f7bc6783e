"""`make bench`: speed as ratios in one run where there is a peer; never a test."""
