"""Chinese as text, whatever paper prints it: characters, words, sentences, names, variants for matching."""
