"""Numbers as people type them, whatever they count: "1k2", "hai triệu rưỡi", "gần trăm"."""
