"""What an operator does: broker, topics, publish, tail and demo, on kafka-python."""
