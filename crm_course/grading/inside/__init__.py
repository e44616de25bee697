"""What runs on the students' side of the wall: no answer is known here, and nothing here is believed."""
