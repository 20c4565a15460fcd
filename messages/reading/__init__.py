"""How people here write days and numbers: the parts of the two grammars."""
