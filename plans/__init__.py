"""A campaign as data: what a plan is, who owes what by when, its dates, working days; and the plans themselves."""
