"""The kit of the site: layout, language, what a page is asked for, and the pieces that many pages share."""
