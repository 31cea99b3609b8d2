"""Files that show something: judged by content, kept with their hash, given out by permission."""
