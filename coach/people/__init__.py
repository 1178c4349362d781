"""Who is who, what is known since when, who knows whom, who gave what."""
