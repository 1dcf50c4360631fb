"""Who we sell to: organisation, customers, credit, complaints."""
