"""Where what several processes share for a while is kept: in a Redis, or in the memory of each."""
