"""Which projects and municipalities a selection means; places, similar places, the tile map."""
