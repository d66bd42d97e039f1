"""What stands before the pages: who is let in (gate), pages to sign in (doors, sheet), the office's sign-in (oidc)."""
