module comity

go 1.26
