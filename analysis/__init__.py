"""The psilocybin trial: its data, models and results."""
