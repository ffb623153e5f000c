"""What can be done in the newsroom, each deed as the request that a browser sends, and by hand who may do it."""
