/// Texts to learn from: preparing them, splitting them, and drawing batches of tokens in an order
/// that a seed and a position decide completely. Reading files lives in `corpus`, tokenizers in
/// `token`, tokens on disk in `cache`. No models and no run folders live here.
@NullMarked
package org.statescope.training.text;

import org.jspecify.annotations.NullMarked;
