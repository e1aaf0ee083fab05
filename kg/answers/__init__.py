"""One typed answer for each question people ask; no HTTP, no HTML, no terminal."""
