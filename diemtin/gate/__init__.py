"""Who gets in: signing in, the second factor, sessions, limits, and from where the newsroom opens at all.

`entrance` is the one place that decides: until somebody has passed it, they are nobody to the rest of the site.
"""
