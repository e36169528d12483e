"""What of the board may be published, described for data portals by DCAT-AP-NO."""
