"""What people see: sentences, keyboards, charts, spreadsheets, letters."""
