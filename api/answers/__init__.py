"""What REST, linked data and pages all answer with: questions to one snapshot, rows, models, versions compared."""
