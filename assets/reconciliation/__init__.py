"""Who is who, what differs and why: matching, comparing, causes, the bridge."""
