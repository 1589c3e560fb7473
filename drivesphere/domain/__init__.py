"""The words and rules of booking: pure Python, no library, no I/O."""
