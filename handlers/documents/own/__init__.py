"""The written report of one unit: a draft of its facts in sentences, with what its people have said of each step."""
