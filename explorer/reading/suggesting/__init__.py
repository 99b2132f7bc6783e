"""What a document suggests: words, sentences, clauses, and the judgement on each."""
