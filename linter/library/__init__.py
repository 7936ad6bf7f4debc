"""What only all templates of a library together show: one module a check, and the loop over them."""
