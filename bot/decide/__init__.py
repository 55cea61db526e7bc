"""Pure rules: what is new (identity), when to poll again (polling), which slots are due (slots), what happens to a
delivery (sending). Values and `now` in, values out."""
