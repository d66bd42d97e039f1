"""The page of briefings: the list, preparing one, presenting it, handing it out."""
