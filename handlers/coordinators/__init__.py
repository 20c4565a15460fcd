"""What the coordinating office and its leaders can ask and decide."""
