"""A campaign as data: schema, phases, obligations, the working calendar; the plans themselves."""
