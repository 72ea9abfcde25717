"""What each exported list shows: columns and rows. Which rows, the service decides."""
