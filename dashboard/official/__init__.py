"""Official figures beside similar municipalities: context, never a result."""
