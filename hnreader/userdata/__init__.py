"""What belongs to the person who reads: settings, marks, notes, history."""
