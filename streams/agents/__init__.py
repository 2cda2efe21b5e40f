"""One module a stage: records in, records out. They know no topic name and no broker."""
