"""The demo newsroom: invented issues, their outlets and the pictures drawn for them."""
