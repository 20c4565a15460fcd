"""A workbook of entries, one row each: made for a unit, and read as if each row had been typed."""
