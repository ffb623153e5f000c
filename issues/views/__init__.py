"""All public pages. Each is made of what stands on the public shelf; what is not published answers 404."""
