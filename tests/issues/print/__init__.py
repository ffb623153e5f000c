"""What judges the printed editions: six of them in both layouts, and the judges, one topic a file."""
