"""How people here write days."""
