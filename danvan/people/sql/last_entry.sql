select entry, chain from journal order by entry desc limit 1
