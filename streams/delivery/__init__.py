"""Everything that knows how Kafka fails. It does not know the domain."""
