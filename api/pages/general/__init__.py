"""The first page, search, help, downloads and the description of REST."""
