"""The pages of one body: its years side by side, and of bodies without a report."""
