"""What people and the clock do, and under it what is told, owed, entered and delivered."""
