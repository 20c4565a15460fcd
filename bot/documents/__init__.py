"""The command line for documents: `export`, and the template of the consolidated report."""
