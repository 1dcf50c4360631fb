"""The edge of a service: HTTP, who may do what, health, and the process that runs its roles."""
