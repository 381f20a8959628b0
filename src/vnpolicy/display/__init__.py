"""What people look at: views in notebooks, pictures of graphs."""
