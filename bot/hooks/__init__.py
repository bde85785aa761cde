"""Word to another program (a helpdesk): signed JSON over HTTP."""
