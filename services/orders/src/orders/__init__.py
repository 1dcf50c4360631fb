"""What we sell and ship: prices, orders, holds, shipments, returns."""
