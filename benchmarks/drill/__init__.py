"""Kill Marz again and again while it writes, and look each time whether anything was lost or half written."""
