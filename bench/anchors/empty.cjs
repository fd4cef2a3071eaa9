// The least that a Node process can be.
