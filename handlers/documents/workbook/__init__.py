"""The workbook beside a report: everything it is counted from, a sheet for each kind of thing."""
