"""Documents to be signed and kept: what stands in them, gathered as of one instant by the functions of every figure."""
