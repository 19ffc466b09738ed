"""What a document may publish: no active content, no file from outside the project, nothing from the network."""
