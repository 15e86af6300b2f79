"""The resources: each module answers the addresses of one subject from the catalog and answers."""
