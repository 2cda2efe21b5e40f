"""What travels on Kafka: pydantic models, their JSON Schemas, and nothing of the program."""
