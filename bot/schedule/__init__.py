"""When, and in which process: the clock, and the pool of processes that read articles."""
