"""What a check may ask of a text: which words stand in it, where its clauses, quotations and blanks are."""
