"""The consolidated report of an office: its facts in sentences; what is judgement stays to be filled by a person."""
