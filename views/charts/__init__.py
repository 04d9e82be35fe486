"""Charts for the coordination group: values in, PNG out. Importing this package does not import matplotlib."""
