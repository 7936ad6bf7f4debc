"""From paths to results: which files, read how, judged by whom, in what order, on how many processes."""
