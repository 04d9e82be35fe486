"""Files that people print, sign and calculate with: Excel, PDF, Word and CSV."""
